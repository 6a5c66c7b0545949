// Command kind adds a kind of object to the provider: files that compile and do the usual for something that has a name, each made
// to be changed, and the lines by which the rest of the provider knows of it. A test of the new room tells what is left to do.
//
// Usage: kind NAME    in the singular, as in webwork_NAME: task, or time_off
package main

import (
	"fmt"
	"io"
	"os"
)

func main() {
	if err := run(os.Stdout, os.Args[1:]); err != nil {
		fmt.Fprintln(os.Stderr, err)
		os.Exit(1)
	}
}

func run(to io.Writer, args []string) error {
	if len(args) != 1 {
		return errUsage
	}

	named, err := parse(args[0])
	if err != nil {
		return err
	}

	written, err := add(".", named)
	for _, path := range written {
		_, _ = fmt.Fprintln(to, path)
	}

	if err != nil {
		return err
	}

	_, _ = fmt.Fprintf(to, "\nThe kind compiles, and this tells what to do next, step by step:\n\n  go test -skip TestAcc ./internal/webwork/%s\n", named.Package)

	return nil
}
