// Command bench measures what it costs to listen: it starts the real server as a
// process, and others beside it in the same run, opens thousands of streams to
// each over loopback, and prints what each took, as a ratio to the floor: a bare
// loop of write(2) over the same sockets.
//
//	go run ./server/bench -listeners 100,1000,15000
//
// Load and server share the machine; CPU time is that of the server's process
// alone, by /proc, so it runs on Linux.
package main
