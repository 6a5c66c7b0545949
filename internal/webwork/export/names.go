package export

import (
	"crypto/sha256"
	"encoding/hex"
	"regexp"
	"strings"

	"github.com/gosimple/unidecode"

	"github.com/workspace-as-code/terraform-provider-webwork/internal/spelling"
)

// longestLabel is how many characters of names go into a label; an id may follow them.
const longestLabel = 64

// names gives each object of one type a label of its own: what stands in its address, whether as the name of a resource or as a key of
// for_each.
type names struct {
	taken map[string]bool
	// longest is how many characters a label may have; 0 if any number.
	longest int
}

// next makes a label of the first words that have a letter or digit which can be written in ASCII, or else of the noun and the id.
func (n *names) next(noun, id string, words ...string) string {
	label := slug(noun + " " + id)
	for _, word := range words {
		if made := slug(word); made != "" {
			label = made
			break
		}
	}
	if label[0] >= '0' && label[0] <= '9' { // no identifier begins so
		label = slug(noun) + "_" + label
	}
	return n.unique(label, id)
}

// unique is the label, followed by the id where it is taken already. Whoever asks in the order of ids, as objects come into being, gets
// the same labels again when there are more objects.
func (n *names) unique(label, id string) string {
	if n.longest > 0 && len(label) > n.longest {
		label = strings.TrimRight(label[:n.longest], "_")
	}
	for n.taken[label] {
		label = n.followed(label, "_"+slug(id))
	}
	n.take(label)
	return label
}

// followed is the label with something after it. Where that is too long, a fingerprint stands for what has to go.
func (n *names) followed(label, by string) string {
	if n.longest > 0 && len(label)+len(by) > n.longest {
		by = "_" + fingerprint(label) + by
		label = label[:n.longest-len(by)]
	}
	return label + by
}

// take makes a label one that is taken.
func (n *names) take(label string) {
	if n.taken == nil {
		n.taken = map[string]bool{}
	}
	n.taken[label] = true
}

var notInSlugs = regexp.MustCompile(`[^a-z0-9]+`)

// slug writes a text in small letters, digits and single underscores. What has no such form is left out.
func slug(text string) string {
	const most = 16 * longestLabel // what is cut off anyway need not be written
	text = spelling.Name(text[:min(len(text), most)])
	plain := strings.ToLower(unidecode.Unidecode(strings.NewReplacer("'", "", "’", "").Replace(text)))
	made := strings.Trim(notInSlugs.ReplaceAllString(plain, "_"), "_")
	return strings.TrimRight(made[:min(len(made), longestLabel)], "_")
}

// fingerprint stands for an id of any length and spelling in a label.
func fingerprint(id string) string {
	const enough = 4
	sum := sha256.Sum256([]byte(id))
	return hex.EncodeToString(sum[:enough])
}
