package tfkit

import (
	"os"
	"testing"
)

func TestQuieten(t *testing.T) {
	for name, test := range map[string]struct {
		env  map[string]string
		want string
	}{
		"nobody reads the log":       {nil, "off"},
		"all of it is read":          {map[string]string{"TF_LOG": "TRACE"}, ""},
		"the providers' log is read": {map[string]string{"TF_LOG_PROVIDER": "DEBUG"}, ""},
		"a level was chosen":         {map[string]string{"TF_LOG_SDK": "warn"}, "warn"},
	} {
		t.Run(name, func(t *testing.T) {
			for _, variable := range []string{"TF_LOG", "TF_LOG_PROVIDER", "TF_LOG_SDK"} {
				t.Setenv(variable, test.env[variable])
			}
			if err := quieten(); err != nil {
				t.Fatal(err)
			}
			if got := os.Getenv("TF_LOG_SDK"); got != test.want {
				t.Errorf("TF_LOG_SDK is %q, want %q", got, test.want)
			}
		})
	}
}
