package client

import (
	"slices"

	"parley/shared"
)

// The ladder: the transports from the best to the one that gets through
// anywhere. A network that is hostile to one has the client step down, at once
// and from its cursor, so that nothing is lost or heard twice. An outage is no
// fault of the transport: it shows in that ordinary requests fail too.

// SettingTransport pins a transport by its name; "" chooses automatically.
const SettingTransport = "transport"

// Rungs lists the transports of the ladder, best first.
func Rungs() []shared.Transport {
	return []shared.Transport{shared.TransportSSE, shared.TransportWebSocket, shared.TransportLongPoll, shared.TransportPoll}
}

// rungOf reads the name of a transport; "" where it is none of the ladder.
func rungOf(name string) shared.Transport {
	if t := shared.Transport(name); slices.Contains(Rungs(), t) {
		return t
	}
	return ""
}

// Reason is why a transport is not in use.
type Reason string

// The reasons.
const (
	HeldBack   Reason = "held back"   // something on the way keeps what the server sends
	TurnedAway Reason = "turned away" // it can't be opened, though the server answers
	CutOff     Reason = "cut off"     // its connections die young
	Remembered Reason = "remembered"  // it did not work on this network before
)

// Hurdle is a better transport that is not in use.
type Hurdle struct {
	Transport shared.Transport
	Reason    Reason
}

// ladder chooses the transport.
type ladder struct {
	rung     shared.Transport
	pin      shared.Transport // chosen by the person; "" for the ladder's own choice
	network  string           // the network as the server names it; "" where it does not
	met      map[string]bool  // the networks since the page was loaded
	reasons  map[shared.Transport]Reason
	pollWait int // seconds that a long poll waits; 0 for as long as it likes
	turns    int // of the rung: see turnLimit
	deaths   int // and deathLimit
	strikes  int // and strikeLimit
	climb
}

// transport is the one to use.
func (c *Client) transport() shared.Transport {
	if c.ladder.pin != "" {
		return c.ladder.pin
	}
	return c.ladder.rung
}

// step goes to a rung, against which nothing speaks yet.
func (l *ladder) step(to shared.Transport) {
	l.rung = to
	l.pardon()
}

func (l *ladder) pardon() { l.turns, l.deaths, l.strikes = 0, 0, 0 }

// better and worse are the next rungs; "" where there is none.
func (l *ladder) better() shared.Transport { return l.beside(-1) }
func (l *ladder) worse() shared.Transport  { return l.beside(+1) }

func (l *ladder) beside(steps int) shared.Transport {
	rungs := Rungs()
	if i := slices.Index(rungs, l.rung) + steps; i >= 0 && i < len(rungs) {
		return rungs[i]
	}
	return ""
}

// higher reports whether a is the better transport.
func higher(a, b shared.Transport) bool {
	return slices.Index(Rungs(), a) < slices.Index(Rungs(), b)
}

// fall gives the transport up and goes on over the next one. What a person
// pinned is not given up, nor is the last one: they are tried again later.
func (c *Client) fall(why Reason) {
	l := &c.ladder
	next := l.worse()
	if l.pin != "" || next == "" {
		c.line.blocked = l.pin != ""
		c.wait(0)
		return
	}
	l.reasons[l.rung] = why
	l.step(next)
	l.fell()
	c.remember()
	c.line.attempts = 0
	c.attempt()
}

// hurdles tells why the better transports are not in use.
func (c *Client) hurdles() []Hurdle {
	var all []Hurdle
	if c.ladder.pin != "" {
		return nil
	}
	for _, t := range Rungs() {
		if why := c.ladder.reasons[t]; why != "" && higher(t, c.ladder.rung) {
			all = append(all, Hurdle{t, why})
		}
	}
	return all
}
