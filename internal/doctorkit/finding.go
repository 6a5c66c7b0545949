package doctorkit

// Finding is a line of the report.
type Finding struct {
	Severity Severity `json:"severity"`
	Message  string   `json:"message"`
}

// Severity says what a finding means for the provider.
type Severity string

const (
	fine   Severity = "info"
	odd    Severity = "warning"
	unseen Severity = "unknown"
	fatal  Severity = "error"
)

// mark is what a line of that severity begins with.
func (s Severity) mark() string {
	return map[Severity]string{fine: "-", odd: "!", unseen: "?", fatal: "X"}[s]
}
