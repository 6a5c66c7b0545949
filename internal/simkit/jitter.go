package simkit

import (
	"hash/fnv"
	"io"
	"math/rand/v2"
	"net/http"
	"time"
)

// Jitter says how long requests take, each another time by chance. Without it a simulator answers
// so fast that hardly two requests are ever under way at once, which hides races between them.
type Jitter struct {
	Reads, Writes, Deletes Span
	// Seed makes the choices: the nth request of a method, an address and a body takes as long in
	// every run.
	Seed uint64
}

// Span is a time between two.
type Span struct{ Least, Most time.Duration }

// NoJitter has requests answered at once, for exact times.
func NoJitter() *Jitter { return &Jitter{} }

// The bounds of jitters. A deletion takes longest, so that what replaces the object comes before it.
const (
	smallRead, smallWrite, smallDelete = 6 * time.Millisecond, 12 * time.Millisecond, 25 * time.Millisecond
	raceLeast, raceMost, raceDelete    = 20 * time.Millisecond, 80 * time.Millisecond, 230 * time.Millisecond
)

// SmallJitter lets requests overlap, and take little time.
func SmallJitter() *Jitter {
	return &Jitter{Reads: Span{Most: smallRead}, Writes: Span{Most: smallWrite}, Deletes: Span{Most: smallDelete}}
}

// RaceJitter lets requests take so different times that what is to happen first often happens last.
func RaceJitter() *Jitter {
	usual := Span{Least: raceLeast, Most: raceMost}
	return &Jitter{Reads: usual, Writes: usual, Deletes: Span{Least: raceLeast, Most: raceDelete}}
}

// delays are the times that one request waits before and after it is processed.
type delays struct{ before, after time.Duration }

// delays chooses the times of a request, the same for the same number.
func (j *Jitter) delays(method string, number uint64) delays {
	span := j.Writes
	switch method {
	case http.MethodGet:
		span = j.Reads
	case http.MethodDelete:
		span = j.Deletes
	}
	if span.Most <= 0 {
		return delays{}
	}
	// Nobody has anything from guessing them.
	random := rand.New(rand.NewPCG(j.Seed, number)) //nolint:gosec // see above
	whole := span.Least + time.Duration(random.Int64N(int64(span.Most-span.Least)+1))
	before := time.Duration(random.Int64N(int64(whole) + 1))
	return delays{before: before, after: whole - before}
}

// likeness is the same number for requests of the same method, address and body.
func likeness(r *http.Request, body []byte) uint64 {
	hash := fnv.New64a()
	_, _ = io.WriteString(hash, r.Method+" "+r.URL.RequestURI()+"\n") // a hash takes everything
	_, _ = hash.Write(body)
	return hash.Sum64()
}
