//go:build linux

package load

import (
	"bytes"
	"context"
	"fmt"
	"net"
	"net/http"
	"strconv"
	"time"
)

// Poster is one kept connection that posts, each time when the last answer is
// there. Its requests and answers go through two buffers that it keeps.
type Poster struct {
	conn net.Conn
	host string
	out  []byte
	in   []byte
	stop func() bool
}

const (
	answerMax  = 16 << 10
	dialWithin = 5 * time.Second
)

// DialPoster connects; the end of ctx ends what is under way.
func DialPoster(ctx context.Context, address string) (*Poster, error) {
	dialer := net.Dialer{Timeout: dialWithin}
	conn, err := dialer.DialContext(ctx, "tcp", address)
	if err != nil {
		return nil, err
	}
	stop := context.AfterFunc(ctx, func() { conn.SetDeadline(time.Unix(1, 0)) })
	return &Poster{conn: conn, host: address, in: make([]byte, answerMax), stop: stop}, nil
}

// Close hangs up.
func (p *Poster) Close() error {
	p.stop()
	return p.conn.Close()
}

// Answer is what a post was answered with. Its texts are valid until the next.
type Answer struct {
	Status int
	Head   []byte
	Body   []byte
}

// Post sends one request and reads its answer. Cookie may be empty.
func (p *Poster) Post(path, cookie, body string) (a Answer, err error) {
	out := append(p.out[:0], "POST "...)
	out = append(append(out, path...), " HTTP/1.1\r\nHost: "...)
	out = append(append(out, p.host...), "\r\nContent-Type: application/json\r\n"...)
	if cookie != "" {
		out = append(append(append(out, "Cookie: "...), cookie...), "\r\n"...)
	}
	out = strconv.AppendInt(append(out, "Content-Length: "...), int64(len(body)), 10)
	p.out = append(append(out, "\r\n\r\n"...), body...)
	if _, err := p.conn.Write(p.out); err != nil {
		return a, err
	}
	return p.answer()
}

var (
	headEnd      = []byte("\r\n\r\n")
	lengthHeader = []byte("Content-Length: ")
)

// answer reads one answer, whose length has to be told: that of so short a one is.
func (p *Poster) answer() (a Answer, err error) {
	for n, end, total := 0, 0, 0; ; {
		got, err := p.conn.Read(p.in[n:])
		if err != nil {
			return a, fmt.Errorf("no answer: %w", err)
		}
		n += got
		if end == 0 {
			at := bytes.Index(p.in[:n], headEnd)
			if at < 0 {
				continue
			}
			end = at + len(headEnd)
			a.Head = p.in[:end]
			a.Status = statusOf(a.Head)
			if total, err = bodyLength(a); err != nil {
				return a, err
			}
		}
		if n >= end+total {
			a.Body = p.in[end : end+total]
			return a, nil
		}
	}
}

func bodyLength(a Answer) (int, error) {
	if a.Status == http.StatusNoContent {
		return 0, nil
	}
	_, rest, told := bytes.Cut(a.Head, lengthHeader)
	length, _ := number(rest)
	if !told || length > answerMax/2 {
		return 0, fmt.Errorf("an answer of no known length: %s", a.Head)
	}
	return int(length), nil
}

// Seq is the position in a command's answer, or 0.
func (a Answer) Seq() int64 {
	_, rest, _ := bytes.Cut(a.Body, []byte(`"seq":`))
	seq, _ := number(rest)
	return seq
}
