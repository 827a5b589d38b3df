// Package load is the client's side of the bench: a Crowd of listeners on few
// threads, Posters that cost next to nothing, and a listener who is Stuck. It
// speaks just enough HTTP/1.1 for that, over sockets of its own, because load and
// server share the machine: what the load takes, the server lacks.
package load
