package api

import (
	"fmt"
	"regexp"
	"strings"
)

// NoID is how awork writes an id where there is none.
const NoID = "00000000-0000-0000-0000-000000000000"

var guid = regexp.MustCompile(`^[0-9a-f]{8}(?:-[0-9a-f]{4}){3}-[0-9a-f]{12}$`)

// ParseID gives an id in the one spelling in which ids are compared: awork takes any case.
func ParseID(text string) (string, error) {
	id := strings.ToLower(text)
	if !guid.MatchString(id) || id == NoID {
		return "", fmt.Errorf("%.60q is no id: awork's are like 3f2504e0-4f89-11d3-9a0c-0305e82c3301", text)
	}
	return id, nil
}
