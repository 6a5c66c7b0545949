package bench_test

import (
	"bytes"
	"fmt"
	"os"
	"path/filepath"
	"strings"
	"testing"
	"time"
)

// peakMemory is the most memory, in bytes, that the provider had resident while it planned as many
// members, or 0 where the machine does not tell.
func (l *laboratory) peakMemory(tb testing.TB, managed int) int64 {
	tb.Helper()
	if _, err := os.Stat("/proc/self/status"); err != nil {
		return 0
	}
	existing := max(managed, 1000)
	w, s := l.workspace(tb, managed, existing), l.server(tb, site{existing: existing})
	w.Setenv("WEBWORK_BASE_URL", s.BaseURL)
	w.Setenv("WEBWORK_READ_STRATEGY", "auto")
	process := w.Begin("plan")
	ticker := time.NewTicker(20 * time.Millisecond)
	defer ticker.Stop()
	var peak int64
	for {
		select {
		case <-process.Done():
			if result := process.Wait(); result.ExitCode != 0 {
				tb.Fatal(result.Output())
			}
			return peak
		case <-ticker.C:
			peak = max(peak, residentPeak(s.BaseURL))
		}
	}
}

// residentPeak is the peak of the provider processes that were told of the base URL, which is a
// server's own.
func residentPeak(baseURL string) int64 {
	var peak int64
	processes, _ := filepath.Glob("/proc/[0-9]*")
	for _, process := range processes {
		// The kernel cuts names at 15 characters.
		name, err := os.ReadFile(filepath.Join(process, "comm"))
		if err != nil || !strings.HasPrefix(string(name), "terraform-provi") {
			continue
		}
		environment, err := os.ReadFile(filepath.Join(process, "environ"))
		if err != nil || !bytes.Contains(environment, []byte("WEBWORK_BASE_URL="+baseURL+"\x00")) {
			continue
		}
		status, err := os.ReadFile(filepath.Join(process, "status"))
		if err != nil {
			continue // it has just ended
		}
		_, after, _ := strings.Cut(string(status), "VmHWM:")
		var kilobytes int64
		if _, err := fmt.Sscan(after, &kilobytes); err == nil {
			peak = max(peak, kilobytes<<10)
		}
	}
	return peak
}
