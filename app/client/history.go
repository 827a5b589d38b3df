package client

import (
	"strconv"

	"parley/shared"
)

// Loading tells which parts of a room's history are on their way.
type Loading struct {
	Older  bool          // above the stretch
	Newer  bool          // below it
	Jump   bool          // another stretch altogether: the latest, or around a message
	Failed *shared.Error // why the last request failed; nil once it may be made again
}

// history is what a Client asks of one room's history.
type history struct {
	loading  Loading
	failures int
	quoting  map[shared.Seq]bool // messages that are answered and were asked for
	jumps    int                 // what was asked for before the last jump is void
}

const againAtOnce = 2 // requests for a page whose answer came too late to be used

// Open says that the person looks at the room: its latest page is loaded where
// it is not, and the divider is set. "" says that they look at none.
func (c *Client) Open(room shared.RoomID) {
	if c.reading.open != room {
		c.sendMarks()
		c.reading.open, c.reading.attends, c.reading.back = room, false, false
		delete(c.reading.dividers, room)
		c.markOf(room).at = c.Now() - markEvery
	}
	c.settle()
}

// Opened is the room that the person looks at; "" for none.
func (c *Client) Opened() shared.RoomID { return c.reading.open }

// Older loads the page before the stretch; it does nothing while one is on its
// way, where there is none, and shortly after a failure.
func (c *Client) Older(room shared.RoomID) {
	r, h := c.state.Room(room), c.historyOf(room)
	if r == nil || !r.HasOlder() || h.loading.Older || h.waits() {
		return
	}
	h.loading.Older = true
	// A page overlaps the stretch by one message: so it proves that it joins.
	c.fetchPage(room, seqQuery(shared.PathMessages(room), "before", r.Oldest()+1), &h.loading.Older, againAtOnce)
	c.settle()
}

// Newer loads the page after the stretch, likewise.
func (c *Client) Newer(room shared.RoomID) {
	r, h := c.state.Room(room), c.historyOf(room)
	if r == nil || !r.HasNewer() || h.loading.Newer || h.waits() {
		return
	}
	h.loading.Newer = true
	c.fetchPage(room, seqQuery(shared.PathMessages(room), "after", r.Newest()-1), &h.loading.Newer, againAtOnce)
	c.settle()
}

// Latest makes the end of the room the stretch.
func (c *Client) Latest(room shared.RoomID) {
	c.jumpToEnd(room)
	c.settle()
}

// Around makes the surroundings of a message the stretch, where it is not in it.
func (c *Client) Around(room shared.RoomID, seq shared.Seq) {
	if r := c.state.Room(room); r != nil && !r.Stale() {
		if _, loaded := r.MessageOf(seq); loaded {
			return
		}
	}
	c.jump(room, seqQuery(shared.PathMessages(room), "around", seq))
	c.settle()
}

// Loading tells what is on its way.
func (c *Client) Loading(room shared.RoomID) Loading {
	if h := c.history[room]; h != nil {
		return h.loading
	}
	return Loading{}
}

func (c *Client) jumpToEnd(room shared.RoomID) {
	c.jump(room, query(shared.PathMessages(room), "limit", strconv.Itoa(shared.DefaultPage)))
}

func (c *Client) jump(room shared.RoomID, path string) {
	if c.state.Room(room) == nil {
		return
	}
	h := c.historyOf(room)
	h.jumps++
	h.loading = Loading{Jump: true}
	c.fetchPage(room, path, &h.loading.Jump, againAtOnce)
}

// fetchPage asks for a page and takes it in. A page that comes too late to be
// made current is asked for again.
func (c *Client) fetchPage(room shared.RoomID, path string, flag *bool, again int) {
	var page shared.Page
	h := c.historyOf(room)
	jumps, life := h.jumps, c.life
	c.call("GET", path, nil, &page, requestTimeout, func(err *shared.Error) {
		if jumps != h.jumps || life != c.life {
			return
		}
		*flag = false
		switch r := c.state.Room(room); {
		case err != nil:
			c.pageFailed(h, err)
		case r != nil && r.Stale() && flag != &h.loading.Jump:
			// It belongs to a stretch that is about to be replaced.
		case c.state.AddPage(room, page):
			h.failures = 0
		case again > 0:
			*flag = true
			c.fetchPage(room, path, flag, again-1)
		default:
			c.pageFailed(h, unavailable())
		}
	})
}

// pageFailed holds further requests back for a while.
func (c *Client) pageFailed(h *history, err *shared.Error) {
	if err.Code == shared.CodeNoSession {
		c.end()
		return
	}
	h.loading.Failed = err
	delay := int64(backoffMax)
	if passes(err) {
		delay = max(backoffMin, int64(err.RetryAfter)*1000) + backoff(h.failures, c.config.Random())
	}
	h.failures++
	c.after(delay, func() {
		if h.loading.Failed == err {
			h.loading.Failed = nil
		}
	})
}

// waits reports whether requests other than a jump have to wait.
func (h *history) waits() bool { return h.loading.Jump || h.loading.Failed != nil }

// renewOpened loads the end of the room that the person looks at, where it is
// not loaded or lacks what happened.
func (c *Client) renewOpened() {
	r := c.state.Room(c.reading.open)
	if r == nil || c.line.phase == Ended || c.state.Lost() || (r.Loaded() && !r.Stale()) {
		return
	}
	if h := c.historyOf(r.ID); !h.waits() {
		c.jumpToEnd(r.ID)
	}
}

func (c *Client) historyOf(room shared.RoomID) *history {
	h := c.history[room]
	if h == nil {
		h = &history{quoting: map[shared.Seq]bool{}}
		c.history[room] = h
	}
	return h
}
