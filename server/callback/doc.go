// Package callback tells addresses what happens in a room: outgoing webhooks. One
// is a cursor over the log, like whoever listens, and the way of waiting is a
// request to its address for each event. The next is sent when the one before was
// taken, so events arrive in order; where one is not taken it is tried again, ever
// less often, also by a server that was started anew meanwhile. An address that
// takes nothing for days is given up until somebody revives it.
//
// What a bot hears in its room is all that its callback is told, but for what the
// bot did itself: programs that answer would answer each other for ever.
package callback
