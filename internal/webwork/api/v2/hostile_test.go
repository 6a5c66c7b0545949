package v2_test

import (
	"bytes"
	"compress/gzip"
	"context"
	"encoding/json"
	"errors"
	"fmt"
	"io"
	"maps"
	"math/rand/v2"
	"net/http"
	"runtime/metrics"
	"slices"
	"strconv"
	"strings"
	"testing"
	"time"
	"unicode"

	"github.com/workspace-as-code/terraform-provider-webwork/internal/httpkit"
	"github.com/workspace-as-code/terraform-provider-webwork/internal/remote"
	"github.com/workspace-as-code/terraform-provider-webwork/internal/webwork/api"
	v2 "github.com/workspace-as-code/terraform-provider-webwork/internal/webwork/api/v2"
)

const (
	mostMemory = 200 << 20
	mostTime   = 5 * time.Second
	mostError  = 2_000
)

// odd are what a mutation puts in the place of a value.
var odd = []string{ //nolint:gochecknoglobals // a constant, for which Go has no other form
	`null`, `false`, `true`, `0`, `-1`, `1e400`, `4.5`, `"1e3"`, `"7"`, `{}`, `[]`, `""`, `"\u0000\u202e\n::error::x\n"`,
	`"https://example.com/sEcReT"`, `"\ud800"`, `[{}]`, `[[1]]`, `{"id":{"id":1}}`, `{"":{"":""}}`, `9223372036854775808`,
	strings.Repeat(`[`, 5_000) + strings.Repeat(`]`, 5_000), strings.Repeat("9", 100_000), `"` + strings.Repeat("é", 50_000) + `"`,
	`[` + strings.Repeat(`{},`, 100_000) + `{}]`, `[` + strings.Repeat(`{"id":1},`, 50_000) + `{"id":1}]`,
	`{` + strings.Repeat(`"a":"b",`, 50_000) + `"a":"b"}`,
}

// garbage is what a mutation puts anywhere.
var garbage = []string{",", "}", "]", `"`, `\`, "\xff", "\x00", `{"a":`, "[", "1"} //nolint:gochecknoglobals // likewise

// mutate changes an answer: values become others, vanish or come twice, and now and then the text is garbled or cut off.
func mutate(t *testing.T, random *rand.Rand, answer string) []byte {
	t.Helper()
	var tree any
	if err := json.Unmarshal([]byte(answer), &tree); err != nil {
		t.Fatal(err)
	}
	for range 1 + random.IntN(3) {
		tree = change(random, tree)
	}
	mutated, err := json.Marshal(tree)
	if err != nil {
		t.Fatal(err)
	}
	switch at := random.IntN(len(mutated) + 1); random.IntN(10) {
	case 0:
		mutated = mutated[:at]
	case 1:
		mutated = slices.Insert(mutated, at, []byte(garbage[random.IntN(len(garbage))])...)
	}
	return mutated
}

// change changes one value in a tree, which may be the tree itself.
func change(random *rand.Rand, tree any) any {
	switch inside := tree.(type) {
	case map[string]any:
		if len(inside) > 0 && random.IntN(8) > 0 {
			changeField(random, inside)
			return inside
		}
	case []any:
		if len(inside) > 0 && random.IntN(8) > 0 {
			return changeItem(random, inside)
		}
	}
	return json.RawMessage(odd[random.IntN(len(odd))])
}

func changeField(random *rand.Rand, object map[string]any) {
	keys := slices.Sorted(maps.Keys(object))
	key := keys[random.IntN(len(keys))]
	if random.IntN(8) == 0 {
		delete(object, key)
		return
	}
	object[key] = change(random, object[key])
}

func changeItem(random *rand.Rand, list []any) []any {
	at := random.IntN(len(list))
	if random.IntN(8) == 0 {
		return append(list, list[at])
	}
	list[at] = change(random, list[at])
	return list
}

// client is one whose requests are all answered alike.
func client(t *testing.T, status int, header http.Header, body []byte) *v2.Client {
	t.Helper()
	transports, err := httpkit.New(httpkit.Options{MaxRetries: 0, Transport: tripper(func(r *http.Request) (*http.Response, error) {
		var content io.Reader = bytes.NewReader(body)
		if header.Get("Content-Encoding") == "gzip" {
			content, _ = gzip.NewReader(content) // what http.Transport does
		}
		return &http.Response{StatusCode: status, Header: http.Header{}, Body: io.NopCloser(content), Request: r}, nil
	})})
	if err != nil {
		t.Fatal(err)
	}
	made, err := v2.New(transports, "https://api.example.com/api/v2")
	if err != nil {
		t.Fatal(err)
	}
	return made
}

// heap is how much memory objects take up, those that are not needed any more included.
func heap() uint64 {
	sample := []metrics.Sample{{Name: "/memory/classes/heap/objects:bytes"}}
	metrics.Read(sample)
	return sample[0].Value.Uint64()
}

// bounded makes a call and checks what it costs, and what its error shows.
func bounded(t *testing.T, name string, act func(context.Context) error) error {
	t.Helper()
	before, began, stop, peak := heap(), time.Now(), make(chan struct{}), make(chan uint64)
	go func() {
		most := uint64(0)
		for {
			most = max(most, heap())
			select {
			case <-stop:
				peak <- most
				return
			case <-time.After(time.Millisecond):
			}
		}
	}()
	err := act(t.Context())
	took := time.Since(began)
	for range 2 { // the machine may have had other work
		if took <= mostTime {
			break
		}
		began = time.Now()
		err = act(t.Context())
		took = min(took, time.Since(began))
	}
	close(stop)
	if most := <-peak; most > before+mostMemory || took > mostTime {
		t.Errorf("%s: %d MiB, %s", name, (most-before)>>20, took)
	}
	if err == nil {
		return nil
	}
	text := err.Error()
	if len(text) > mostError || strings.ContainsFunc(text, func(r rune) bool { return !unicode.IsPrint(r) }) ||
		strings.Contains(text, " ::") || strings.Contains(text, "sEcReT") {
		t.Errorf("%s: %.3000q", name, text)
	}
	return err
}

// TestMutatedAnswers answers every call with much that nobody has documented.
//
//nolint:paralleltest // memory is measured
func TestMutatedAnswers(t *testing.T) {
	random := rand.New(rand.NewPCG(1, 2)) // the same in every run
	all := calls()
	succeeded, failed := 0, 0
	for _, name := range slices.Sorted(maps.Keys(all)) {
		c := all[name]
		for range 4_000/len(all) + 1 {
			status := []int{200, 200, 200, 201, 204, 400, 404, 422, 502}[random.IntN(9)]
			answer := mutate(t, random, c.answer)
			client := client(t, status, nil, answer)
			if err := bounded(t, fmt.Sprintf("%s, %d, %.200q", name, status, answer), func(ctx context.Context) error { return c.call(ctx, client) }); err == nil {
				succeeded++
			} else {
				failed++
			}
		}
	}
	if succeeded < 500 || failed < 500 {
		t.Errorf("%d answers were taken and %d were not: the mutations test little", succeeded, failed)
	}
}

// TestBombs has answers that are small on the wire, or look so.
//
//nolint:paralleltest // memory is measured
func TestBombs(t *testing.T) {
	page := func(ctx context.Context, in api.Scope) error {
		_, err := in.Members().Page(ctx, api.MemberFilter{}, 1)
		return err
	}
	projects := func(ctx context.Context, in api.Scope) error {
		_, err := in.Projects().Page(ctx, api.ProjectFilter{}, 1)
		return err
	}
	webhooks := func(ctx context.Context, in api.Scope) error {
		_, err := in.Webhooks().Page(ctx, api.WebhookFilter{}, 1)
		return err
	}
	create := func(ctx context.Context, in api.Scope) error {
		_, err := in.Projects().Create(ctx, api.ProjectCreate{Name: "P"})
		return err
	}
	lines := func(form string, count int) string {
		var all strings.Builder
		for i := range count {
			all.WriteString(strings.ReplaceAll(form, "%d", strconv.Itoa(i)))
		}
		return strings.TrimSuffix(all.String(), ",")
	}
	for name, c := range map[string]struct {
		call   func(context.Context, api.Scope) error
		status int
		answer string
		says   string // "" where the answer is of use
	}{
		"empty objects":   {page, 200, `{"data":[` + lines("{},", 1_000_000) + `]}`, "object 1: id: it is missing"},
		"bare objects":    {page, 200, `[` + lines("{},", 1_000_000) + `]`, "object 1: id: it is missing"},
		"members":         {page, 200, `{"data":[` + lines(`{"id":1%d},`, 500_000) + `]}`, "more than 1000 objects"},
		"numbers":         {page, 200, `{"data":[` + lines(`%d,`, 800_000) + `]}`, "a number where an object"},
		"tags":            {projects, 200, `{"data":[{"id":1,"tags":[` + lines(`{"id":1%d},`, 500_000) + `]}]}`, ""},
		"many tags":       {projects, 200, `{"data":[` + lines(`{"id":1%d,"tags":[`+strings.TrimSuffix(strings.Repeat(`{"id":1},`, 400), ",")+`]},`, 1000) + `]}`, ""},
		"many events":     {webhooks, 200, `{"data":[` + lines(`{"id":1%d,"events":[`+strings.TrimSuffix(strings.Repeat(`1,`, 1000), ",")+`]},`, 1000) + `]}`, ""},
		"unknown fields":  {page, 200, `{"data":[{"id":1,` + lines(`"a%d":{},`, 500_000) + `}]}`, ""},
		"in the envelope": {page, 200, `{"data":[],` + lines(`"a%d":[],`, 500_000) + `}`, ""},
		"messages":        {create, 400, `{"success":false,"message":[` + lines(`"The field %d is wrong.",`, 30_000) + `]}`, "The field 0 is wrong.; The field 1 is wrong."},
		"same messages":   {create, 400, `{"success":false,"message":[` + lines(`"Wrong.","%d",`, 30_000) + `]}`, "Wrong."},
		"errors":          {create, 422, `{"success":false,"errors":{` + lines(`"f%d":["wrong %d"],`, 20_000) + `}}`, "f0: wrong 0"},
		"empty messages":  {create, 400, `{"success":false,"message":[` + lines(`{},`, 1_000_000) + `]}`, "400"},
		"deep messages":   {create, 400, `{"success":false,"message":` + strings.Repeat("[", 9_000) + `"x"` + strings.Repeat("]", 9_000) + `}`, "400"},
		"long message":    {create, 400, `{"success":false,"message":"` + strings.Repeat("<a>", 2_000_000) + `"}`, "400"},
		"text":            {create, 502, strings.Repeat("upstream timed out ", 400_000), "upstream timed out"},
		"web page":        {create, 502, "<html>" + strings.Repeat("<title", 1_000_000), "a web page"},
		"digits":          {page, 200, `{"data":[{"id":` + strings.Repeat("9", 3_000_000) + `}]}`, "is not a whole number"},
		"quoted digits":   {page, 200, `{"data":[{"id":"` + strings.Repeat("9", 3_000_000) + `.5"}]}`, "is not a whole number"},
		"odd digits":      {page, 200, `{"data":[{"id":1,"rate":` + strings.Repeat("9", 3_000_000) + `,"weekly_hours_limit":1e999999999}]}`, ""},
		"too much":        {page, 200, `{"data":[]` + strings.Repeat(" ", 9<<20) + `}`, "longer than"},
	} {
		t.Run(name, func(t *testing.T) {
			var packed bytes.Buffer
			writer := gzip.NewWriter(&packed)
			_, _ = io.WriteString(writer, c.answer)
			if err := writer.Close(); err != nil {
				t.Fatal(err)
			}
			in := client(t, c.status, http.Header{"Content-Encoding": {"gzip"}}, packed.Bytes()).In("1")
			err := bounded(t, name, func(ctx context.Context) error { return c.call(ctx, in) })
			if (err == nil) != (c.says == "") || err != nil && !strings.Contains(err.Error(), c.says) {
				t.Errorf("got %v, want it to say %q", err, c.says)
			}
		})
	}
}

// TestAddressesInMessages has addresses that no call knows of, as the old one of a webhook that is deleted, or the link of an
// invitation.
func TestAddressesInMessages(t *testing.T) {
	t.Parallel()
	for message, want := range map[string]string{
		`Cannot call https://hooks.example.com/T0/sEcReT?x=sEcReT#sEcReT.`:        "Cannot call https://hooks.example.com/…",
		`See (https://user:sEcReT@hooks.example.com:8443/T0), please`:             "See (https://hooks.example.com:8443/… please",
		`https:\\/\\/hooks.example.com\\/sEcReT is taken`:                         `https:\/\/hooks.example.com/… is taken`,
		`https%3A%2F%2Fhooks.example.com%2FsEcReT%3Fa is taken`:                   `https%3A%2F%2Fhooks.example.com/… is taken`,
		`HTTPS:&#x2F;&#x2F;hooks.example.com&#x2F;sEcReT is taken`:                `HTTPS:&#x2F;&#x2F;hooks.example.com/… is taken`,
		`<a href=\"https://a.example/sEcReT\">x</a> and http://b.example?sEcReT`:  `<a href="https://a.example/… and http://b.example/…`,
		`The host https://a.example is down; http://user:sEcReT@b.example is not`: `The host https://a.example is down; http://b.example is not`,
		`No address: a/b, a:b, http`:                                              `No address: a/b, a:b, http`,
	} {
		client, _ := serve(t, http.StatusBadRequest, `{"success":false,"message":"`+message+`"}`)
		err := client.In("1").Webhooks().Delete(t.Context(), "abc")
		refused, ok := errors.AsType[*remote.Error](err)
		if !ok || refused.Message != want {
			t.Errorf("%s became %v", message, err)
		}
	}
}

// TestIDsThatSteer has answers with ids that the CLI would print and that paths would be made of.
func TestIDsThatSteer(t *testing.T) {
	t.Parallel()
	for _, id := range []string{`\u001b[2J`, `a\n::error::x`, `../members/5`, `a b`, `\u202eabc`, strings.Repeat("x", 201)} {
		hook := `{"id":"` + id + `","url":"https://h.example.com/","events":["member.created"]}`
		single, _ := serve(t, http.StatusOK, `{"data":`+hook+`}`)
		several, _ := serve(t, http.StatusOK, `{"data":[`+hook+`]}`)
		_, read := single.In("1").Webhooks().Get(t.Context(), "abc")
		_, created := single.In("1").Webhooks().Create(t.Context(), "https://h.example.com/", []string{"member.created"})
		_, updated := single.In("1").Webhooks().Update(t.Context(), "abc", "https://h.example.com/", []string{"member.created"})
		_, listed := several.In("1").Webhooks().Page(t.Context(), api.WebhookFilter{}, 1)
		for what, err := range map[string]error{"read": read, "created": created, "updated": updated, "listed": listed} {
			if err == nil || !strings.HasSuffix(err.Error(), "id: it is no id: letters, digits, - and _ are allowed") {
				t.Errorf("%s with %.20s: %v", what, id, err)
			}
		}
	}
}
