package simtest

import "github.com/workspace-as-code/terraform-provider-webwork/internal/simkit/testserver"

const JitterSeed = testserver.JitterSeed

var InMemory = testserver.InMemory
