package v2

import (
	"bytes"
	"encoding/json"
	"fmt"
	"html"
	"maps"
	"net/http"
	"regexp"
	"slices"
	"strings"

	"github.com/workspace-as-code/terraform-provider-webwork/internal/plaintext"
)

// message makes one readable sentence of everything that a refusal says: message, which may be a
// string, a list or a map, errors, which has a list for each field, and error. Nothing is said
// twice, and what the status says anyway is left out.
func (e envelope) message(status int) string {
	var said []string
	for _, part := range [][]byte{e.Message, e.Errors, e.Error} {
		for _, words := range sentences(part) {
			if !strings.EqualFold(words.text, http.StatusText(status)) {
				said = add(said, words)
			}
		}
	}
	return strings.Join(said, "; ")
}

// sentence is something WebWork says, about a field where it names one.
type sentence struct{ field, text string }

// sentences finds the texts in any JSON value.
func sentences(raw []byte) []sentence {
	var value any
	if len(raw) == 0 || json.Unmarshal(raw, &value) != nil {
		return nil
	}
	return walk("", value)
}

func walk(field string, value any) []sentence {
	var found []sentence
	switch value := value.(type) {
	case string:
		if text := plaintext.Clean(value); text != "" {
			found = append(found, sentence{field, text})
		}
	case []any:
		for _, element := range value {
			found = append(found, walk(field, element)...)
		}
	case map[string]any:
		for _, key := range slices.Sorted(maps.Keys(value)) {
			found = append(found, walk(plaintext.Clean(key), value[key])...)
		}
	case float64, bool:
		found = append(found, sentence{field, fmt.Sprint(value)})
	}
	return found
}

// add appends a sentence unless it was said before, and drops what it says more fully.
func add(said []string, next sentence) []string {
	if slices.ContainsFunc(said, func(old string) bool { return contains(old, next.text) }) {
		return said
	}
	said = slices.DeleteFunc(said, func(old string) bool { return contains(next.text, old) })
	if next.field == "" {
		return append(said, next.text)
	}
	return append(said, next.field+": "+next.text)
}

// contains compares without case and the full stop at the end.
func contains(whole, part string) bool {
	return strings.Contains(strings.ToLower(whole), strings.ToLower(strings.TrimRight(part, ".")))
}

var title = regexp.MustCompile(`(?is)<title[^>]*>(.*?)</title>`)

// summary stands for a body that is not JSON. Markup is never shown but for its title.
func summary(content []byte) string {
	switch {
	case len(content) == 0:
		return ""
	case !isMarkup(content):
		return string(content)
	}
	if found := title.FindSubmatch(content); found != nil {
		if words := plaintext.Clean(html.UnescapeString(string(found[1]))); words != "" {
			return fmt.Sprintf("a web page titled %q", words)
		}
	}
	return "a web page"
}

// isMarkup reports whether content is HTML or XML.
func isMarkup(content []byte) bool { return bytes.HasPrefix(bytes.TrimSpace(content), []byte("<")) }
