// Package lab is the client's side of the lab: a bench that listens to one
// stream over all five transports at once, and measures each. A transport is
// judged by when an event reaches the program, by the event's own clock; what
// that took on the line, the server counts.
//
// A Bench and an Upload belong to the goroutine on which World.Run runs things;
// their methods are called there and never block.
package lab
