package client

import (
	"cmp"
	"encoding/json"
	"slices"

	"parley/shared"
)

// Limits of what is remembered of networks.
const (
	networksKept  = 20
	networkForget = 30 * 24 * 60 * 60_000 // milliseconds after which one is forgotten
)

// network is what worked where something better did not. A network on which the
// best transport works is not remembered.
type network struct {
	Transport shared.Transport `json:"transport"`
	PollWait  int              `json:"poll_wait,omitempty"` // see ladder.pollWait
	At        int64            `json:"at"`                  // when that was learned
	key       string
}

// isOn takes in the name of the network as the server calls it; "" is none. A
// device may be on two at once, by IPv4 and by IPv6: so only one that was not met
// before is a reason to try again what failed.
func (c *Client) isOn(name string) {
	l := &c.ladder
	if name == "" || name == l.network {
		return
	}
	before := l.network
	l.network = name
	kept := c.networkNamed(name)
	switch {
	case before == "" && kept == nil:
		c.remember() // it had no name till now
	case l.met[name]:
	case kept == nil || higher(kept.Transport, l.rung):
		c.climbSoon()
	}
	l.meet(name)
}

func (l *ladder) meet(name string) {
	if l.met == nil {
		l.met = map[string]bool{}
	}
	l.met[name] = true
}

// moved notes that the device says to be on another network: nothing speaks
// against the better transports there.
func (c *Client) moved() {
	if c.ladder.pin == "" && c.ladder.better() != "" {
		c.climbSoon()
	}
}

// recall begins with what worked on this network.
func (c *Client) recall() {
	l := &c.ladder
	c.forgetNetworks()
	l.meet(l.network)
	l.step(shared.TransportSSE)
	clear(l.reasons)
	l.pollWait = 0
	kept := c.networkNamed(l.network)
	if kept == nil {
		return
	}
	l.step(kept.Transport)
	l.pollWait = kept.PollWait
	for _, t := range Rungs() {
		if higher(t, kept.Transport) {
			l.reasons[t] = Remembered
		}
	}
}

// remember keeps what works on this network; what a person pinned is no sign of it.
func (c *Client) remember() {
	l := &c.ladder
	if l.pin != "" {
		return
	}
	key := keyNetworks + l.network
	if l.rung == shared.TransportSSE {
		c.config.Storage.Set(key, "")
		return
	}
	kept, err := json.Marshal(network{Transport: l.rung, PollWait: l.pollWait, At: c.Now()})
	if err == nil {
		c.config.Storage.Set(key, string(kept))
	}
}

// networkNamed is what is remembered of a network; nil for nothing.
func (c *Client) networkNamed(name string) *network {
	n := network{key: keyNetworks + name}
	if json.Unmarshal([]byte(c.config.Storage.Get(n.key)), &n) != nil || rungOf(string(n.Transport)) == "" {
		return nil
	}
	if n.PollWait < 0 || c.Now()-n.At > networkForget {
		return nil
	}
	return &n
}

// forgetNetworks removes what is old, and all beyond the number that is kept.
func (c *Client) forgetNetworks() {
	var all []*network
	for _, key := range c.config.Storage.Keys(keyNetworks) {
		if n := c.networkNamed(key[len(keyNetworks):]); n != nil {
			all = append(all, n)
		} else {
			c.config.Storage.Set(key, "")
		}
	}
	slices.SortFunc(all, func(a, b *network) int { return cmp.Compare(b.At, a.At) })
	for _, n := range all[min(len(all), networksKept):] {
		c.config.Storage.Set(n.key, "")
	}
}
