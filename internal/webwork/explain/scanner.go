package explain

import (
	"encoding/json"
	"errors"
	"fmt"
	"io"
)

const (
	// largest is how many bytes a plan may have: some 30,000 objects.
	largest = 128 * mebibyte
	// deepest is how far values may be nested in each other.
	deepest = 200

	mebibyte = 1 << 20
)

// scanner walks through a JSON document piece by piece. What nobody asks for is never held, so that the
// memory that a document takes does not depend on what it says.
type scanner struct {
	decoder *json.Decoder
	rest    *io.LimitedReader
	depth   int
}

func newScanner(from io.Reader) *scanner {
	rest := &io.LimitedReader{R: from, N: largest + 1}
	decoder := json.NewDecoder(rest)
	decoder.UseNumber()
	return &scanner{decoder: decoder, rest: rest}
}

// failure tells an error that follows from the bound from one of the document.
func (s *scanner) failure(err error) error {
	switch {
	case err == nil:
		return nil
	case s.rest.N <= 0:
		return fmt.Errorf("it has more than %d MiB", largest/mebibyte)
	case errors.Is(err, io.EOF), errors.Is(err, io.ErrUnexpectedEOF):
		return errors.New("it ends too early")
	default:
		return err
	}
}

// object visits each member of an object; a visit reads its value. Null has none.
func (s *scanner) object(visit func(key string) error) error {
	return s.each('{', func() error {
		key, err := s.decoder.Token()
		if err != nil {
			return err
		}
		name, _ := key.(string) // keys are texts, or the decoder says so
		return visit(name)
	})
}

// array visits each item of an array; a visit reads it. Null has none.
func (s *scanner) array(visit func() error) error { return s.each('[', visit) }

func (s *scanner) each(opening json.Delim, visit func() error) error {
	token, err := s.decoder.Token()
	if err != nil || token == nil {
		return err
	}
	if token != opening {
		return fmt.Errorf("there is something else than %q near byte %d", string(opening), s.decoder.InputOffset())
	}
	if s.depth++; s.depth > deepest {
		return fmt.Errorf("it is nested more than %d times", deepest)
	}
	for s.decoder.More() {
		if err := visit(); err != nil {
			return err
		}
	}
	s.depth--
	_, err = s.decoder.Token()
	return err
}

// scalar reads a text, a json.Number, a truth or null. In place of an object or an array it gives null.
func (s *scanner) scalar() (any, error) {
	token, err := s.decoder.Token()
	if _, opens := token.(json.Delim); err != nil || !opens {
		return token, err
	}
	return nil, s.leave()
}

// text is scalar for a text, which is empty in place of anything else.
func (s *scanner) text() (string, error) {
	value, err := s.scalar()
	text, _ := value.(string)
	return text, err
}

// truth is scalar for true and false.
func (s *scanner) truth() (bool, error) {
	value, err := s.scalar()
	truth, _ := value.(bool)
	return truth, err
}

// texts reads those items of an array that are texts. What is no array has none.
func (s *scanner) texts() ([]string, error) {
	token, err := s.decoder.Token()
	if err != nil || token != json.Delim('[') {
		if token == json.Delim('{') {
			err = s.leave()
		}
		return nil, err
	}
	var texts []string
	for s.decoder.More() {
		value, err := s.scalar()
		if err != nil {
			return nil, err
		}
		if text, ok := value.(string); ok {
			texts = append(texts, text)
		}
	}
	_, err = s.decoder.Token()
	return texts, err
}

// skip reads a value that nobody wants.
func (s *scanner) skip() error {
	_, err := s.scalar()
	return err
}

// leave reads the rest of an object or array that has been entered.
func (s *scanner) leave() error {
	_, err := s.anyTrue()
	return err
}

// anyTrue is leave, and says whether there is a true in it, however deep.
func (s *scanner) anyTrue() (found bool, err error) {
	for open := 1; open > 0; {
		token, err := s.decoder.Token()
		if err != nil {
			return false, err
		}
		switch token {
		case json.Delim('{'), json.Delim('['):
			open++
		case json.Delim('}'), json.Delim(']'):
			open--
		case true:
			found = true
		}
		if s.depth+open > deepest {
			return false, fmt.Errorf("it is nested more than %d times", deepest)
		}
	}
	return found, nil
}
