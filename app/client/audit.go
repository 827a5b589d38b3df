package client

import (
	"slices"

	"parley/shared"
)

// auditPages is how many answers an audit reads at most.
const auditPages = 8

// audit reads once more, by other requests than those that brought it, what the
// log has for the person in the last gap, and counts what did not arrive.
func (c *Client) audit() {
	gap := c.line.gap.last
	if gap == nil || gap.Checked || c.line.phase != Live {
		return
	}
	c.auditFrom(gap, shared.Cursor{Epoch: c.state.Cursor().Epoch, Seq: gap.From}, 0, auditPages)
}

func (c *Client) auditFrom(gap *Gap, at shared.Cursor, found, pages int) {
	if pages == 0 {
		return
	}
	var poll shared.Poll
	path := query(shared.PathPoll, "after", at.String()) + "&wait=0"
	c.call("GET", path, nil, &poll, checkTimeout, func(err *shared.Error) {
		if err != nil || poll.Reset || poll.Cursor.Epoch != at.Epoch || gap != c.line.gap.last {
			return // it can't be known
		}
		done := len(poll.Events) == 0 || poll.Cursor.Seq >= gap.To
		for _, e := range poll.Events {
			if _, came := slices.BinarySearch(c.line.gap.held, e.Seq); e.Seq <= gap.To && !came {
				found++
			}
		}
		if !done {
			c.auditFrom(gap, poll.Cursor, found, pages-1)
			return
		}
		gap.Checked, gap.Missing = true, found
	})
}
