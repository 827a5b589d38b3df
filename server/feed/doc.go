// Package feed is the log's warm end: who is listening, what is new for them,
// and what was told in passing.
//
// A Listener is a cursor with few verbs. It has no goroutine, no queue and no
// buffer: a transport asks Next for what is after the cursor, writes it in its
// own format, and when Next says that there is no more waits for the listener's
// wake function to be called. Whoever falls behind costs a cursor.
//
// Events that were published lately are Items in memory, each encoded once for
// every format however many listen. An item hangs in the topics of its audience:
// a room, one person, everyone. A person's memberships are the topics they may
// hear, in the order of what happened last, so that finding what is new costs
// as much as there is new, whatever goes on in other rooms and however many of
// them there are. Older events come from the log in bounded pages.
//
// # Locks
//
// Feed.mu guards everything that is reachable from the Feed. What changes who
// listens or what there is to hear takes it for writing; Next takes it for
// reading, and alone writes to its own Listener, which is why a listener's verbs
// are for one goroutine at a time. Neither the log nor a wake function is ever
// called under it.
package feed
