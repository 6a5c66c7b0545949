package doctor

import (
	"bytes"
	"encoding/json"

	"github.com/workspace-as-code/terraform-provider-webwork/internal/doctorkit"
)

// recording is the body of an answer.
type recording []byte

// envelope is what is around the content of an answer.
type envelope struct {
	Data       json.RawMessage `json:"data"`
	Meta       json.RawMessage `json:"meta"`
	Pagination json.RawMessage `json:"pagination"`
}

// unwrap takes an envelope apart. What is none holds nothing.
func unwrap(raw []byte) (e envelope) {
	if json.Unmarshal(raw, &e) != nil {
		return envelope{}
	}
	return e
}

func isObject(raw json.RawMessage) bool { return bytes.HasPrefix(raw, []byte("{")) }

// besideMeta is where some answers describe their pages, instead of within meta.
const besideMeta = "pagination"

// paging says where in the answer its pages are described; it is empty where they are not.
func (r recording) paging() string {
	around := unwrap(r)
	switch {
	case isObject(unwrap(around.Meta).Pagination):
		return "meta.pagination"
	case isObject(around.Pagination):
		return besideMeta
	default:
		return ""
	}
}

// whereaboutsOfPaging says the same in words.
func (r recording) whereaboutsOfPaging() string {
	switch place := r.paging(); place {
	case "":
		return "paging is not told"
	case besideMeta:
		return "paging is told in pagination, beside meta"
	default:
		return "paging is told in " + place
	}
}

// object is the only object of an answer.
func (r recording) object() doctorkit.Fields { return doctorkit.FieldsOf(unwrap(r).Data) }

// item is an object of a list, by its position.
func (r recording) item(at int) doctorkit.Fields {
	var items []json.RawMessage
	if json.Unmarshal(unwrap(r).Data, &items) != nil || at >= len(items) {
		return nil
	}
	return doctorkit.FieldsOf(items[at])
}
