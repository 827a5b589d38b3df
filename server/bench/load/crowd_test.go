//go:build linux

package load

import (
	"errors"
	"io"
	"net/http"
	"net/http/httptest"
	"strings"
	"sync/atomic"
	"testing"
	"time"
)

// refusing answers streams, but the first of each address with 503, and posts.
func refusing(t *testing.T) (address string, refused *atomic.Int64) {
	t.Helper()
	refused = new(atomic.Int64)
	server := httptest.NewServer(http.HandlerFunc(func(w http.ResponseWriter, r *http.Request) {
		switch {
		case r.Method == "POST":
			body, _ := io.ReadAll(r.Body)
			w.Header().Set("Set-Cookie", "name=value")
			io.WriteString(w, `{"seq":`+string(body)+`}`)
		case refused.Add(1) <= 2:
			w.WriteHeader(http.StatusServiceUnavailable)
		default:
			io.WriteString(w, "data: "+Stamp(time.Now(), 30)+"\n\n")
			http.NewResponseController(w).Flush()
			<-r.Context().Done()
		}
	}))
	t.Cleanup(server.Close)
	return strings.TrimPrefix(server.URL, "http://"), refused
}

func TestWhoIsRefusedComesAgain(t *testing.T) {
	address, _ := refusing(t)
	c, err := Open(t.Context(), 5, Options{Address: address, Threads: 2, Spread: 10 * time.Millisecond, Request: func(int) string {
		return "GET / HTTP/1.1\r\nHost: test\r\n\r\n"
	}})
	defer c.Close()
	if err != nil {
		t.Fatal(err)
	}
	if err := c.AwaitOpen(t.Context(), nil); err != nil {
		t.Fatal(err)
	}
	if err := c.AwaitHeard(t.Context(), 5); err != nil {
		t.Fatal(err)
	}
	got := c.Tally()
	if got.Open != 5 || got.Retries != 2 || got.Refusal != http.StatusServiceUnavailable || got.Cut != 0 || c.Fewest() != 1 {
		t.Errorf("it came to %+v", got)
	}
}

func TestPostersPostEachOnceAndReadAnswers(t *testing.T) {
	address, _ := refusing(t)
	var sum atomic.Int64
	do := func(p *Poster, i int, _ time.Time) error {
		answer, err := p.Post("/", "a=b", strings.Repeat("0", i)+"7")
		if err == nil && (answer.Status != http.StatusOK || !strings.Contains(string(answer.Head), "name=value")) {
			err = errors.New(string(answer.Head))
		}
		sum.Add(answer.Seq())
		return err
	}
	looped, err := Loop(t.Context(), address, 4, 50, time.Minute, do)
	if err != nil || looped.Posted != 50 || sum.Load() != 50*7 {
		t.Errorf("%d were posted, with a sum of %d, %v", looped.Posted, sum.Load(), err)
	}
	began := time.Now()
	rated, err := Rate(t.Context(), address, 4, 20, time.Millisecond, do)
	if err != nil || rated.Posted != 20 || time.Since(began) < 19*time.Millisecond {
		t.Errorf("%d were posted in %v, %v", rated.Posted, time.Since(began), err)
	}
}
