package doctorkit

// The exit codes beside 0, which says that all is well.
const (
	// notSeen says that something could not be looked at.
	notSeen = 1
	// wouldStop says that something would stop the provider.
	wouldStop = 2
)

// ExitError is why the command does not end well, with the code with which the process is to end.
type ExitError struct {
	code  int
	cause error
}

// Error says why.
func (e *ExitError) Error() string { return e.cause.Error() }

// Unwrap gives what went wrong.
func (e *ExitError) Unwrap() error { return e.cause }

// ExitCode is 2 if something would stop the provider, and 1 if something could not be looked at.
func (e *ExitError) ExitCode() int { return e.code }
