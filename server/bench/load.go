//go:build linux

package main

import (
	"bytes"
	"context"
	"fmt"
	"net"
	"strconv"
	"strings"
	"syscall"
	"time"
)

// load is many listeners on one thread: sockets in an epoll, of whose streams
// only the marks are looked for.
type load struct {
	epoll int
	fds   []int
	tails map[int][]byte // by descriptor: the end of what was read, where a mark may be cut
	opens int            // streams whose head has come

	heard chan time.Duration // how long each delivery took
	ready chan struct{}      // closed when all streams are open
}

// mark begins the time at which an event was posted, in ns since 1970, in 19 digits.
const (
	mark       = "posted at "
	markDigits = 19
	readChunk  = 64 << 10
	openAtOnce = 200 // streams that are opened before the server is given a breath
)

func openLoad(ctx context.Context, t *target, n int) (*load, error) {
	l := &load{tails: map[int][]byte{}, heard: make(chan time.Duration, 1<<16), ready: make(chan struct{})}
	var err error
	if l.epoll, err = syscall.EpollCreate1(syscall.EPOLL_CLOEXEC); err != nil {
		return nil, err
	}
	to, err := net.ResolveTCPAddr("tcp4", t.address)
	if err != nil {
		return nil, err
	}
	for i := range n {
		fd, err := dial(to)
		if err != nil {
			return l, fmt.Errorf("stream %d: %w", i, err)
		}
		l.fds = append(l.fds, fd)
		if _, err := syscall.Write(fd, []byte(t.request(i))); err != nil {
			return l, fmt.Errorf("stream %d: %w", i, err)
		}
		if err := syscall.EpollCtl(l.epoll, syscall.EPOLL_CTL_ADD, fd, &syscall.EpollEvent{Events: syscall.EPOLLIN, Fd: int32(fd)}); err != nil {
			return l, err
		}
		if i%openAtOnce == openAtOnce-1 && ctx.Err() != nil {
			return l, ctx.Err()
		}
	}
	go l.listen(n)
	return l, nil
}

func dial(to *net.TCPAddr) (int, error) {
	fd, err := syscall.Socket(syscall.AF_INET, syscall.SOCK_STREAM|syscall.SOCK_CLOEXEC, 0)
	if err != nil {
		return 0, err
	}
	address := &syscall.SockaddrInet4{Port: to.Port}
	copy(address.Addr[:], to.IP.To4())
	if err := syscall.Connect(fd, address); err != nil {
		syscall.Close(fd)
		return 0, err
	}
	return fd, syscall.SetNonblock(fd, true)
}

// request opens the stream of a listener.
func (t *target) request(i int) string {
	path, cookie := "/", ""
	switch t.kind {
	case kindParley:
		path, cookie = "/api/events/sse", "Cookie: "+t.cookies[i]+"\r\n"
	case kindR3Labs:
		path = "/?stream=bench"
	}
	return "GET " + path + " HTTP/1.1\r\nHost: " + t.address + "\r\nAccept: text/event-stream\r\n" + cookie + "\r\n"
}

// listen reads until the epoll is closed.
func (l *load) listen(n int) {
	events := make([]syscall.EpollEvent, 1024)
	chunk := make([]byte, readChunk)
	for {
		got, err := syscall.EpollWait(l.epoll, events, -1)
		if err == syscall.EINTR {
			continue
		}
		if err != nil {
			return
		}
		for _, event := range events[:got] {
			fd := int(event.Fd)
			size, err := syscall.Read(fd, chunk)
			if err == syscall.EAGAIN {
				continue
			}
			if err != nil || size == 0 {
				syscall.EpollCtl(l.epoll, syscall.EPOLL_CTL_DEL, fd, nil)
				continue
			}
			l.take(fd, chunk[:size], n)
		}
	}
}

// take looks for the marks in what a stream brought.
func (l *load) take(fd int, text []byte, n int) {
	now := time.Now().UnixNano()
	tail, begun := l.tails[fd]
	if !begun {
		if l.opens++; l.opens == n {
			close(l.ready)
		}
	}
	text = append(tail, text...)
	for {
		at := bytes.Index(text, []byte(mark))
		if at < 0 || len(text) < at+len(mark)+markDigits {
			break
		}
		text = text[at+len(mark):]
		if posted, err := strconv.ParseInt(string(text[:markDigits]), 10, 64); err == nil {
			l.heard <- time.Duration(now - posted)
		}
	}
	keep := min(len(text), len(mark)+markDigits-1)
	l.tails[fd] = append(tail[:0], text[len(text)-keep:]...)
}

// forget drops what was heard and not asked for.
func (l *load) forget() {
	for {
		select {
		case <-l.heard:
		default:
			return
		}
	}
}

func (l *load) close() {
	for _, fd := range l.fds {
		syscall.Close(fd)
	}
	syscall.Close(l.epoll)
}

// post has the server tell one event of about 250 bytes to everybody.
func (t *target) post(ctx context.Context, n int) error {
	text := mark + strconv.FormatInt(time.Now().UnixNano(), 10)
	if t.kind == kindParley {
		body := `{"id":"` + ulid(n) + `","kind":"message.post","room":"general","body":{"text":"` + text + strings.Repeat(".", 40) + `"}}`
		_, err := t.send(ctx, "/api/commands", body, t.cookies[0])
		return err
	}
	_, err := t.send(ctx, "/post", text+strings.Repeat(".", 250-len(text)), "")
	return err
}

// ulid makes the n-th command ID.
func ulid(n int) string {
	const alphabet = "0123456789ABCDEFGHJKMNPQRSTVWXYZ"
	id := []byte("01ARZ3NDEK0000000000000000")
	for i := len(id) - 1; n > 0; i-- {
		id[i] = alphabet[n%len(alphabet)]
		n /= len(alphabet)
	}
	return string(id)
}
