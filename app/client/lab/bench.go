package lab

import (
	"strconv"

	"parley/app/client/transport"
	"parley/shared"
)

// Phase is what a bench is doing.
type Phase int

// The phases of a bench.
const (
	Idle     Phase = iota // nothing was begun yet
	Starting              // it asks what there is, and compares the clocks
	Running
	Finished // the stream was complete, and every column knows
	Stopped  // by its person
	Failed   // it could not start
)

// Order is the order of the columns: that of the articles, from the oldest way
// to the newest.
var Order = [...]shared.Transport{
	shared.TransportPoll, shared.TransportLongPoll, shared.TransportFrame, shared.TransportSSE, shared.TransportWebSocket,
}

// Bench listens to one stream over all five transports.
type Bench struct {
	world   World
	stream  shared.LabStream
	phase   Phase
	refused *shared.Error
	turn    uint64
	run     int // grows whenever a run begins or ends: what belongs to an earlier one is void

	clocks  difference
	began   int64 // when the columns were opened, by the server's clock in µs
	columns [len(Order)]*Column
	counted int64 // when the server last told what it counted, in µs
	journal journal
	alarms  map[int]func() // stop the timers that are set
	set     int            // timers so far
}

// New makes a bench that does nothing yet.
func New(w World) *Bench {
	b := &Bench{world: w, stream: shared.LabClock, alarms: map[int]func(){}}
	b.renew()
	return b
}

// Stream is what is listened to, or would be.
func (b *Bench) Stream() shared.LabStream { return b.stream }

// Phase is what the bench is doing.
func (b *Bench) Phase() Phase { return b.phase }

// Refused is why the bench Failed.
func (b *Bench) Refused() *shared.Error { return b.refused }

// Turn grows with every change that can be seen.
func (b *Bench) Turn() uint64 { return b.turn }

// Now is the time by this device's clock, in microseconds since 1970.
func (b *Bench) Now() int64 { return b.world.Clock.Micros() }

// Columns are the five, in Order.
func (b *Bench) Columns() []*Column { return b.columns[:] }

// Clocks tells what the server's clock is ahead of this device's, and how much
// that may be wrong, both in microseconds; ok is false while nobody knows.
func (b *Bench) Clocks() (ahead, margin int64, ok bool) {
	ahead, margin = b.clocks.ahead()
	return ahead, margin, len(b.clocks.latest) > 0
}

// starvedAfter is how long nothing may be heard of what the server counted, in
// microseconds.
const starvedAfter = 6_000_000

// Starved reports whether streams come through and requests don't: a browser that
// has as many connections to a server as it allows lets all others wait, for as
// long as those last.
func (b *Bench) Starved() bool {
	streams := false
	for _, c := range b.columns {
		streamed := c.Transport == shared.TransportSSE || c.Transport == shared.TransportWebSocket
		streams = streams || streamed && c.state == transport.Opened
	}
	return streams && b.phase == Running && b.Now()-b.counted > starvedAfter
}

// Choose turns to another stream, and starts.
func (b *Bench) Choose(s shared.LabStream) {
	b.stream = s
	b.Start()
}

// Stop ends all that the bench does; what was measured stays.
func (b *Bench) Stop() {
	b.run++
	b.turn++
	for _, stop := range b.alarms {
		stop()
	}
	clear(b.alarms)
	for _, c := range b.columns {
		c.close()
	}
	if b.phase == Starting || b.phase == Running {
		b.phase = Stopped
	}
}

// renew makes the columns anew, on lines that nothing was counted for.
func (b *Bench) renew() {
	b.journal = journal{}
	const names = 1 << 30
	name := strconv.FormatInt(int64(b.world.Random()*names), 36)
	for i, t := range Order {
		b.columns[i] = &Column{Transport: t, bench: b, line: name + "-" + string(t)}
	}
}

// during makes f something that any goroutine may hand to World.Run: it does
// nothing once its run is over.
func (b *Bench) during(run int, f func()) func() {
	return func() {
		if run == b.run {
			b.turn++
			f()
		}
	}
}

// after has f run in ms milliseconds, unless the run ends before.
func (b *Bench) after(ms int64, f func()) {
	b.set++
	alarm := b.set
	due := b.during(b.run, func() {
		delete(b.alarms, alarm)
		f()
	})
	b.alarms[alarm] = b.world.Outside.Timers.After(ms, func() { b.world.Run(due) })
}
