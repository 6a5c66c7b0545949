package remote

// Fields records which of the documented fields of a kind an answer carried, one bit each. A list whose items carry fewer fields
// than a single object does cannot stand in for reading the object itself.
type Fields uint64

// Covers reports whether every field of other is there.
func (f Fields) Covers(other Fields) bool { return f&other == other }
