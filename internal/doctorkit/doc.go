// Package doctorkit is what doctor commands are made of: a report of findings, in lines or as one JSON document, with the exit code
// that follows from them, and a recorder of what answers show that the client does not hand out.
package doctorkit
