package transport

import (
	"io"
	"net"
	"sync/atomic"
)

// cutter is a line to the house's server, whichever it has, that breaks after a
// number of bytes, in the middle of whatever they are.
type cutter struct {
	house *house
	net.Listener
	after atomic.Int64 // bytes of each connection, headers included; 0: it holds
}

func (h *house) cutter() *cutter {
	h.t.Helper()
	listener, err := net.Listen("tcp", "127.0.0.1:0")
	if err != nil {
		h.t.Fatal(err)
	}
	c := &cutter{house: h, Listener: listener}
	h.t.Cleanup(func() { listener.Close() })
	go func() {
		for {
			conn, err := listener.Accept()
			if err != nil {
				return
			}
			go c.carry(conn)
		}
	}()
	return c
}

// breaks has connections made from here on break after so many bytes.
func (c *cutter) breaks(after int64) {
	c.after.Store(after)
	c.house.client.CloseIdleConnections()
}

func (c *cutter) url() string { return "http://" + c.Addr().String() }

func (c *cutter) carry(client net.Conn) {
	defer client.Close()
	server, err := net.Dial("tcp", c.house.address.Load().(string))
	if err != nil {
		return
	}
	defer server.Close()
	go func() {
		io.Copy(server, client)
		server.Close()
	}()
	var down io.Reader = server
	if after := c.after.Load(); after > 0 {
		down = io.LimitReader(server, after)
	}
	io.Copy(client, down)
}
