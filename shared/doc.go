// Package shared is the contract between Parley's two ends: what happened
// (events), what is asked for (commands), how both look on the wire, and the
// limits and rules of form that both ends keep. It compiles into the server
// and into the browser's client, so it imports the standard library alone.
//
// # The wire
//
// Every change that people can see is one Event in one totally ordered log;
// its position is its Seq. A listener holds a Cursor, "<epoch>-<seq>", and
// asks for what is after it. An event is one JSON object:
//
//	{"seq":1042,"room":"general","kind":"message.posted","by":"u_7k2mq",
//	 "at":1763681462113,"command":"01JD…","body":{"text":"hello"}}
//
// A Command is what a client asks for. Its ID is a ULID that the client made;
// author and ID together are unique for ever, so sending it twice does it once:
//
//	{"id":"01JD…","kind":"message.post","room":"general","body":{"text":"hello"}}
//
// An Ephemeral (typing, presence) is not in the log and has no Seq.
//
// # How to add a kind
//
//  1. Write its event body and its command body in the file of their concept
//     (message.go, room.go, …, or a new one): the struct, Kind, Visit, and the
//     command's check, which holds its rules of form. What changes a message is
//     a MessageChange, and what asks for it a MessageCommand (change.go).
//  2. Name both in the tables eventKinds (event.go) and commandKinds
//     (command.go), and their methods in EventVisitor and CommandVisitor.
//  3. Let the compiler lead: server/chat says what it takes to do it (decide.go),
//     what it changes (apply.go) and whom it concerns (reach.go), app/state what
//     the client then knows, app/ui how it is told.
//  4. Add testdata/event/<kind>.json and testdata/command/<kind>.json; the
//     table test names the one that is missing.
//
// Store, feed and transports carry every kind and stay as they are. README.md
// works through one.
package shared
