package rest

import (
	"fmt"
	"net/http"
	"strings"

	"github.com/workspace-as-code/terraform-provider-webwork/internal/awork/api"
	"github.com/workspace-as-code/terraform-provider-webwork/internal/exchange"
	"github.com/workspace-as-code/terraform-provider-webwork/internal/lenient"
	"github.com/workspace-as-code/terraform-provider-webwork/internal/remote"
)

// refusalWire is awork's form of a refusal. Its gateway has others, with a message.
type refusalWire struct {
	Code        lenient.Text                   `json:"code"`
	Description lenient.Text                   `json:"description"`
	Details     lenient.List[lenient.Text]     `json:"details"`
	Invalid     lenient.List[invalidValueWire] `json:"validationErrors"`
	TraceID     lenient.Text                   `json:"traceId"`
}

type invalidValueWire struct {
	Property lenient.Text `json:"property"`
	Message  lenient.Text `json:"message"`
}

// refused is the error of a refusal. Its message has all that awork says, and what its support asks for.
func refused(sent exchange.Call, came exchange.Answer, content []byte) error {
	var wire refusalWire
	isJSON := len(content) > 0 && content[0] == '{' && lenient.Decode(content, &wire) == nil
	refusal := &api.RefusalError{
		Code:        came.Quote(wire.Code.Or("")),
		Description: came.Quote(wire.Description.Or("")),
		Details:     lenient.Mapped(wire.Details, func(detail lenient.Text) string { return came.Quote(detail.Or("")) }),
		Invalid: lenient.Mapped(wire.Invalid, func(wrong invalidValueWire) api.InvalidValue {
			return api.InvalidValue{Property: came.Quote(wrong.Property.Or("")), Message: came.Quote(wrong.Message.Or(""))}
		}),
		TraceID: came.Quote(came.Header("Trace-Id")),
		EdgeRef: came.Quote(came.Header("X-Edge-Ref")),
	}
	if refusal.TraceID == "" {
		refusal.TraceID = came.Quote(wire.TraceID.Or(""))
	}
	said := words(refusal)
	switch {
	case said != "":
	case isJSON:
		said = came.Quote(lenient.Message(came.Status, content))
	default:
		said = came.Quote(lenient.Summary(content))
	}
	refusal.Answer = &remote.Error{
		Service: service, Op: sent.Op(), Status: came.Status, Message: strings.TrimSpace(said + " " + references(refusal)),
		// After a failure of its own awork says only with these codes that nothing was done.
		Own: isJSON && (came.Status < http.StatusInternalServerError || collided(refusal)),
	}
	came.Explain(refusal)
	return refusal
}

// words are all that awork says, nothing twice.
func words(refusal *api.RefusalError) string {
	said := []string{}
	add := func(text string) {
		if text = strings.TrimRight(strings.TrimSpace(text), "."); text != "" && !strings.Contains(strings.Join(said, "; "), text) {
			said = append(said, text)
		}
	}
	add(refusal.Description)
	for _, detail := range refusal.Details {
		add(detail)
	}
	for _, wrong := range refusal.Invalid {
		add(strings.Trim(wrong.Property+": "+wrong.Message, ": "))
	}
	return strings.Join(said, "; ")
}

// references are what the refusal is known by.
func references(refusal *api.RefusalError) string {
	known := []string{}
	for _, reference := range []struct{ format, value string }{
		{"code %s", refusal.Code}, {"Trace-Id %s", refusal.TraceID}, {"X-Edge-Ref %s", refusal.EdgeRef},
	} {
		if reference.value != "" {
			known = append(known, fmt.Sprintf(reference.format, reference.value))
		}
	}
	if len(known) == 0 {
		return ""
	}
	return "(" + strings.Join(known, ", ") + ")"
}
