package simulator

import (
	"errors"
	"net/http"
)

// answer is what an operation answers when it succeeds.
type answer struct {
	status  int // 0 is 200
	message string
	data    any
	list    list // which list this is, if it is one
	page    *pagination
	bare    bool // only success, no data and no meta
	empty   bool // no body at all
}

// created is the answer to a creation; documented is its status unless a variant says otherwise.
func (c *call) created(documented int, message string, data any) answer {
	switch {
	case c.state.variants[CreateOK]:
		documented = http.StatusOK
	case c.state.variants[CreateCreated]:
		documented = http.StatusCreated
	}
	return answer{status: documented, message: message, data: data}
}

// updated is the answer to an update. whole says whether it carries the object by default, and main
// names the field that is left beside the id where the answer is sparse.
func (c *call) updated(message string, whole bool, data object, main string) answer {
	variants := c.state.variants
	switch {
	case variants[UpdateSparse]:
		data = data.only("id", main)
	case variants[UpdateNull] || !whole && !variants[UpdateObject]:
		return c.done(message)
	}
	return answer{message: message, data: data, empty: variants[UpdateEmpty]}
}

// done is the answer to a write that has nothing to show.
func (c *call) done(message string) answer {
	return answer{message: message, empty: c.state.variants[UpdateEmpty]}
}

// answer writes an answer in WebWork's envelope.
func (v *v2) answer(w http.ResponseWriter, a answer) {
	if a.status == 0 {
		a.status = http.StatusOK
	}
	if a.empty {
		w.WriteHeader(a.status)
		return
	}
	envelope := object{always("success", true)}
	if !a.bare {
		if a.message != "" {
			envelope = append(envelope, always("message", a.message))
		}
		meta, place := v.meta(), v.pagingPlace(a.list)
		if place == inMeta {
			meta = append(meta, always("pagination", a.page.object(true)))
		}
		envelope = append(envelope, always("data", a.data), always("meta", meta))
		if place == onTop {
			envelope = append(envelope, always("pagination", a.page.object(false)))
		}
	}
	v.send(w, a.status, envelope, a.list != noList && v.state.variants[ThinLists])
}

func (v *v2) meta() object {
	return object{always("api_version", "2.0.0"), always("timestamp", v.now().UTC())}
}

func (v *v2) send(w http.ResponseWriter, status int, body object, thin bool) {
	e := encoder{variants: v.state.variants, thin: thin}
	e.object(body)
	w.Header().Set("Content-Type", "application/json")
	w.WriteHeader(status)
	_, _ = w.Write(e.out) // what is written is buffered: it cannot fail
}

// refuse writes an error in WebWork's form, or in Laravel's where a variant says so.
func (v *v2) refuse(w http.ResponseWriter, err error) {
	var refused *refusal
	if !errors.As(err, &refused) {
		v.refuseStatus(w, http.StatusInternalServerError, err.Error())
		return
	}
	variants := v.state.variants
	switch {
	case refused.reason == duplicate && variants[Duplicate409]:
		v.refuseStatus(w, http.StatusConflict, refused.message)
	case refused.reason == duplicate && variants[Duplicate422], refused.reason == invalid && variants[Validation422]:
		var errs object
		for _, p := range refused.fields {
			errs = append(errs, always(p.field, []string{p.message}))
		}
		body := object{always("message", refused.message), always("errors", errs)}
		v.send(w, http.StatusUnprocessableEntity, body, false)
	default:
		v.refuseStatus(w, refused.reason.status(), refused.message)
	}
}

func (v *v2) refuseStatus(w http.ResponseWriter, status int, message string) {
	body := object{
		always("success", false), always("message", message), always("error", http.StatusText(status)), always("meta", v.meta()),
	}
	v.send(w, status, body, false)
}
