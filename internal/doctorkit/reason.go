package doctorkit

import (
	"context"
	"errors"
	"fmt"
	"net/http"

	"github.com/workspace-as-code/terraform-provider-webwork/internal/remote"
)

// Refuses holds for answers that would be the same later.
func Refuses(answer *remote.Error) bool {
	return answer.Status < http.StatusInternalServerError && answer.Status != http.StatusTooManyRequests
}

// Reason is why a request failed, without the service's own words, which may name people.
func Reason(err error) string {
	refused, answered := errors.AsType[*remote.Error](err)
	malformed, unreadable := errors.AsType[*remote.MalformedError](err)
	switch {
	case answered:
		return fmt.Sprintf("%s answered %d %s", refused.Service, refused.Status, http.StatusText(refused.Status))
	case unreadable:
		return fmt.Sprintf("the answer (status %d) is not of the documented form", malformed.Status)
	case errors.Is(err, context.DeadlineExceeded):
		return "there was no answer in time"
	default:
		return "there was no answer"
	}
}
