package simulate

import (
	"fmt"
	"strings"

	"github.com/workspace-as-code/terraform-provider-webwork/internal/simkit"
)

// long is the description of the command, with all variants and faults.
func (f *flags[S]) long() string {
	var text strings.Builder
	_, _ = fmt.Fprintf(&text, "Serves %s that lives in memory. %s\n\n", article(f.service.Name), f.service.Help)
	_, _ = fmt.Fprintf(&text, `Prints the environment with which the provider finds the simulator, and nothing but it: every %s variable that
could lead to the real service is set or emptied. With --exec it runs one command in that environment instead, such as
terraform test, and ends with its exit code.

The format of seeds, and how to play what people do in the web app meanwhile, are described in the guide "A
simulated %s" of the provider's documentation.

Variants, for what %s's documentation leaves open:
`, f.service.Prefix, f.service.Name, f.service.Name)
	question := ""
	for _, variant := range f.service.Variants {
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

// article puts the article before a name.
func article(name string) string {
	if strings.ContainsAny(name[:1], "aeiouAEIOU") {
		return "an " + name
	}
	return "a " + name
}
