package export

// The exit codes beside 0 and 1.
const (
	// foundUnmanaged says that something exists which no state holds.
	foundUnmanaged = 2
	// incomplete says that something exists which could not be read or declared.
	incomplete = 3
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

// ExitCode is 3 if something could not be exported, and 2 if something is not managed.
func (e *ExitError) ExitCode() int { return e.code }
