//go:build linux

package main

import (
	"context"
	"fmt"
	"io"
	"net"
	"net/http"
	"strings"
	"sync"
	"syscall"

	r3labs "github.com/r3labs/sse/v2"
	gosse "github.com/tmaxmax/go-sse"
)

// serveRival is one of the others: what is POSTed to /post goes to all who GET.
func serveRival(ctx context.Context, name string) error {
	kind, address, _ := strings.Cut(name, "@")
	mux := http.NewServeMux()
	switch kind {
	case kindFloor:
		return serveFloor(ctx, address)
	case kindPlain:
		h := &hub{all: map[chan []byte]bool{}}
		mux.HandleFunc("GET /", h.listen)
		mux.HandleFunc("POST /post", h.post)
	case kindGoSSE:
		s := &gosse.Server{}
		mux.Handle("GET /", s)
		mux.HandleFunc("POST /post", func(w http.ResponseWriter, r *http.Request) {
			text, _ := io.ReadAll(r.Body)
			m := &gosse.Message{}
			m.AppendData(string(text))
			s.Publish(m)
		})
	case kindR3Labs:
		s := r3labs.New()
		s.AutoReplay = false
		s.CreateStream("bench")
		mux.Handle("GET /", s)
		mux.HandleFunc("POST /post", func(w http.ResponseWriter, r *http.Request) {
			text, _ := io.ReadAll(r.Body)
			s.Publish("bench", &r3labs.Event{Data: text})
		})
	default:
		return fmt.Errorf("there is no server %q", kind)
	}
	server := &http.Server{Addr: address, Handler: mux}
	context.AfterFunc(ctx, func() { server.Close() })
	return server.ListenAndServe()
}

// hub is what one writes first: a channel and a handler for each listener.
type hub struct {
	mu  sync.Mutex
	all map[chan []byte]bool // guarded by mu
}

func (h *hub) listen(w http.ResponseWriter, r *http.Request) {
	mine := make(chan []byte, 16)
	h.mu.Lock()
	h.all[mine] = true
	h.mu.Unlock()
	defer func() {
		h.mu.Lock()
		delete(h.all, mine)
		h.mu.Unlock()
	}()
	w.Header().Set("Content-Type", "text/event-stream")
	control := http.NewResponseController(w)
	control.Flush()
	for {
		select {
		case <-r.Context().Done():
			return
		case text := <-mine:
			fmt.Fprintf(w, "data: %s\n\n", text)
			control.Flush()
		}
	}
}

func (h *hub) post(w http.ResponseWriter, r *http.Request) {
	text, _ := io.ReadAll(r.Body)
	h.mu.Lock()
	defer h.mu.Unlock()
	for one := range h.all {
		one <- text
	}
}

// serveFloor is the least that a server can do: the sockets, and a loop of
// write(2) over them.
func serveFloor(ctx context.Context, address string) error {
	listener, err := net.Listen("tcp", address)
	if err != nil {
		return err
	}
	context.AfterFunc(ctx, func() { listener.Close() })
	var mu sync.Mutex
	var fds []int // guarded by mu
	for {
		conn, err := listener.Accept()
		if err != nil {
			return err
		}
		go func() {
			defer conn.Close()
			request := make([]byte, 4096)
			for {
				n, err := conn.Read(request)
				if err != nil {
					return
				}
				_, body, posted := strings.Cut(string(request[:n]), "\r\n\r\n")
				if !posted || !strings.HasPrefix(string(request[:n]), "POST") {
					if fd, err := adopt(conn); err == nil {
						mu.Lock()
						fds = append(fds, fd)
						mu.Unlock()
					}
					return
				}
				event := []byte("data: " + body + "\n\n")
				mu.Lock()
				for _, fd := range fds {
					syscall.Write(fd, event)
				}
				mu.Unlock()
				io.WriteString(conn, "HTTP/1.1 204 No Content\r\n\r\n")
			}
		}()
	}
}

// adopt takes a connection's socket out of Go's hands, and begins its stream.
func adopt(conn net.Conn) (fd int, err error) {
	raw, err := conn.(*net.TCPConn).SyscallConn()
	if err != nil {
		return 0, err
	}
	if control := raw.Control(func(old uintptr) { fd, err = syscall.Dup(int(old)) }); control != nil {
		return 0, control
	}
	if err == nil {
		_, err = syscall.Write(fd, []byte("HTTP/1.1 200 OK\r\nContent-Type: text/event-stream\r\n\r\n"))
	}
	return fd, err
}
