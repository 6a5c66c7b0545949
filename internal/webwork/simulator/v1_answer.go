package simulator

import (
	"errors"
	"maps"
	"net/http"
	"strconv"
)

// v1Answer is what an operation answers when it succeeds.
type v1Answer struct {
	// data is an object or a list as it is; nil is an answer that says nothing but success.
	data any
	// made is what a creation shows beside success, under its name.
	made *field
}

// v1Done is the answer to a write that has nothing to show.
func v1Done() v1Answer { return v1Answer{} }

// answer writes an answer, which has no envelope.
func (v *v1) answer(w http.ResponseWriter, a v1Answer) {
	if a.data == nil {
		body := object{always("success", true)}
		if a.made != nil {
			body = append(body, *a.made)
		}
		v.send(w, http.StatusOK, body)
		return
	}
	e := v.encoder()
	e.depth = 1 // where values are in version 2's envelope
	e.value(a.data)
	v.sendRaw(w, http.StatusOK, e.out)
}

// encoder writes numbers and flags as texts, as PHP gets them from a database.
func (v *v1) encoder() *encoder {
	variants := maps.Clone(v.state.variants)
	variants[NumbersAsStrings] = !variants[V1NumbersPlain]
	variants[BooleansAsStrings] = !variants[V1NumbersPlain]
	return &encoder{variants: variants}
}

func (v *v1) send(w http.ResponseWriter, status int, body object) {
	e := v.encoder()
	e.object(body)
	v.sendRaw(w, status, e.out)
}

func (*v1) sendRaw(w http.ResponseWriter, status int, content []byte) {
	w.Header().Set("Content-Type", "application/json")
	w.WriteHeader(status)
	_, _ = w.Write(content) // what is written is buffered: it cannot fail
}

// refuse writes a failure. Its status is 200.
func (v *v1) refuse(w http.ResponseWriter, err error) {
	var refused *refusal
	if !errors.As(err, &refused) {
		v.refuseStatus(w, http.StatusInternalServerError, err.Error())
		return
	}
	if refused.reason == notFound && v.state.variants[V1MissingEmpty] && refused.missing {
		v.sendRaw(w, http.StatusOK, []byte("[]"))
		return
	}
	status := http.StatusOK
	if v.state.variants[V1FailureStatus] {
		status = refused.reason.status()
	}
	messages := []string{refused.message}
	if len(refused.fields) > 0 {
		messages = nil
		for _, p := range refused.fields {
			messages = append(messages, p.message)
		}
	}
	v.refuseWith(w, status, messages)
}

func (v *v1) refuseStatus(w http.ResponseWriter, status int, message string) {
	v.refuseWith(w, status, []string{message})
}

func (v *v1) refuseWith(w http.ResponseWriter, status int, messages []string) {
	var message any = messages
	if v.state.variants[V1MessageText] {
		message = messages[0]
	}
	v.send(w, status, object{always("success", false), always("message", message)})
}

// v1List answers a list, all of it.
func v1List[T any](c *call, l list, rows []*T, wire func(*T) object) v1Answer {
	objects := make([]object, len(rows))
	for i, row := range rows {
		objects[i] = wire(row)
	}
	c.state.lists[l]++
	return v1Answer{data: objects}
}

// v1Selected is v1List for what was asked for by e-mail.
func v1Selected[T any](c *call, l list, rows []*T, wire func(*T) object, what string) (v1Answer, error) {
	all := v1List(c, l, rows, wire)
	if !c.query.Has("email") || !c.state.variants[V1EmailSingle] {
		return all, nil
	}
	if len(rows) == 0 {
		return v1Answer{}, v1Missing(what)
	}
	return v1Answer{data: wire(rows[0])}, nil
}

// v1Missing refuses to show what does not exist.
func v1Missing(what string) error {
	missing := refuse(notFound, "%s not found", what)
	missing.missing = true
	return missing
}

// v1NotShown is the failure of a read of one object, whose absence may be told in other ways than a failure.
func v1NotShown(err error, what string) error {
	var refused *refusal
	if errors.As(err, &refused) && refused.reason == notFound {
		return v1Missing(what)
	}
	return err
}

// money is an amount as the legacy API writes it, always as a text: 25.50.
func money(amount *float64) *string {
	if amount == nil {
		return nil
	}
	const places, bits = 2, 64
	text := strconv.FormatFloat(*amount, 'f', places, bits)
	return &text
}
