//go:build linux

package rival

import (
	"bufio"
	"context"
	"io"
	"net"
	"net/http"
	"sync"
	"syscall"
)

// floor is the least that a server can do: the sockets, and a loop of write(2)
// over them. What a socket does not take at once is lost to its listener.
type floor struct {
	mu  sync.Mutex
	fds []int // guarded by mu
}

func serveFloor(ctx context.Context, address string) error {
	listener, err := net.Listen("tcp", address)
	if err != nil {
		return err
	}
	context.AfterFunc(ctx, func() { listener.Close() })
	f := &floor{}
	for {
		conn, err := listener.Accept()
		if err != nil {
			return err
		}
		go f.serve(conn)
	}
}

// serve takes posts until the connection ends, or becomes a stream.
func (f *floor) serve(conn net.Conn) {
	defer conn.Close()
	for in := bufio.NewReader(conn); ; {
		request, err := http.ReadRequest(in)
		if err != nil {
			return
		}
		if request.Method != http.MethodPost {
			f.mu.Lock() // who reads that the stream begins hears every event from then on
			defer f.mu.Unlock()
			if fd, err := adopt(conn); err == nil {
				f.fds = append(f.fds, fd)
			}
			return
		}
		text, err := io.ReadAll(request.Body)
		if err != nil {
			return
		}
		f.post([]byte("data: " + string(text) + "\n\n"))
		io.WriteString(conn, "HTTP/1.1 204 No Content\r\n\r\n")
	}
}

func (f *floor) post(event []byte) {
	f.mu.Lock()
	defer f.mu.Unlock()
	for _, fd := range f.fds {
		syscall.Write(fd, event)
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
