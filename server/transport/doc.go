// Package transport has the ways of waiting for what is after a cursor: thin
// adapters that write what a feed.Listener gives in a format of their own. None
// has state or rules that another lacks. What they share is in stream.go, which
// pumps a listener into a wire, and answer.go; a new transport is one file with a
// wire of its own.
//
// A transport's function answers one request of someone whose session was
// checked. Where nothing has been written yet it returns a refusal for the
// caller to tell, mostly a *shared.Error; once it has begun to answer, nil.
// feed.ErrFinished is for the caller to tell by 204: there is nothing after the
// cursor and never will be.
//
// The cursor to go on from is the query's after= or the header Last-Event-ID,
// which wins. A malformed after= is refused. A malformed Last-Event-ID leads to
// a reset, as a browser gives up for good when its stream is refused, and can't
// mend the header.
package transport
