package feed

import (
	"errors"
	"testing"

	"parley/server/feed/feedtest"
	"parley/shared"
)

// seats counts those that are taken of so many.
type seats struct{ taken, all int }

var errNoSeat = errors.New("no seat is free")

func (s *seats) Take(over shared.Transport) error {
	if over != shared.TransportSSE {
		return errors.New("the transport is not told")
	}
	if s.taken == s.all {
		return errNoSeat
	}
	s.taken++
	return nil
}

func (s *seats) Leave() { s.taken-- }

func TestASeatIsHeldWhileListening(t *testing.T) {
	m := feedtest.New()
	f := begin(t, m, Options{})
	m.Join("a", "ann")
	room := &seats{all: 2}
	listen := func(session string) (*Listener, error) {
		who := Who{Person: "ann", Session: session, Transport: shared.TransportSSE, Seat: room}
		return f.Listen(t.Context(), who, nil, func() {})
	}
	one, err := listen("s")
	if err != nil {
		t.Fatal(err)
	}
	two, err := listen("s")
	if err != nil || room.taken != 2 {
		t.Fatalf("%d seats are taken by two, %v", room.taken, err)
	}
	if _, err := listen("s"); !errors.Is(err, errNoSeat) {
		t.Errorf("a third is told %v", err)
	}
	for range 2 {
		one.Close()
	}
	if room.taken != 1 {
		t.Errorf("%d seats are taken after one was closed", room.taken)
	}
	f.EndSession("ann", "over")
	if _, err := listen("over"); !errors.Is(err, ErrSessionEnded) || room.taken != 1 {
		t.Errorf("%v, and %d seats are taken", err, room.taken)
	}
	two.Close()
	if room.taken != 0 {
		t.Errorf("%d seats are taken in the end", room.taken)
	}
}
