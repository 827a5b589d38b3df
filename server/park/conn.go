package park

// Stream is what goes over a connection. Its methods are called by one goroutine
// at a time, that which serves the connection.
type Stream interface {
	// Serve writes what there is to write, with Conn.Write. It must not take long,
	// unless slow says that it may. beat asks for a sign of life.
	Serve(beat, slow bool) Verdict
	// Over reports whether the stream has ended, whatever there is to write. It is
	// asked when a connection is woken whose socket is full.
	Over() bool
	// Close is called once, when the connection is closed.
	Close()
}

// Verdict is what is to become of a connection that was served.
type Verdict int

const (
	Rest  Verdict = iota // until it is woken
	Again                // there is more to write, after others had their turn
	Slow                 // there is more to write, and getting it takes its time
	End                  // it is to be closed
)

// Conn is one connection, made by Lot.Prepare. Wake is safe for use by several
// goroutines; all else belongs to who serves it.
type Conn struct {
	state
	socket int32  // its descriptor
	number uint32 // tells it from others that had the same descriptor
	full   bool   // the socket took less than it was given
	slot   int16  // of the wheel, noSlot for none; guarded by wheel.mu
	stuck  uint32 // the wheel's tick at which the socket was found full

	stream Stream
	lot    *Lot
	queue  *queue // of its worker
	kept   []byte // begun, and to be written before anything else

	before, after *Conn // in its slot of the wheel; guarded by wheel.mu
}

// Wake has the connection served. It takes no time.
func (c *Conn) Wake() { c.tell(woken) }

func (c *Conn) tell(s signals) {
	if c.signal(s) {
		c.queue.push(c)
	}
}

// Write writes as much of p as the socket takes, and tells how much. Where that
// is less than all, the stream writes no more, and has the rest of what it began
// kept.
func (c *Conn) Write(p []byte) int {
	n, err := write(c.socket, p)
	if err != nil {
		c.tell(gone)
	}
	c.full = n < len(p)
	return n
}

// Keep keeps what is to be written first once the socket has room again. It must
// not change from here on.
func (c *Conn) Keep(rest []byte) { c.kept = rest }

// ready writes what was kept, and reports whether the socket takes more.
func (c *Conn) ready(why signals) bool {
	stuck, n := c.full, 0
	if stuck && why&room == 0 {
		return false
	}
	c.full = false
	if len(c.kept) > 0 {
		n = c.Write(c.kept)
		c.kept = c.kept[n:]
	}
	switch {
	case !c.full:
		c.kept = nil
		if stuck {
			c.lot.wheel.beat(c)
		}
	case !stuck || n > 0:
		c.lot.wheel.stick(c)
	}
	return !c.full
}
