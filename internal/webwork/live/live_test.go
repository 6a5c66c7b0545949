//go:build live

package live_test

import (
	"os"
	"testing"
	"time"

	"github.com/workspace-as-code/terraform-provider-webwork/internal/acctest"
)

// TestLive asks WebWork itself. It is run by make test-live and by nothing else.
func TestLive(t *testing.T) {
	tr := trial{
		workspaceID: os.Getenv("LIVE_WORKSPACE"), confirm: os.Getenv("LIVE_CONFIRM"), email: os.Getenv("LIVE_EMAIL"),
		label: "terraform trial " + time.Now().UTC().Format("20060102-150405"),
	}
	if tr.workspaceID == "" {
		t.Fatal("WORKSPACE is empty: give the id of a scratch workspace")
	}
	w := acctest.NewWorkspace(t, acctest.CLIs(t)[0], acctest.WebWork())
	w.Setenv("WEBWORK_TOKEN", os.Getenv("WEBWORK_TOKEN"))
	w.Setenv("WEBWORK_BASE_URL", os.Getenv("WEBWORK_BASE_URL"))
	tr.try(t, w)
}
