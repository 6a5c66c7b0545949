package tfkit_test

import (
	"archive/zip"
	"flag"
	"os"
	"os/exec"
	"path/filepath"
	"strings"
	"testing"
	"time"

	"github.com/workspace-as-code/terraform-provider-webwork/internal/tfkit"
)

var update = flag.Bool("update", false, "write zones.txt anew from the time zone database of Go") //nolint:gochecknoglobals // a flag

func TestZonesAreKnownToGo(t *testing.T) {
	t.Parallel()
	const file = "zones.txt"
	if *update {
		if err := os.WriteFile(file, []byte(zonesOfGo(t)), 0o600); err != nil {
			t.Fatal(err)
		}
	}
	content, err := os.ReadFile(file)
	if err != nil {
		t.Fatal(err)
	}
	names := strings.Fields(string(content))
	if len(names) < 500 {
		t.Errorf("there are %d zones, want all of them", len(names))
	}
	for _, name := range names {
		if _, err := time.LoadLocation(name); err != nil {
			t.Errorf("%s: %v", name, err)
		}
		if fault := tfkit.IsTimezone(name); fault.Reason != "" {
			t.Errorf("%s is refused: %s", name, fault.Reason)
		}
	}
}

// zonesOfGo gives the names in the database that comes with Go, in lines of a length that can be read.
func zonesOfGo(t *testing.T) string {
	t.Helper()
	root, err := exec.CommandContext(t.Context(), "go", "env", "GOROOT").Output()
	if err != nil {
		t.Fatal(err)
	}
	database, err := zip.OpenReader(filepath.Join(strings.TrimSpace(string(root)), "lib", "time", "zoneinfo.zip"))
	if err != nil {
		t.Fatal(err)
	}
	defer database.Close()
	var all strings.Builder
	length := 0
	for _, zone := range database.File {
		if strings.HasSuffix(zone.Name, "/") || zone.Name == "Factory" {
			continue
		}
		separator := " "
		if length += len(zone.Name) + 1; length > 120 {
			length = len(zone.Name)
			separator = "\n"
		}
		all.WriteString(separator + zone.Name)
	}
	return strings.TrimSpace(all.String()) + "\n"
}
