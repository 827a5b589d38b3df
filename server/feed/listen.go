package feed

import (
	"context"
	"slices"
	"time"

	"parley/shared"
)

// Who listens: a person, in one session, over one transport.
type Who struct {
	Person    shared.PersonID
	Session   string // names the session for EndSession
	Transport shared.Transport
	// Linger is how long the person stays online after closing, beyond what
	// bridges a reload: for a transport that comes back by and by.
	Linger time.Duration
	// Over, where there is one, tells whether for this listener the log is
	// complete, wherever they are. It must not call the feed. Look has them ask.
	Over func() bool
	// Ended, where there is one, is called as wake is, and only when the
	// listener has ended: whoever is stuck in a write would not look.
	Ended func()
	// Seat, where there is one, is held while the listener is open.
	Seat Seat
}

func (w Who) over() bool { return w.Over != nil && w.Over() }

// Listen begins to listen after a cursor, or at the head where it is nil. Where
// the log can't be followed from the cursor, the first Next tells of a reset.
//
// wake is called when there is something new after a Next that reached the end,
// or the listener has ended. It must not block nor call the feed; it can be
// called from any goroutine, once more than there is something new, and once
// more after Close.
//
// The errors are ErrSessionEnded, ErrClosing, that of the seat, and those of the log.
func (f *Feed) Listen(ctx context.Context, who Who, after *shared.Cursor, wake func()) (*Listener, error) {
	if err := who.takeSeat(); err != nil {
		return nil, err
	}
	l, err := f.join(ctx, who, after, wake)
	if err != nil {
		who.leaveSeat()
	}
	return l, err
}

func (f *Feed) join(ctx context.Context, who Who, after *shared.Cursor, wake func()) (*Listener, error) {
	latest, err := f.latest(ctx, who.Person, after)
	if err != nil {
		return nil, err
	}
	p, settled, err := f.meet(who)
	if err != nil {
		return nil, err
	}
	settle := func() {}
	if !settled {
		rooms, at, err := f.log.Memberships(ctx, who.Person)
		if err != nil {
			f.locked(func() { f.unmeet(p) })
			return nil, err
		}
		settle = func() { f.settle(p, rooms, at) }
	}
	l := &Listener{feed: f, person: p, who: who, wake: wake, awake: true}
	if err := f.attach(l, after, latest, settle); err != nil {
		return nil, err
	}
	return l, nil
}

// latest asks the log how far it goes where a cursor is ahead of what was
// published: a snapshot can be of a moment before its publication.
func (f *Feed) latest(ctx context.Context, id shared.PersonID, after *shared.Cursor) (shared.Seq, error) {
	f.mu.RLock()
	head := f.head
	f.mu.RUnlock()
	if after == nil || after.Epoch != f.epoch || after.Seq <= head {
		return head, nil
	}
	_, at, err := f.log.Memberships(ctx, id)
	return at, err
}

// meet finds or makes the person, and holds them until attach or unmeet.
func (f *Feed) meet(who Who) (p *person, settled bool, err error) {
	f.mu.Lock()
	defer f.mu.Unlock()
	if err := f.refuse(who); err != nil {
		return nil, false, err
	}
	p = f.people[who.Person]
	if p == nil {
		p = &person{id: who.Person, settling: new(settling)}
		f.people[who.Person] = p
	}
	delete(f.leaving, p)
	p.held++
	return p, p.settling == nil, nil
}

func (f *Feed) unmeet(p *person) {
	p.held--
	f.linger(p, 0)
}

// attach adds the listener, its person being settled first where that is not
// done yet.
func (f *Feed) attach(l *Listener, after *shared.Cursor, latest shared.Seq, settle func()) error {
	f.mu.Lock()
	defer f.mu.Unlock()
	l.person.held--
	if err := f.refuse(l.who); err != nil {
		f.linger(l.person, 0)
		return err
	}
	if l.person.settling != nil {
		settle()
	}
	l.start(after, max(latest, f.head))
	l.person.listeners = append(l.person.listeners, l)
	f.listeners[l.who.Transport]++
	return nil
}

func (f *Feed) refuse(who Who) error {
	if f.closing {
		return ErrClosing
	}
	if _, revoked := f.revoked[who.Session]; revoked {
		return ErrSessionEnded
	}
	return nil
}

// start puts the listener at its cursor. The log goes up to latest.
func (l *Listener) start(after *shared.Cursor, latest shared.Seq) {
	l.seq = l.feed.head
	if after != nil {
		l.stale = after.Epoch != l.feed.epoch || after.Seq > latest
		if !l.stale {
			l.seq = after.Seq
		}
	}
	l.told = l.seq
}

// Close ends listening. The listener must not be used again, but to close it.
func (l *Listener) Close() {
	if l.detach() {
		l.who.leaveSeat()
	}
}

// Leave is Close for someone who hung up: they don't linger.
func (l *Listener) Leave() {
	l.who.Linger = 0
	l.Close()
}

// detach is the reverse of attach, and reports whether that was not done before.
func (l *Listener) detach() bool {
	f := l.feed
	f.mu.Lock()
	defer f.mu.Unlock()
	at := slices.Index(l.person.listeners, l)
	if at < 0 {
		return false
	}
	l.person.listeners = slices.Delete(l.person.listeners, at, at+1)
	if f.listeners[l.who.Transport]--; f.listeners[l.who.Transport] == 0 {
		delete(f.listeners, l.who.Transport)
	}
	f.linger(l.person, l.who.Linger)
	return true
}
