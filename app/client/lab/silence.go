package lab

import (
	"parley/app/client/transport"
	"parley/shared"
)

// silenceLooks is how often in a row, each time the server's counts are looked
// at, an iframe may be found without what others have.
const silenceLooks = 3

// silence watches over the iframe. Of a page that broke off a browser tells
// nothing, and its document goes on loading for ever: what gives it away is that
// it has not brought what all others have.
type silence struct {
	at    shared.Cursor // where the column was
	looks int           // since then, with something to bring
}

// overhear looks once. A page that is held back is not broken.
func (c *Column) overhear() {
	head := c.bench.journal.head
	listening := c.Transport == shared.TransportFrame && c.phase == Listening && !c.Held()
	if !listening || head.Epoch == "" || head == c.cursor || c.silence.at != c.cursor {
		c.silence = silence{at: c.cursor}
		return
	}
	if c.silence.looks++; c.silence.looks >= silenceLooks {
		c.broken(transport.Break{Refused: true})
	}
}
