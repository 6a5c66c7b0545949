package suggest_test

import (
	"testing"

	"github.com/workspace-as-code/terraform-provider-webwork/internal/suggest"
)

func TestNearest(t *testing.T) {
	t.Parallel()
	allowed := []string{"server-error", "server-error-after", "reset", "slow", "late", "Ärger"}
	for given, want := range map[string]string{
		"reset":             "reset",
		"RESET":             "reset",
		"rest":              "reset",
		"lat":               "late",
		"server-eror":       "server-error",
		"server_error_afer": "server-error-after",
		"ärge":              "Ärger",
		"so":                "",
		"meteor":            "",
		"":                  "",
	} {
		if got, ok := suggest.Nearest(given, allowed); got != want || ok != (want != "") {
			t.Errorf("%q: got %q, %t, not %q", given, got, ok, want)
		}
	}
	if got, ok := suggest.Nearest("x", nil); ok {
		t.Errorf("nothing is allowed, but %q is near", got)
	}
}

func TestUnknown(t *testing.T) {
	t.Parallel()
	type colour string
	allowed := []colour{"red", "green"}
	for given, want := range map[string]string{
		"gren": `there is no colour "gren". Did you mean "green"? Allowed: red, green`,
		"":     `there is no colour "". Allowed: red, green`,
	} {
		if err := suggest.Unknown("colour", given, allowed); err.Error() != want {
			t.Errorf("the error is %q", err)
		}
	}
}
