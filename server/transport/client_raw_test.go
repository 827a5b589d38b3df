package transport

import (
	"bufio"
	"encoding/binary"
	"fmt"
	"io"
	"net"
	"net/http"
	"testing"
	"time"

	"parley/shared"
)

// rawSocket is a WebSocket of which a test sets every bit.
type rawSocket struct {
	net.Conn
	in *bufio.Reader
}

// The first byte of a frame.
const (
	frameContinues = 0x00
	frameText      = 0x01
	frameBinary    = 0x02
	frameClose     = 0x08
	framePing      = 0x09
	framePong      = 0x0a
	frameFinal     = 0x80
)

// raw opens a WebSocket past its hello.
func (h *house) raw(id shared.PersonID) *rawSocket {
	h.t.Helper()
	conn, err := net.Dial("tcp", h.address.Load().(string))
	if err != nil {
		h.t.Fatal(err)
	}
	h.t.Cleanup(func() { conn.Close() })
	conn.SetDeadline(time.Now().Add(patience))
	c := shake(h.t, conn, address(shared.PathWebSocket, id, ""))
	if head, text, err := c.read(); err != nil || head != frameFinal|frameText {
		h.t.Fatalf("%x %s, %v, want hello", head, text, err)
	}
	return c
}

// shake opens a WebSocket over a connection.
func shake(t testing.TB, conn net.Conn, path string) *rawSocket {
	t.Helper()
	request, _ := http.NewRequest("GET", "http://house"+path, nil)
	upgrade(request)
	if err := request.Write(conn); err != nil {
		t.Fatal(err)
	}
	c := &rawSocket{conn, bufio.NewReader(conn)}
	response, err := http.ReadResponse(c.in, request)
	if err != nil || response.StatusCode != http.StatusSwitchingProtocols {
		t.Fatalf("%+v, %v", response, err)
	}
	return c
}

// masked makes a masked frame.
func masked(head byte, payload string) string {
	return frameOf(head, uint64(len(payload)), true, payload)
}

// frameOf makes a frame that says to be of some length.
func frameOf(head byte, length uint64, hidden bool, payload string) string {
	out := []byte{head}
	switch {
	case length < 126:
		out = append(out, byte(length))
	case length < 1<<16:
		out = binary.BigEndian.AppendUint16(append(out, 126), uint16(length))
	default:
		out = binary.BigEndian.AppendUint64(append(out, 127), length)
	}
	if !hidden {
		return string(append(out, payload...))
	}
	out[1] |= 0x80
	key := [4]byte{1, 2, 3, 4}
	out = append(out, key[:]...)
	for i := range len(payload) {
		out = append(out, payload[i]^key[i%4])
	}
	return string(out)
}

// read gives the next frame from the server.
func (c *rawSocket) read() (head byte, payload []byte, err error) {
	var begin [2]byte
	if _, err := io.ReadFull(c.in, begin[:]); err != nil {
		return 0, nil, err
	}
	length := uint64(begin[1])
	for extended, bytes := range map[byte]int{126: 2, 127: 8} {
		if begin[1] == extended {
			var size [8]byte
			if _, err := io.ReadFull(c.in, size[8-bytes:]); err != nil {
				return 0, nil, err
			}
			length = binary.BigEndian.Uint64(size[:])
		}
	}
	if length > 1<<20 {
		return 0, nil, fmt.Errorf("a frame of %d bytes", length)
	}
	payload = make([]byte, length)
	_, err = io.ReadFull(c.in, payload)
	return begin[0], payload, err
}

// closed reads up to the end and gives the close code, 0 where there was none.
func (c *rawSocket) closed(t testing.TB) (code int, reason string) {
	t.Helper()
	for {
		head, payload, err := c.read()
		if e, ok := err.(net.Error); ok && e.Timeout() {
			t.Fatal("the connection stays open")
		}
		if err != nil {
			return code, reason
		}
		if head == frameFinal|frameClose && len(payload) >= 2 {
			code, reason = int(binary.BigEndian.Uint16(payload)), string(payload[2:])
			c.Write([]byte(masked(head, string(payload))))
		}
	}
}
