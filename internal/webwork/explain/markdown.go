package explain

import (
	"strings"

	"github.com/workspace-as-code/terraform-provider-webwork/internal/plaintext"
)

// longest is how many bytes of a foreign text are shown.
const longest = 300

// quote puts a text that comes from elsewhere into Markdown, as code: there, nothing in it is markup, HTML, a link, a mention, a
// reference or an emoji to any forge. Backticks, which would end the code, become apostrophes, and control characters go.
func quote(text string) string {
	text = plaintext.Cut(plaintext.Line(text), longest)
	text = strings.ReplaceAll(text, "`", "'")
	if strings.TrimSpace(text) == "" {
		return "*(empty)*"
	}
	return "`" + text + "`"
}

// String names somebody or a project: the name, else the address of the resource.
func (w who) String() string {
	if w.name == "" && w.email == "" {
		return quote(w.address)
	}
	if w.name == "" {
		return quote(w.email)
	}
	return quote(w.name)
}

// title is String for the beginning of what is told of somebody.
func (w who) title() string {
	title := "**" + w.String() + "**"
	if w.name != "" && w.email != "" {
		title += " " + quote(w.email)
	}
	if w.client {
		title += ", client"
	}
	return title
}
