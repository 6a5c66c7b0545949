package simkit

import (
	"bytes"
	"encoding/json"
	"errors"
	"fmt"
	"io"
)

// ReadSeed reads what a simulator begins with from a JSON document. Errors name the line, and fields that
// a seed lacks are some.
func ReadSeed[S any](r io.Reader) (S, error) {
	var none, seed S
	document, err := io.ReadAll(r)
	if err != nil {
		return none, fmt.Errorf("reading the seed: %w", err)
	}
	decoder := json.NewDecoder(bytes.NewReader(document))
	decoder.DisallowUnknownFields()
	if err := decoder.Decode(&seed); err != nil {
		at := decoder.InputOffset()
		var syntax *json.SyntaxError
		var wrongType *json.UnmarshalTypeError
		switch {
		case errors.As(err, &syntax):
			at = syntax.Offset
		case errors.As(err, &wrongType):
			at = wrongType.Offset
		}
		at = min(at, int64(len(document)))
		return none, fmt.Errorf("the seed is not valid, line %d: %w", 1+bytes.Count(document[:at], []byte("\n")), err)
	}
	if _, err := decoder.Token(); !errors.Is(err, io.EOF) {
		return none, errors.New("the seed is not valid: something follows the document")
	}
	return seed, nil
}

// Clone copies a value with everything it points to, by way of its JSON form.
func Clone[T any](value T) T {
	encoded, err := json.Marshal(value)
	if err != nil {
		panic(fmt.Sprintf("simkit: a stored value has no JSON form: %v", err))
	}
	var copied T
	if err := json.Unmarshal(encoded, &copied); err != nil {
		panic(fmt.Sprintf("simkit: a stored value cannot be read back: %v", err))
	}
	return copied
}
