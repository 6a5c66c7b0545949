package command

import (
	"fmt"
	"strings"

	"github.com/workspace-as-code/terraform-provider-webwork/internal/simkit"
	"github.com/workspace-as-code/terraform-provider-webwork/internal/webwork/simulator"
)

// long is the description of the command, with all variants and faults.
func long() string {
	var text strings.Builder
	text.WriteString(`Serves a WebWork that lives in memory. WebWork itself has no sandbox and really sends its invitations; the simulator
sends nothing, and forgets everything when it stops. An invitation_link leads to the simulator: whoever opens it accepts.

Prints the environment with which the provider finds the simulator, and nothing but it: every WEBWORK_ variable that
could lead to the real service is set or emptied. With --exec it runs one command in that environment instead, such as
terraform test, and ends with its exit code.

The format of seeds, and how to play what people do in the web app meanwhile, are described in the guide "A
simulated WebWork" of the provider's documentation.

Variants, for what WebWork's documentation leaves open. Projects can be restored unless a variant says otherwise:
`)
	question := ""
	for _, variant := range simulator.Variants() {
		if variant.Question != question {
			question = variant.Question
			text.WriteString("  " + question + "\n")
		}
		_, _ = fmt.Fprintf(&text, "    %-26s %s\n", variant.Name, variant.Description)
	}
	text.WriteString("\nFaults, each optionally followed by :method=,path=,nth=,times=,probability=,streak=,delay=,retry-after= :\n")
	for _, kind := range simkit.FaultKinds() {
		_, _ = fmt.Fprintf(&text, "    %-26s %s\n", kind, kind.Description())
	}
	return text.String()
}
