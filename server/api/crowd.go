package api

import (
	"hash/maphash"
	"sync"

	"parley/server/feed"
	"parley/shared"
)

// streamRetry is when to ask again for a stream that was refused, in seconds.
const streamRetry = 10

// StreamLimits are how many streams may be open at once.
type StreamLimits struct {
	Person  int // of one person
	Address int // from one client's address; of IPv6 from its network
}

// crowd counts the open streams of each person and each address. Both are known
// by hashes: of 15,000 those take a fraction of what the names would, and two
// that meet share a limit, once in a lifetime.
type crowd struct {
	limits StreamLimits // zero where streams are not limited
	full   func() bool  // whether the server has no room for another connection
	seed   maphash.Seed

	mu        sync.Mutex
	people    map[uint64]int32 // guarded by mu
	addresses map[uint64]int32 // guarded by mu
}

func newCrowd(limits StreamLimits, full func() bool) *crowd {
	return &crowd{
		limits: limits, full: full, seed: maphash.MakeSeed(),
		people: make(map[uint64]int32), addresses: make(map[uint64]int32),
	}
}

// seat is a place for a person's stream from an address.
type seat struct {
	crowd           *crowd
	person, address uint64
	asks            bool // in the place of a stream: see shared.PollForStream
	counts          bool // it was taken, by a stream
}

// seat gives a place that is not taken yet.
func (c *crowd) seat(person shared.PersonID, address string, asks bool) feed.Seat {
	return &seat{crowd: c, person: maphash.String(c.seed, string(person)), address: maphash.String(c.seed, address), asks: asks}
}

// Take implements feed.Seat. A poll that doesn't wait is a request, and takes
// none: who listens can always ask whether their stream still lives.
func (s *seat) Take(over shared.Transport) error {
	stream, c := over != shared.TransportPoll, s.crowd
	if !stream && !s.asks {
		return nil
	}
	if c.full() {
		return busy(shared.CodeServerFull, "The server has as many connections open as it can. Try again in a while.")
	}
	if c.limits == (StreamLimits{}) {
		return nil
	}
	c.mu.Lock()
	defer c.mu.Unlock()
	if err := c.room(s); err != nil || !stream {
		return err
	}
	s.counts = true
	c.people[s.person]++
	c.addresses[s.address]++
	return nil
}

// room reports whether there is any. The lock is held.
func (c *crowd) room(s *seat) error {
	if c.people[s.person] >= int32(c.limits.Person) {
		return busy(shared.CodeTooManyStreams, "You have %d streams open, and can't have more. Close one.", c.limits.Person)
	}
	if c.addresses[s.address] >= int32(c.limits.Address) {
		return busy(shared.CodeTooManyStreams, "%d streams are open from your network, and there can't be more. Try again in a while.", c.limits.Address)
	}
	return nil
}

// Leave implements feed.Seat.
func (s *seat) Leave() {
	if !s.counts {
		return
	}
	c := s.crowd
	c.mu.Lock()
	defer c.mu.Unlock()
	uncount(c.people, s.person)
	uncount(c.addresses, s.address)
}

func uncount(of map[uint64]int32, key uint64) {
	if of[key]--; of[key] == 0 {
		delete(of, key)
	}
}

// busy is a refusal of what may go well later.
func busy(code shared.Code, format string, args ...any) error {
	refused := shared.Errorf(code, format, args...)
	refused.RetryAfter = streamRetry
	return refused
}
