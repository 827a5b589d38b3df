package lab

import (
	"context"
	"crypto/rand"
	"slices"
	"strings"
	"sync"

	"parley/server/chat"
	"parley/shared"
)

const (
	epochLength = 8
	logKept     = 600 // events: ten minutes, at one a second
)

// log is a log in memory that keeps its newest events. Everyone may see all of
// it. It implements feed.Log.
type log struct {
	epoch string

	mu      sync.RWMutex
	head    shared.Seq
	entries []chat.Entry // the newest, without a gap, up to head
}

func newLog() *log { return &log{epoch: strings.ToLower(rand.Text()[:epochLength])} }

// Epoch implements feed.Log.
func (l *log) Epoch() string { return l.epoch }

// Head implements feed.Log.
func (l *log) Head() shared.Seq {
	_, head := l.reach()
	return head
}

// reach gives the bounds of what is kept: what is after from, up to head.
func (l *log) reach() (from, head shared.Seq) {
	l.mu.RLock()
	defer l.mu.RUnlock()
	return l.head - shared.Seq(len(l.entries)), l.head
}

// Memberships implements feed.Log: nobody is a member of anything here.
func (l *log) Memberships(context.Context, shared.PersonID) (map[shared.RoomID]shared.Seq, shared.Seq, error) {
	return nil, l.Head(), nil
}

// Events implements feed.Log.
func (l *log) Events(_ context.Context, r chat.Reading) ([]chat.Entry, error) {
	l.mu.RLock()
	defer l.mu.RUnlock()
	from := l.head - shared.Seq(len(l.entries))
	if r.After < from {
		return nil, shared.Errorf(shared.CodeCursorInvalid, "The lab keeps what is after %d.", from)
	}
	page := l.entries[min(r.After, l.head)-from:]
	if r.Until > 0 && r.Until < l.head {
		page = page[:max(0, len(page)-int(l.head-r.Until))]
	}
	return slices.Clone(page[:min(len(page), r.Limit)]), nil
}

// append puts an event at the end. Its place must be the one after the head.
func (l *log) append(e shared.Event) chat.Entry {
	l.mu.Lock()
	defer l.mu.Unlock()
	entry := chat.Entry{Event: e}
	if len(l.entries) == logKept {
		l.entries = slices.Delete(l.entries, 0, 1)
	}
	l.entries = append(l.entries, entry)
	l.head = e.Seq
	return entry
}
