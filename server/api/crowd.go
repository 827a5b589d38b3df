package api

import (
	"hash/maphash"
	"sync"

	"parley/server/feed"
	"parley/shared"
)

const (
	// pollRoom is the part of a limit by which polls that don't wait may exceed it,
	// so that who listens can ask whether their stream still lives.
	pollRoom = 4
	// streamRetry is when to ask again for a stream that was refused, in seconds.
	streamRetry = 10
)

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
	stream          bool // it is for a stream, or asks in the place of one
}

// seat gives a place that is not taken yet. A poll that doesn't wait counts as a
// request and not as a stream, unless it asks for one.
func (c *crowd) seat(person shared.PersonID, address string, forStream bool) feed.Seat {
	return &seat{c, maphash.String(c.seed, string(person)), maphash.String(c.seed, address), forStream}
}

// Take implements feed.Seat.
func (s *seat) Take(over shared.Transport) error {
	s.stream = s.stream || over != shared.TransportPoll
	if s.stream && s.crowd.full() {
		return busy(shared.CodeServerFull, "The server has as many connections open as it can. Try again in a while.")
	}
	return s.crowd.take(s)
}

// Leave implements feed.Seat.
func (s *seat) Leave() { s.crowd.leave(s) }

func (c *crowd) take(s *seat) error {
	limits := c.limits
	if limits == (StreamLimits{}) {
		return nil
	}
	if !s.stream {
		limits.Person += limits.Person / pollRoom
		limits.Address += limits.Address / pollRoom
	}
	c.mu.Lock()
	defer c.mu.Unlock()
	if c.people[s.person] >= int32(limits.Person) {
		return busy(shared.CodeTooManyStreams, "You have %d streams open, and can't have more. Close one.", c.limits.Person)
	}
	if c.addresses[s.address] >= int32(limits.Address) {
		return busy(shared.CodeTooManyStreams, "%d streams are open from your network, and there can't be more. Try again in a while.", c.limits.Address)
	}
	c.people[s.person]++
	c.addresses[s.address]++
	return nil
}

func (c *crowd) leave(s *seat) {
	if c.limits == (StreamLimits{}) {
		return
	}
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
