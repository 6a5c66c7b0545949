// Package credentials is how a provider learns by what its account signs in: which of several kinds of credentials counts, and what can be
// known about them before they are used.
package credentials

import (
	"errors"
	"fmt"
	"io/fs"
	"slices"
	"strings"
	"time"

	"github.com/hashicorp/terraform-plugin-framework/attr"
	"github.com/hashicorp/terraform-plugin-framework/diag"
	"github.com/hashicorp/terraform-plugin-framework/path"
	"github.com/hashicorp/terraform-plugin-framework/types"

	"github.com/workspace-as-code/terraform-provider-webwork/internal/httpkit"
	"github.com/workspace-as-code/terraform-provider-webwork/internal/tfkit"
)

// Way is a kind of credentials.
type Way struct {
	// Attributes are what the provider block calls it, Variables what the environment does.
	Attributes string
	Variables  []string
	// Configured says that the provider block names it.
	Configured bool
}

// Choose gives which of the ways counts, and what it is called where it was found. One that the provider block names decides; only
// without one does the environment count. It is -1 where there is none, which the given words say, or where there are several.
func Choose(s *tfkit.Settings, ways []Way, none string) (chosen int, called string) {
	place, all, names := "The provider block names", []int{}, []string{}
	for i, way := range ways {
		if way.Configured {
			all, names = append(all, i), append(names, way.Attributes)
		}
	}
	if len(all) == 0 {
		place = "The environment holds"
		for i, way := range ways {
			if held := held(s, way.Variables); len(held) > 0 {
				all, names = append(all, i), append(names, strings.Join(held, ", "))
			}
		}
	}
	switch len(all) {
	case 0:
		s.Diags.AddError("No credentials", none)
	case 1:
		return all[0], names[0]
	default:
		s.Diags.AddError("More than one kind of credentials", fmt.Sprintf(
			"%s %s. Keep one of them. What the provider block names goes before the environment.", place, strings.Join(names, " and ")))
	}
	return -1, ""
}

// held are those of the variables that are set.
func held(s *tfkit.Settings, variables []string) []string {
	return slices.DeleteFunc(slices.Clone(variables), func(name string) bool { return s.Getenv(name) == "" })
}

// expiryWarning is how long before its expiry a token is spoken of.
const expiryWarning = 14 * 24 * time.Hour

// CheckExpiry looks at the expiry that a token tells of itself. The kind is what people call such a token, the renewal what to do, such
// as "Create a new one at https://… and set it as token".
func CheckExpiry(token, kind, renewal string, now time.Time) diag.Diagnostics {
	var diags diag.Diagnostics
	expiry, told := httpkit.TokenExpiry(token)
	date := expiry.UTC().Format("2 January 2006 15:04 UTC")
	switch {
	case !told:
	case !expiry.After(now):
		diags.AddAttributeError(path.Root("token"), "Token expired", fmt.Sprintf("The %s expired on %s. %s.", kind, date, renewal))
	case expiry.Sub(now) < expiryWarning:
		diags.AddAttributeWarning(path.Root("token"), "Token expires soon", fmt.Sprintf("The %s expires on %s. %s before then.", kind, date, renewal))
	}
	return diags
}

// Expiry is when an access token expires: that which a token file keeps, if there is one, else the given one. It reports false where nobody
// tells.
func Expiry(token, file string) (time.Time, bool) {
	if file == "" {
		return httpkit.TokenExpiry(token)
	}
	kept, err := httpkit.LoadTokenFile(file)
	return kept.Expiry, err == nil && !kept.Expiry.IsZero()
}

// Scopes reads the scopes that an application asks for. In the environment spaces stand between them.
func Scopes(s *tfkit.Settings, attribute string, configured types.Set, otherwise ...string) []string {
	var words []attr.Value
	switch {
	case configured.IsUnknown():
		s.Unknown = append(s.Unknown, attribute)
		return nil
	case configured.IsNull():
		scopes := strings.Fields(s.Getvar(attribute))
		if len(scopes) == 0 {
			scopes = otherwise
		}
		return scopes
	default:
		words = configured.Elements()
	}
	scopes := make([]string, len(words))
	for i, word := range words {
		if word.IsUnknown() {
			s.Unknown = append(s.Unknown, attribute)
		}
		scopes[i] = tfkit.Written(word)
	}
	slices.Sort(scopes)
	return scopes
}

// CheckTokenFile says early what would otherwise cost a refresh token: each use replaces it, and
// the new one must be kept. As long as the file's access token is good, nothing has to be written. The login is the command that
// writes such a file, without --token-file.
func CheckTokenFile(s *tfkit.Settings, attribute, file, refreshToken, login string) {
	root, part, _ := strings.Cut(attribute, ".")
	called := fmt.Sprintf("%s (%s) is %q", part, s.Variable(attribute), file)
	kept, err := httpkit.LoadTokenFile(file)
	switch missing := errors.Is(err, fs.ErrNotExist); {
	case missing && refreshToken == "":
		s.Reject(attribute, fmt.Sprintf("%s, which does not exist. %s --token-file %s writes it; or set refresh_token to begin with.", called, login, file))
		return
	case err != nil && !missing:
		s.Reject(attribute, fmt.Sprintf("%s: %v.", called, err))
		return
	}
	if kept.Caution != "" {
		s.Diags.AddAttributeWarning(path.Root(root).AtName(part), "Token file can be read by others",
			fmt.Sprintf("Whoever reads it can act as you: %s.", kept.Caution))
	}
	if kept.IsFresh() {
		return
	}
	if err := httpkit.CheckTokenFileWritable(file); err != nil {
		s.Reject(attribute, fmt.Sprintf("%s, and has to be renewed: %v. Each use of a refresh token replaces it, and the new one must be kept.", called, err))
	}
}
