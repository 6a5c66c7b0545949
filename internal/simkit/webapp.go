package simkit

import (
	"bytes"
	"encoding/json"
	"errors"
	"fmt"
	"io"
	"net/http"
)

// WebApp stands for the web app of a service, where people do behind a client's back what a Go program
// would call methods of the simulator for. It needs a token, so that no page in a browser can use it
// unseen.
type WebApp struct {
	path    string
	letsIn  func(token string) bool
	answers *http.ServeMux
}

// NewWebApp makes a web app below a path such as /app, for whoever has a token that it lets in.
func NewWebApp(path string, letsIn func(token string) bool) *WebApp {
	return &WebApp{path: path, letsIn: letsIn, answers: http.NewServeMux()}
}

// ServeHTTP lets in whoever has a token.
func (a *WebApp) ServeHTTP(w http.ResponseWriter, r *http.Request) {
	if !a.letsIn(Bearer(r)) {
		http.Error(w, "The token of the simulator is needed: Authorization: Bearer ...", http.StatusUnauthorized)
		return
	}
	http.StripPrefix(a.path, a.answers).ServeHTTP(w, r)
}

// Route answers with what act gives, or with its error as a text.
func (a *WebApp) Route(pattern string, act func(*http.Request) (any, error)) {
	a.answers.HandleFunc(pattern, func(w http.ResponseWriter, r *http.Request) {
		result, err := act(r)
		switch {
		case err != nil:
			http.Error(w, err.Error(), http.StatusBadRequest)
		case result == nil:
			w.WriteHeader(http.StatusNoContent)
		default:
			w.Header().Set("Content-Type", "application/json")
			encoder := json.NewEncoder(w)
			encoder.SetIndent("", "  ")
			_ = encoder.Encode(result) // a client that has gone is no concern of the server
		}
	})
}

// Overlay lays a body over an object that set changes, so that what it leaves out stays as it is. Check
// tells what is wrong with the object then.
func Overlay[T any](body io.Reader, check func(T) error, set func(func(*T)) error) error {
	content, err := io.ReadAll(body)
	if err != nil {
		return fmt.Errorf("the body could not be read: %w", err)
	}
	var wrong error
	err = set(func(object *T) {
		changed := Clone(*object)
		if wrong = ReadObject(bytes.NewReader(content), &changed); wrong == nil {
			wrong = check(changed)
		}
		if wrong == nil {
			*object = changed
		}
	})
	return errors.Join(wrong, err)
}

// ReadObject reads a JSON object over another one. Fields that it lacks are errors.
func ReadObject(body io.Reader, over any) error {
	decoder := json.NewDecoder(body)
	decoder.DisallowUnknownFields()
	if err := decoder.Decode(over); err != nil {
		return fmt.Errorf("the body is not what a seed has there: %w", err)
	}
	return nil
}
