// Command bench measures what it costs to listen and to post: it starts the real
// server as a process, and others beside it in the same run, opens thousands of
// streams to each over loopback, and ends with one table: every figure beside the
// floor, a bare loop of write(2) over the same sockets, and the best of the others.
//
//	make bench
//	go run ./server/bench -parley bin/parley -only listening,saturated -listeners 100,15000
//
// A scenario is a file; what it comes to is in report, the other servers are in
// rival, and who listens and posts is in load. Load and server share the machine;
// CPU time is that of the server's process alone, by /proc, so it runs on Linux.
package main
