package simulator

import (
	"encoding/json"
	"io"
	"net/http"
	"net/url"
	"regexp"
	"strings"
)

// v1Form reads the form of a write into what version 2 has as JSON: texts, and lists under keys that end in [].
func v1Form(r *http.Request, variants variantSet) (*form, error) {
	content, err := io.ReadAll(r.Body)
	if err != nil {
		return nil, refuse(invalid, "The body could not be read.")
	}
	f := &form{variants: variants, raw: map[string]json.RawMessage{}, taken: map[string]bool{}}
	switch {
	case len(content) == 0:
		return f, nil
	case r.Method == http.MethodGet:
		return nil, refuse(invalid, "A GET has no body.")
	case !strings.HasPrefix(r.Header.Get("Content-Type"), "application/x-www-form-urlencoded"):
		return nil, refuse(invalid, "The Content-Type of the body must be application/x-www-form-urlencoded.")
	}
	values, err := url.ParseQuery(string(content))
	if err != nil {
		return nil, refuse(invalid, "The form cannot be read.")
	}
	for key, texts := range values {
		name, isList := strings.CutSuffix(key, "[]")
		var value any = texts
		switch {
		case name == "workspace_id":
			return nil, refuseField(invalid, name, "The %s field is unknown.", name)
		case !isList && len(texts) > 1:
			return nil, refuseField(invalid, name, "The %s field is there more than once.", name)
		case !isList:
			value = texts[0]
		}
		if f.raw[name], err = json.Marshal(value); err != nil {
			return nil, refuse(invalid, "The form cannot be read.")
		}
	}
	return f, nil
}

var wholeText = regexp.MustCompile(`^"(-?[0-9]+)"$`)

// whole takes a number out of a form, in which all are texts. An empty one is none.
func (f *form) whole(name string, needed need, checks ...check[int64]) change[int64] {
	switch raw := string(f.raw[name]); {
	case raw == `""` && needed == clearable:
		f.taken[name] = true
		return change[int64]{sent: true}
	case wholeText.MatchString(raw):
		f.raw[name] = json.RawMessage(wholeText.ReplaceAllString(raw, "$1"))
	}
	return f.integer(name, needed, checks...)
}

// wholeID is whole for an id, which has to be there.
func (f *form) wholeID(name string) int64 { return f.whole(name, required, positive).get() }
