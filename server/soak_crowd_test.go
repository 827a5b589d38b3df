package main

import (
	"cmp"
	"context"
	"fmt"
	"io"
	"math/rand/v2"
	"net/http"
	"strings"
	"sync"
	"time"

	"parley/server/feed/feedtest"
	"parley/shared"
)

// How many there are of each, and how long between two things that one does.
const (
	soakWriters   = 6
	soakWanderers = 4
	soakPassers   = 12
	soakStuck     = 4
	soakPace      = 50 * time.Millisecond
	soakCutPace   = 150 * time.Millisecond
)

// crowd is who takes part in a soak.
type crowd struct {
	visit  *house
	rooms  []shared.RoomID
	den    shared.RoomID // a private room of the founder's, for wanderers to be added to and removed from
	guests []*guest
	busy   sync.WaitGroup

	mu       sync.Mutex
	listen   []*follower // guarded by mu: those that are cut off now and then
	messages []said      // guarded by mu: the newest ones, to be changed and reacted to
}

// said is a message that is there.
type said struct {
	room shared.RoomID
	seq  shared.Seq
	by   shared.PersonID
}

func gather(visit *house) *crowd {
	c := &crowd{visit: visit, rooms: []shared.RoomID{shared.General}}
	founder := c.enter("Founder")
	for _, name := range []string{"attic", "cellar", "garden"} {
		founder.do("", shared.CreateRoom{Name: name})
		c.rooms = append(c.rooms, shared.RoomID(name))
	}
	c.den = founder.chat("den")
	for i := range soakWriters + soakWanderers + soakPassers + soakStuck {
		c.enter(fmt.Sprintf("Guest %d", i))
	}
	for _, writer := range c.guests[1 : 1+soakWriters] {
		c.joinAll(writer)
	}
	return c
}

func (c *crowd) enter(name string) *guest {
	g := c.visit.enter(name)
	c.guests = append(c.guests, g)
	return g
}

func (c *crowd) joinAll(g *guest) {
	for _, room := range c.rooms[1:] {
		g.do(room, shared.Join{})
	}
}

// sampled begins to listen over each transport, some in all rooms and some in one.
func (c *crowd) sampled() []*follower {
	var all []*follower
	for _, over := range []shared.Transport{shared.TransportSSE, shared.TransportSSE, shared.TransportWebSocket, shared.TransportLongPoll, shared.TransportPoll} {
		for i := range 2 {
			g := c.enter(fmt.Sprintf("Listener %d", len(all)))
			if i == 0 {
				c.joinAll(g)
			}
			all = append(all, c.visit.follows(g, over))
		}
	}
	c.mu.Lock()
	defer c.mu.Unlock()
	c.listen = all
	return all
}

// roaming begins to listen as those who join rooms and leave them.
func (c *crowd) roaming() (all []*follower) {
	over := []shared.Transport{shared.TransportSSE, shared.TransportWebSocket, shared.TransportLongPoll, shared.TransportPoll}
	for i, g := range c.guests[1+soakWriters : 1+soakWriters+soakWanderers] {
		all = append(all, c.visit.follows(g, over[i%len(over)]))
	}
	c.mu.Lock()
	defer c.mu.Unlock()
	c.listen = append(c.listen, all...)
	return all
}

// checkRoaming holds what those heard to the whole log, which the founder of the
// rooms has: in order, nothing twice, nothing of a room that they were not in, and
// nothing missing of what is still for them.
func (c *crowd) checkRoaming(all []*follower) {
	t := c.visit.t
	t.Helper()
	events := c.guests[0].log()
	head := events[len(events)-1].Seq
	log, traces := feedtest.Of(events), map[trace]bool{}
	for _, e := range events {
		traces[traceOf(e)] = true
	}
	for _, f := range all {
		until(t, fmt.Sprintf("%s over %s is at %d", f.me.Name, f.over, head), func() bool { return f.cursor().Seq >= head })
		f.end()
		heard := feedtest.Heard{Person: f.me.ID, After: f.start.Seq, Until: head}
		for _, one := range f.heard {
			if !traces[one] {
				t.Errorf("%s heard %d, and it is not as in the log", f.me.Name, one.seq)
			}
			heard.Events = append(heard.Events, one.seq)
		}
		if err := cmp.Or(f.wrong, log.Check(heard)); err != nil {
			t.Errorf("%s, who joins and leaves, over %s: %v", f.me.Name, f.over, err)
		}
		t.Logf("%s, who joins and leaves, heard %d of %d events over %s", f.me.Name, len(f.heard), len(events), f.over)
	}
}

// begin has everyone do what they do until ctx is done.
func (c *crowd) begin(ctx context.Context) {
	guests := c.guests[1:]
	for _, one := range []struct {
		many int
		does func(context.Context, *guest)
	}{{soakWriters, c.writes}, {soakWanderers, c.wanders}, {soakPassers, c.passes}, {soakStuck, c.sticks}} {
		for _, g := range guests[:one.many] {
			c.busy.Go(func() { one.does(ctx, g) })
		}
		guests = guests[one.many:]
	}
	c.busy.Go(func() { c.comesAndLeaves(ctx) })
	c.busy.Go(func() { c.cuts(ctx) })
}

// paced calls do again and again, with a pause that is about as long as pace.
func paced(ctx context.Context, pace time.Duration, do func()) {
	for {
		select {
		case <-time.After(pace/2 + rand.N(pace)):
			do()
		case <-ctx.Done():
			return
		}
	}
}

// writes posts, and changes or reacts to what is there.
func (c *crowd) writes(ctx context.Context, g *guest) {
	emoji := []string{"👍", "🎉", "❤️"}
	paced(ctx, soakPace, func() {
		room, old := c.rooms[rand.N(len(c.rooms))], c.some(g.me.ID)
		mark := emoji[rand.N(len(emoji))]
		switch dice := rand.N(10); {
		case dice < 6 || old.seq == 0:
			text := strings.Repeat("长 word ", 1+rand.N(60))
			c.keep(said{room, g.post(room, text), g.me.ID})
		case dice == 6:
			g.do(old.room, shared.EditMessage{Message: old.seq, Text: fmt.Sprint("changed to ", rand.Int())})
		case dice == 7:
			g.do(old.room, shared.AddReaction{Message: old.seq, Emoji: mark})
		case dice == 8:
			g.do(old.room, shared.RemoveReaction{Message: old.seq, Emoji: mark})
		default:
			g.must("POST", shared.PathTyping(room), nil, nil)
		}
	})
}

func (c *crowd) keep(m said) {
	const kept = 64
	c.mu.Lock()
	defer c.mu.Unlock()
	if c.messages = append(c.messages, m); len(c.messages) > kept {
		c.messages = c.messages[1:]
	}
}

// some gives a message of someone's, or none.
func (c *crowd) some(by shared.PersonID) said {
	c.mu.Lock()
	defer c.mu.Unlock()
	for _, i := range rand.Perm(len(c.messages)) {
		if c.messages[i].by == by {
			return c.messages[i]
		}
	}
	return said{}
}

// wanders joins a room and leaves it, or is brought into a private one and removed.
func (c *crowd) wanders(ctx context.Context, g *guest) {
	paced(ctx, 4*soakPace, func() {
		if founder := c.guests[0]; rand.N(2) == 0 {
			founder.do(c.den, shared.AddPerson{Person: g.me.ID})
			founder.post(c.den, "among us")
			founder.do(c.den, shared.RemovePerson{Person: g.me.ID})
			return
		}
		room := c.rooms[1+rand.N(len(c.rooms)-1)]
		g.do(room, shared.Join{})
		g.do(room, shared.Leave{})
	})
}

// passes opens a stream of any kind, from now or from some time ago, reads a bit
// of it, and goes: in an orderly way, or in the middle of a byte.
func (c *crowd) passes(ctx context.Context, g *guest) {
	start := g.snapshot().Cursor
	paced(ctx, 2*soakPace, func() {
		path := streams[rand.N(len(streams))] + "?room=general&wait=5"
		if rand.N(2) == 0 {
			path = strings.Replace(path, "&wait", "&after="+start.String()+"&wait", 1)
			start = g.snapshot().Cursor
		}
		conn, err := g.reaches(path)
		if err != nil {
			g.t.Errorf("%s can't connect: %v", g.me.Name, err)
			return
		}
		defer conn.Close()
		conn.SetReadDeadline(time.Now().Add(rand.N(4 * soakPace)))
		io.CopyN(io.Discard, conn, rand.N[int64](20_000))
		if rand.N(2) == 0 {
			conn.SetLinger(0)
		}
	})
}

// sticks opens a stream from the beginning and never reads it.
func (c *crowd) sticks(ctx context.Context, g *guest) {
	start := g.snapshot().Cursor
	for ctx.Err() == nil {
		conn, err := g.reaches(streams[rand.N(len(streams))] + "?room=general&after=" + start.String())
		if err != nil {
			g.t.Errorf("%s can't connect: %v", g.me.Name, err)
			return
		}
		conn.SetReadBuffer(4096)
		select {
		case <-time.After(rand.N(40 * time.Second)): // some until the server has had enough of them
		case <-ctx.Done():
		}
		conn.Close()
	}
}

// comesAndLeaves enters under a new name, posts, listens, and leaves for good.
func (c *crowd) comesAndLeaves(ctx context.Context) {
	n := 0
	paced(ctx, 4*soakPace, func() {
		n++
		g := c.visit.enter(fmt.Sprintf("Passer-by %d %d", n, rand.Int32()))
		defer g.http.CloseIdleConnections()
		ear := g.listen("", "")
		defer ear.close()
		g.post(shared.General, "hello")
		g.must("DELETE", shared.PathSession, nil, nil)
	})
}

// cuts breaks the connections of those who listen to everything.
func (c *crowd) cuts(ctx context.Context) {
	paced(ctx, soakCutPace, func() {
		c.mu.Lock()
		defer c.mu.Unlock()
		if len(c.listen) > 0 {
			c.listen[rand.N(len(c.listen))].cut()
		}
	})
}

// closing has a guest keep no connection between requests.
func (g *guest) closing() *guest {
	g.http.Transport = &http.Transport{DisableKeepAlives: true}
	return g
}
