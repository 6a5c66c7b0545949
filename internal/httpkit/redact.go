package httpkit

import (
	"slices"
	"strings"
	"sync"

	"github.com/workspace-as-code/terraform-provider-webwork/internal/plaintext"
)

const (
	masked = "***"
	// shortestSecret is the length below which masking would blank out ordinary words.
	shortestSecret = 4
)

// redactor masks secrets in text. It learns those that appear at run time.
type redactor struct {
	mu       sync.RWMutex
	secrets  []string
	replacer *strings.Replacer
}

func newRedactor(secrets []string) *redactor {
	r := &redactor{replacer: strings.NewReplacer()}
	r.add(secrets...)
	return r
}

func (r *redactor) add(secrets ...string) {
	r.mu.Lock()
	defer r.mu.Unlock()
	known := len(r.secrets)
	for _, secret := range secrets {
		if len(secret) < shortestSecret || slices.Contains(r.secrets, secret) {
			continue
		}
		for _, form := range spellings(secret) {
			if len(form) >= shortestSecret && !slices.Contains(r.secrets, form) {
				r.secrets = append(r.secrets, form)
			}
		}
	}
	if len(r.secrets) == known {
		return
	}
	// The replacer takes the first that fits: a secret that contains another goes before it.
	slices.SortFunc(r.secrets, func(a, b string) int { return len(b) - len(a) })
	pairs := make([]string, 0, 2*len(r.secrets))
	for _, secret := range r.secrets {
		pairs = append(pairs, secret, masked)
	}
	r.replacer = strings.NewReplacer(pairs...)
}

// with is a redactor that knows more secrets.
func (r *redactor) with(more []string) *redactor {
	r.mu.RLock()
	defer r.mu.RUnlock()
	extended := &redactor{secrets: slices.Clone(r.secrets), replacer: r.replacer}
	extended.add(more...)
	return extended
}

func (r *redactor) mask(text string) string {
	r.mu.RLock()
	defer r.mu.RUnlock()
	return r.replacer.Replace(text)
}

// quote makes one line of foreign words, without secrets. They are masked before anything is cut off, as
// half of one would no longer be known.
func (r *redactor) quote(text string) string {
	// A secret may also come together only where what does not print is gone.
	return plaintext.Line(r.mask(plaintext.Clean(r.mask(text))))
}
