package state

import (
	"encoding/json"
	"fmt"
	"maps"
	"slices"
	"strings"

	"parley/shared"
)

// View is what a state says about the log, in a form that two clients can be
// compared by: without what is of one device alone (what was seen on it, what it
// has not sent), of the moment (presence), or of its history (chunks, notes).
type View struct {
	Me     shared.Person
	Rooms  []RoomView      // by ID
	People []shared.Person // the members, by ID

	Reports int
	Blocked []shared.PersonID
}

// RoomView is a room in a View.
type RoomView struct {
	Room     shared.Room
	Loaded   bool
	Complete bool                          // whether Messages reach back to the room's first
	Current  bool                          // whether they reach its last
	Messages []shared.Message              // the loaded stretch, oldest first
	Quoted   map[shared.Seq]shared.Message // what those answer, as far as known
}

// View projects the state.
func (s *State) View() View {
	view := View{Me: s.Me(), Reports: s.reports, Blocked: s.blockedList()}
	people := map[shared.PersonID]bool{}
	for _, r := range s.rooms {
		view.Rooms = append(view.Rooms, r.view())
		for _, m := range append(slices.Clone(r.With), r.Members...) {
			if !people[m] {
				people[m] = true
				view.People = append(view.People, s.Person(m))
			}
		}
	}
	slices.SortFunc(view.Rooms, func(a, b RoomView) int { return strings.Compare(string(a.Room.ID), string(b.Room.ID)) })
	slices.SortFunc(view.People, func(a, b shared.Person) int { return strings.Compare(string(a.ID), string(b.ID)) })
	return view
}

func (r *Room) view() RoomView {
	view := RoomView{Room: r.Room, Loaded: r.loaded && !r.stale, Complete: !r.hasOlder, Current: !r.hasNewer}
	view.Room.Members = append([]shared.PersonID{}, r.Members...)
	for _, c := range r.chunks {
		for _, item := range c.Items {
			if item.Note == nil {
				view.Messages = append(view.Messages, item.Message)
				view.quote(r, item.Message.Reply)
			}
		}
	}
	return view
}

func (v *RoomView) quote(r *Room, seq shared.Seq) {
	if m, known := r.Quoted(seq); known && seq != 0 {
		if v.Quoted == nil {
			v.Quoted = map[shared.Seq]shared.Message{}
		}
		v.Quoted[seq] = m
	}
}

// Equal reports whether two clients of one person know the same.
func Equal(a, b *State) bool { return Difference(a, b) == "" }

// Difference says in one line where two clients of one person know different
// things; "" where they don't. Messages are compared where both loaded them.
func Difference(a, b *State) string {
	va, vb := a.View(), b.View()
	if len(va.Rooms) == len(vb.Rooms) {
		for i := range va.Rooms {
			align(&va.Rooms[i], &vb.Rooms[i])
		}
	}
	return cmpJSON(va, vb)
}

// align cuts the messages of two views of a room to what both must know.
func align(a, b *RoomView) {
	if !a.Loaded || !b.Loaded {
		a.Messages, b.Messages, a.Quoted, b.Quoted = nil, nil, nil, nil
	} else {
		low, high := max(a.low(), b.low()), min(a.high(), b.high())
		a.Messages, b.Messages = between(a.Messages, low, high), between(b.Messages, low, high)
	}
	without := func(other *RoomView) func(shared.Seq, shared.Message) bool {
		return func(seq shared.Seq, _ shared.Message) bool { _, known := other.Quoted[seq]; return !known }
	}
	maps.DeleteFunc(a.Quoted, without(b))
	maps.DeleteFunc(b.Quoted, without(a))
	if len(a.Quoted) == 0 {
		a.Quoted, b.Quoted = nil, nil
	}
	a.Loaded, a.Complete, a.Current = false, false, false
	b.Loaded, b.Complete, b.Current = false, false, false
}

// low and high are the bounds of what the view's messages answer for.
func (v *RoomView) low() shared.Seq {
	if v.Complete || len(v.Messages) == 0 {
		return 0
	}
	return v.Messages[0].Seq
}

func (v *RoomView) high() shared.Seq {
	const end = 1<<63 - 1
	if v.Current || len(v.Messages) == 0 {
		return end
	}
	return v.Messages[len(v.Messages)-1].Seq
}

func between(messages []shared.Message, low, high shared.Seq) []shared.Message {
	within := []shared.Message{}
	for _, m := range messages {
		if m.Seq >= low && m.Seq <= high {
			within = append(within, m)
		}
	}
	return within
}

// cmpJSON tells two values apart by their JSON, from where it differs.
func cmpJSON(a, b any) string {
	const before, after = 60, 120
	ja, err := json.Marshal(a)
	jb, errB := json.Marshal(b)
	if err != nil || errB != nil {
		return fmt.Sprint("can't be compared: ", err, errB)
	}
	at := 0
	for at < min(len(ja), len(jb)) && ja[at] == jb[at] {
		at++
	}
	if at == len(ja) && at == len(jb) {
		return ""
	}
	part := func(j []byte) []byte { return j[max(0, at-before):min(len(j), at+after)] }
	return fmt.Sprintf("…%s… differs from …%s…", part(ja), part(jb))
}
