//go:build linux

package main

import (
	"parley/server/bench/report"
	"parley/server/bench/rival"
)

// The goals, which hold for the sizes of a full run.
var (
	goalMemory    = &report.Goal{Limit: 2.0}
	goalCPU       = &report.Goal{Limit: 1.25, Times: rival.Floor}
	goalSaturated = &report.Goal{Limit: 5, Times: rival.Plain}
	goalPosts     = &report.Goal{Limit: 8000}
	goalAnswer    = &report.Goal{Limit: 20}
	goalReconnect = &report.Goal{Limit: 5}
	goalNone      = &report.Goal{}
	goalStuck     = &report.Goal{Limit: 1.1}
	goalRooms     = &report.Goal{Limit: 1.1} // flat
)

// The sizes of which there are several, and one has a goal.
const (
	manyListeners = 15_000
	manyPosters   = 64
)

// goalAt is the goal of a size.
func goalAt(n, size int, goal *report.Goal) *report.Goal {
	if n == size {
		return goal
	}
	return nil
}
