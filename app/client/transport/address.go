package transport

import (
	"net/url"
	"strconv"

	"parley/shared"
)

// Address is where a stream is listened to.
type Address struct {
	Base  string // under which the transports lie: shared.PathEvents, or a stream of the lab
	Query string // what goes along besides after= and wait=; "" for nothing
	Wait  int    // how long a long poll waits at most, in seconds; 0 for LongWait
}

// LongWait is how many seconds a long poll waits where the address does not say:
// less than the half minute after which many proxies give an answer up.
const LongWait = 25

func (a Address) longWait() int {
	if a.Wait > 0 {
		return a.Wait
	}
	return LongWait
}

// path is where a transport begins after a cursor.
func (a Address) path(t shared.Transport, after string) string {
	path, mark := shared.PathStream(a.Base, t), "?"
	if a.Query != "" {
		path, mark = path+mark+a.Query, "&"
	}
	if after != "" {
		path, mark = path+mark+"after="+url.QueryEscape(after), "&"
	}
	return path
}

// pollPath is where a poll asks.
func (a Address) pollPath(after string, wait int) string {
	path := a.path(shared.TransportPoll, after)
	mark := "&"
	if path == shared.PathStream(a.Base, shared.TransportPoll) {
		mark = "?"
	}
	return path + mark + "wait=" + strconv.Itoa(wait)
}
