//go:build linux

package main

import (
	"time"

	"parley/shared"
)

// sizes are how much of everything there is: full for a run, small for the tests.
type sizes struct {
	listeners []int         // of listening
	rounds    int           // events, one at a time
	stable    time.Duration // for which memory has to be before it is read

	crowd  int           // listeners of saturated
	events int           // that it posts at most
	within time.Duration // that it posts at most

	posters []int         // of durable
	posting time.Duration // how long they post
	syncing time.Duration // how long the disk is measured beside it

	audience int           // listeners of acknowledged, stuck and rooms
	rating   time.Duration // how long acknowledged posts at its rate

	herd  int   // listeners of reconnect
	rooms []int // of rooms, beside the general one
	turns int   // rounds of each kind of stuck and rooms
}

var full = sizes{
	listeners: []int{100, 1000, manyListeners}, rounds: 30, stable: 3 * time.Second / 2,
	crowd: 5000, events: 1000, within: 8 * time.Second,
	posters: []int{1, 8, manyPosters, 256}, posting: 3 * time.Second, syncing: time.Second / 2,
	audience: 1000, rating: 10 * time.Second,
	herd: 10_000, rooms: []int{1, 100, shared.MaxRooms - 1}, turns: 8,
}
