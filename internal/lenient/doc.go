// Package lenient reads answers as services write them that are not strict with themselves, PHP first of all: numbers and booleans
// come in several forms, what is empty as null, "" or [], and a refusal says why in a text, a list or a map. It is strict only about
// what decisions hang on.
//
// It belongs to the dialects, which share it, and knows none of them.
package lenient
