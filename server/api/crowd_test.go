package api

import (
	"math/rand/v2"
	"net/http/httptest"
	"sync"
	"testing"
	"time"

	"parley/server/feed"
	"parley/shared"
)

// TestACrowdCountsWhoIsIn, whoever comes and goes at the same time: never more
// than may be, and nobody in the end.
func TestACrowdCountsWhoIsIn(t *testing.T) {
	limits := StreamLimits{Person: 3, Address: 5}
	c := newCrowd(limits, func() bool { return false })
	people, addresses := []shared.PersonID{"ann", "bo", "cid", "dee"}, []string{"192.0.2.1", "192.0.2.2"}
	var all sync.WaitGroup
	for worker := range 8 {
		chance := rand.New(rand.NewPCG(uint64(worker), 1))
		all.Go(func() {
			var mine []feed.Seat
			for range 2_000 {
				if n := len(mine); n > 0 && chance.IntN(2) == 0 {
					mine[n-1].Leave()
					mine = mine[:n-1]
					continue
				}
				seat := c.seat(people[chance.IntN(len(people))], addresses[chance.IntN(len(addresses))], chance.IntN(4) == 0)
				over := []shared.Transport{shared.TransportSSE, shared.TransportPoll}[chance.IntN(2)]
				if seat.Take(over) == nil {
					mine = append(mine, seat)
				}
				c.mu.Lock()
				for _, n := range c.people {
					if n > int32(limits.Person) || n < 1 {
						t.Errorf("a person has %d streams", n)
					}
				}
				for _, n := range c.addresses {
					if n > int32(limits.Address) || n < 1 {
						t.Errorf("from an address come %d streams", n)
					}
				}
				c.mu.Unlock()
			}
			for _, seat := range mine {
				seat.Leave()
			}
		})
	}
	all.Wait()
	if len(c.people) != 0 || len(c.addresses) != 0 {
		t.Errorf("of nobody are left %v and %v", c.people, c.addresses)
	}
}

func TestAFullServerRefusesStreams(t *testing.T) {
	full := true
	c := newCrowd(StreamLimits{}, func() bool { return full })
	for over, asks := range map[shared.Transport]bool{
		shared.TransportSSE: false, shared.TransportWebSocket: false, shared.TransportLongPoll: false, shared.TransportFrame: false, shared.TransportPoll: true,
	} {
		if err := c.seat("ann", "192.0.2.1", asks).Take(over); shared.CodeOf(err) != shared.CodeServerFull {
			t.Errorf("%s is told %v", over, err)
		}
	}
	if err := c.seat("ann", "192.0.2.1", false).Take(shared.TransportPoll); err != nil {
		t.Errorf("a poll that doesn't wait is told %v", err)
	}
	full = false
	if err := c.seat("ann", "192.0.2.1", false).Take(shared.TransportSSE); err != nil {
		t.Errorf("there is room, and a stream is told %v", err)
	}
}

// TestCommandsFromOneAddressAreLimitedTogether, each person being below their own
// rate.
func TestCommandsFromOneAddressAreLimitedTogether(t *testing.T) {
	now := time.Now()
	clock := func() time.Time { return now }
	s := &server{acting: newLimiter(tooFast, commandEvery, commandBurst, clock), together: newLimiter(tooFastTogether, togetherEvery, togetherBurst, clock)}
	request := httptest.NewRequest("POST", shared.PathCommands, nil)
	for range togetherBurst {
		if err := s.together.take(s.address(request)); err != nil {
			t.Fatal(err)
		}
	}
	ann := session{person: shared.Person{ID: "ann"}}
	command := shared.Command{ID: shared.NewCommandID(now.UnixMilli()), Room: shared.General, Body: shared.PostMessage{Text: "x"}}
	_, err := s.do(request, ann, command)
	if refused, ok := err.(*shared.Error); !ok || refused.Code != shared.CodeRateLimited || refused.Message != tooFastTogether || refused.RetryAfter != 1 {
		t.Errorf("it is told %+v", err)
	}
	request.RemoteAddr = "198.51.100.9:1234"
	if err := s.together.take(s.address(request)); err != nil {
		t.Errorf("another address is told %v", err)
	}
}
