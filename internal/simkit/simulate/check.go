package simulate

import (
	"errors"
	"fmt"
	"net"
	"strconv"
	"strings"

	"github.com/spf13/pflag"

	"github.com/workspace-as-code/terraform-provider-webwork/internal/suggest"
)

// check looks at what the flags say that their types allow.
func (f *flags[S]) check() error {
	if err := f.service.Check(); err != nil {
		return err
	}
	if err := checkListen(f.listen); err != nil {
		return err
	}
	if !f.allowRemote && !isLoopback(f.listen) {
		_, port, _ := net.SplitHostPort(f.listen) // checkListen has done it
		return fmt.Errorf("--listen is %q, which other machines can reach, and there is no encryption. "+
			"Listen on 127.0.0.1:%s, or say --allow-remote", f.listen, port)
	}
	return nil
}

// NotNegative refuses a number below 0 that a flag was given.
func NotNegative(flag string, value int) error {
	if value < 0 {
		return fmt.Errorf("--%s is %d. Allowed: 0 and more", flag, value)
	}
	return nil
}

func checkListen(address string) error {
	const allowed = "Allowed: HOST:PORT, such as 127.0.0.1:8080, or with port 0 to have a free one chosen"
	host, port, err := net.SplitHostPort(address)
	if err != nil {
		meant := net.JoinHostPort(strings.Trim(address, "[]:"), "0")
		if isPort(address) {
			meant = net.JoinHostPort("127.0.0.1", address)
		}
		return fmt.Errorf("--listen is %q, which is no host with a port. %s. Did you mean %s?", address, allowed, meant)
	}
	if !isPort(port) {
		return fmt.Errorf("--listen is %q, whose port is no number from 0 to 65535. %s. Did you mean %s?",
			address, allowed, net.JoinHostPort(host, "0"))
	}
	return nil
}

func isPort(text string) bool {
	const bits = 16
	_, err := strconv.ParseUint(text, 10, bits)
	return err == nil
}

// flagError words what is wrong with a flag: what was given, and what is allowed.
func flagError(set *pflag.FlagSet, err error) error {
	var value *pflag.InvalidValueError
	var missing *pflag.NotExistError
	switch {
	case errors.As(err, &value):
		return fmt.Errorf("--%s is %q. Allowed: %s", value.GetFlag().Name, value.GetValue(), allowed(value.GetFlag()))
	case errors.As(err, &missing):
		given := "--" + missing.GetSpecifiedName()
		if missing.GetSpecifiedShortnames() != "" {
			given = "-" + missing.GetSpecifiedName()
		}
		var names []string
		set.VisitAll(func(flag *pflag.Flag) { names = append(names, flag.Name) })
		meant := ""
		if nearest, ok := suggest.Nearest(missing.GetSpecifiedName(), names); ok {
			meant = " Did you mean --" + nearest + "?"
		}
		return fmt.Errorf("there is no flag %s.%s simulate --help lists all", given, meant)
	}
	return err
}

// allowed tells what a flag takes, by its type.
func allowed(flag *pflag.Flag) string {
	switch flag.Value.Type() {
	case "int", "uint64":
		return "a whole number from 0 on"
	case "bool":
		return "true and false"
	case new(latency).Type():
		return "a time such as 50ms or 2s, or two, 20ms-80ms, the shorter first"
	}
	return "a value of type " + flag.Value.Type()
}
