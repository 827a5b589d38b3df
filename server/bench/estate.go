//go:build linux

package main

import (
	"context"
	"fmt"
	"strconv"
	"time"

	"parley/server/bench/load"
	"parley/shared"
)

// build makes an estate: people first, then the rooms, and who is in each; then
// the server starts anew. As many people as listen there are in the general room
// alone, however many others there are: they come first, to be weighed, and go.
func (m *measuring) build(ctx context.Context, n int) (*estate, error) {
	h, err := m.newHouse()
	if err != nil {
		return nil, err
	}
	listeners := m.sizes.audience
	owners := (n + roomsOfOwner - 1) / roomsOfOwner
	if err := m.enter(ctx, h, 2*listeners+owners); err != nil {
		return nil, err
	}
	if err := m.furnish(ctx, h, n, listeners); err != nil {
		return nil, err
	}
	t, err := m.open(ctx, h)
	if err != nil {
		return nil, err
	}
	e := &estate{target: t, rooms: n}
	var weighed *load.Crowd
	if e.idle, weighed, err = m.idle(ctx, t, listeners); err != nil {
		return e, err
	}
	weighed.Close()
	e.crowd, err = t.gather(ctx, listeners, load.Options{Request: func(i int) string { return t.request(listeners + i) }})
	return e, err
}

// furnish makes n rooms, of which each is joined by its listeners.
func (m *measuring) furnish(ctx context.Context, h *house, n, listeners int) error {
	t, err := m.open(ctx, h)
	if err != nil {
		return err
	}
	defer t.stop()
	steps := m.progress.begin("rooms are made: "+strconv.Itoa(n), n)
	defer steps.end()
	made, err := load.Loop(ctx, t.address, enterAtOnce, n, enterWithin, func(p *load.Poster, i int, _ time.Time) error {
		steps.step()
		if _, err := t.command(p, t.owner(i, listeners), roomID(i), "room.create", `{"name":"Room `+strconv.Itoa(i)+`"}`); err != nil {
			return err
		}
		for k := range roomListeners {
			if _, err := t.command(p, h.cookies[listeners+(i*roomListeners+k)%listeners], roomID(i), "person.join", "{}"); err != nil {
				return err
			}
		}
		return nil
	})
	if err == nil && made.Posted < n {
		err = fmt.Errorf("%d of %d rooms were made within %v", made.Posted, n, enterWithin)
	}
	return err
}

// owner is the cookie of who made a room: the people after those who are weighed,
// and those who listen.
func (t *target) owner(room, listeners int) string {
	return t.house.cookies[2*listeners+room/roomsOfOwner]
}

func roomID(i int) shared.RoomID { return shared.RoomID("room-" + strconv.Itoa(i)) }
