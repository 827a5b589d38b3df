//go:build linux

// Package rival has the servers that Parley is measured beside. Each gives a
// stream of events to who GETs /, and tells all of them what is POSTed to /post.
package rival

import (
	"context"
	"fmt"
	"io"
	"net/http"

	r3labs "github.com/r3labs/sse/v2"
	gosse "github.com/tmaxmax/go-sse"
)

// The rivals' names.
const (
	Floor  = "write(2)"
	Plain  = "net/http"
	GoSSE  = "tmaxmax/go-sse"
	R3Labs = "r3labs/sse"
)

// R3LabsStream is the query that names the stream, which r3labs/sse asks for.
const R3LabsStream = "stream=bench"

// Serve is one of them, until ctx is done.
func Serve(ctx context.Context, name, address string) error {
	var listen http.Handler
	var post func(text []byte)
	switch name {
	case Floor:
		return serveFloor(ctx, address)
	case Plain:
		h := &hub{all: map[chan []byte]bool{}}
		listen, post = http.HandlerFunc(h.listen), h.post
	case GoSSE:
		s := &gosse.Server{}
		listen, post = s, func(text []byte) {
			m := &gosse.Message{}
			m.AppendData(string(text))
			s.Publish(m)
		}
	case R3Labs:
		s := r3labs.New()
		s.AutoReplay = false
		s.CreateStream("bench")
		listen, post = s, func(text []byte) { s.Publish("bench", &r3labs.Event{Data: text}) }
	default:
		return fmt.Errorf("there is no server %q", name)
	}
	mux := http.NewServeMux()
	mux.Handle("GET /", listen)
	mux.HandleFunc("POST /post", func(w http.ResponseWriter, r *http.Request) {
		text, err := io.ReadAll(r.Body)
		if err != nil {
			http.Error(w, err.Error(), http.StatusBadRequest)
			return
		}
		post(text)
	})
	server := &http.Server{Addr: address, Handler: mux}
	context.AfterFunc(ctx, func() { server.Close() })
	return server.ListenAndServe()
}
