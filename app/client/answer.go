package client

import "parley/shared"

// Answer says which message the next post to a room answers; 0 for none.
func (c *Client) Answer(room shared.RoomID, seq shared.Seq) {
	if seq == 0 {
		delete(c.answers, room)
	} else {
		c.answers[room] = seq
	}
	c.settle()
}

// Answering is the message that the next post to a room answers, as far as it can
// be answered; ok is false for none.
func (c *Client) Answering(room shared.RoomID) (m shared.Message, ok bool) {
	seq := c.answers[room]
	r := c.state.Room(room)
	if seq == 0 || r == nil {
		return m, false
	}
	return r.Quoted(seq)
}

// fetchQuoted asks for a message that one in the opened room answers and that is
// not known: it is far above what is loaded. What was not to be had shows as an
// answer to something unknown.
func (c *Client) fetchQuoted() {
	r := c.state.Room(c.reading.open)
	if r == nil || c.line.phase != Live || c.state.Lost() || !r.Loaded() {
		return
	}
	seq, h := r.Unquoted(), c.historyOf(r.ID)
	if seq == 0 || h.quoting[seq] {
		return
	}
	h.quoting[seq] = true
	room, life := r.ID, c.life
	path := seqQuery(shared.PathMessages(room), "around", seq) + "&limit=1"
	var page shared.Page
	c.call("GET", path, nil, &page, requestTimeout, func(err *shared.Error) {
		if life != c.life || err == nil && c.state.AddQuoted(room, page) {
			return
		}
		c.after(backoffMin, func() { delete(h.quoting, seq) })
	})
}
