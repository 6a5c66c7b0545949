package lenient

import (
	"bytes"
	"encoding/json"
	"fmt"
	"html"
	"net/http"
	"regexp"
	"slices"
	"strings"

	"github.com/workspace-as-code/terraform-provider-webwork/internal/plaintext"
)

// Bounds of what is looked at for a message, of which plaintext.Longest bytes are shown in the end.
const (
	mostTokens = 5_000
	mostSaid   = 2 * plaintext.Longest
	mostText   = 64 * plaintext.Longest
)

// Message makes one readable sentence of everything that a refusal says: message, which may be a
// string, a list or a map, errors, which has a list for each field, and error. Nothing is said
// twice, and what the status says anyway is left out.
func Message(status int, parts ...[]byte) string {
	var said []string
	length := 0
	for _, part := range parts {
		for _, words := range sentences(part) {
			if length > mostSaid {
				return strings.Join(said, "; ")
			}
			if !strings.EqualFold(words.text, http.StatusText(status)) {
				said = add(said, words)
				length += len(words.text) + len("; ")
			}
		}
	}
	return strings.Join(said, "; ")
}

// sentence is something a service says, about a field where it names one.
type sentence struct{ field, text string }

// sentences finds the texts in any JSON value, as far as anybody would read, those about one field together.
func sentences(raw []byte) []sentence {
	g := gatherer{tokens: json.NewDecoder(bytes.NewReader(raw)), left: mostTokens}
	g.gather("")
	slices.SortStableFunc(g.found, func(a, b sentence) int { return strings.Compare(a.field, b.field) })
	return g.found
}

// gatherer reads JSON token by token, since a few bytes can unpack to more values than memory holds.
type gatherer struct {
	tokens *json.Decoder
	left   int
	found  []sentence
}

// next gives the next token, nil where there is none or enough was read.
func (g *gatherer) next() json.Token {
	g.left--
	token, err := g.tokens.Token()
	if err != nil || g.left < 0 {
		g.left = 0
		return nil
	}
	return token
}

// gather takes in a value that is about a field.
func (g *gatherer) gather(field string) {
	switch token := g.next().(type) {
	case string:
		if text := plaintext.Clean(excerpt(token)); text != "" {
			g.found = append(g.found, sentence{field, text})
		}
	case float64, bool:
		g.found = append(g.found, sentence{field, fmt.Sprint(token)})
	case json.Delim:
		for g.left > 0 && g.tokens.More() {
			about := field
			if token == '{' {
				key, _ := g.next().(string)
				about = plaintext.Clean(excerpt(key))
			}
			g.gather(about)
		}
		g.next() // the end
	}
}

// excerpt is the beginning of a text of which no more than that could be shown anyway, not cut within a word: half a secret would
// no longer be known for one.
func excerpt(text string) string {
	if len(text) <= mostText {
		return text
	}
	return text[:strings.LastIndexAny(text[:mostText], " \t\r\n")+1]
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

// Summary stands for a body that is not JSON. Markup is never shown but for its title, and broken JSON not at all: it may hold
// anything.
func Summary(content []byte) string {
	switch {
	case len(content) == 0:
		return ""
	case strings.IndexByte(`{["`, content[0]) >= 0:
		return "JSON that is broken"
	case !IsMarkup(content):
		return excerpt(string(content))
	}
	if found := title.FindSubmatch(content[:min(len(content), mostText)]); found != nil {
		if words := plaintext.Clean(html.UnescapeString(string(found[1]))); words != "" {
			return fmt.Sprintf("a web page titled %q", words)
		}
	}
	return "a web page"
}

// IsMarkup reports whether content is HTML or XML.
func IsMarkup(content []byte) bool { return bytes.HasPrefix(bytes.TrimSpace(content), []byte("<")) }

// address is one on the web, raw or as JSON, web pages and other addresses write it: scheme, host, and what may be a key.
var address = regexp.MustCompile(`(?i)(https?(?::|%3a|&#58;)(?:\\?/|%2f|&#x2f;|&#47;){2})(?:[^\s/\\?#"'<>@]*@)?` +
	`([^\s/\\?#%&"'<>@]+)((?:\\?/|[?#]|%2f|%3f|%23|&#x2f;|&#47;)\S*)?`)

// Origins leaves of every address its scheme and host: services quote those of webhooks, which carry keys, and links of
// invitations, which whoever has them can accept.
func Origins(text string) string {
	return address.ReplaceAllStringFunc(text, func(found string) string {
		parts := address.FindStringSubmatch(found)
		if parts[3] == "" {
			return parts[1] + parts[2]
		}
		return parts[1] + parts[2] + "/…"
	})
}
