// Package park holds connections that are idle nearly always: each is a socket
// and one small struct. None has a goroutine, a buffer, or anything of the
// request that it came by.
//
// A Lot has a few workers, each with a queue of the connections that have a
// reason to be served. A worker takes one, has its Stream write what there is,
// and goes on to the next; it never waits. A socket that is full keeps the end of
// what was begun and is served again when there is room. What takes its time
// (Slow) is done by goroutines of their own. One poller hears of sockets that
// have room again and of peers that are gone, and one timing wheel of beats and
// of writes that are stuck.
//
// # A connection's states
//
// A connection is in one of four phases, and carries signals: reasons to serve it
// that nobody has looked at yet. Both are in one atomic word.
//
//	         signal             take
//	idle ──────────────▶ queued ──────▶ serving ──────▶ closed
//	 ▲                     ▲             │  │     close
//	 │   settle, no signals│             │  │
//	 └─────────────────────┼─────────────┘  │
//	                       └────────────────┘
//	                  settle, with signals; or again
//
// signal can be called by anyone at any time: by whoever has news (Wake), by the
// poller (room, gone), by the wheel (due). It adds the signal, and where the
// connection is idle makes it queued: whoever did that, and nobody else, puts it
// into a queue. So a connection is in one queue once, or in none.
//
// take is for the goroutine that has it out of a queue. It takes all signals, and
// the connection is that goroutine's: its socket and whatever is not atomic are
// touched by nobody else until settle, again or close.
//
// settle ends that. With a signal that came meanwhile the connection goes back into
// the queue, without it it is idle: the look for signals and the rest are one compare-and-swap, so no
// wake-up is lost between them. again ends it too, where there is more to write
// than is good for the others to wait for.
//
// close is only for who serves. Nothing is written afterwards, nothing closes it
// again, and signals find it closed and do nothing. It leaves the wheel and the
// register before its descriptor is closed, and the poller's events carry a
// number of the connection's own beside the descriptor: what is late for one
// connection is not taken for the next on the same descriptor.
//
// A new connection is serving: it is in the hands of who made it, and signals wait
// until Park puts it into a queue for the first time.
package park
