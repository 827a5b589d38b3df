package main

import (
	"fmt"
	"math/rand/v2"
	"net/http"
	"testing"

	"parley/app/client"
	"parley/app/state"
	"parley/server/chat"
	"parley/shared"
)

// TestStateEquivalence lets several people, each over another transport or over
// one after another, do random things while their connections are cut and the
// server restarts. In the end, each client that followed live
// holds what one that starts from a fresh snapshot holds, and what each person
// heard is the log as they may see it: in order, nothing missing, nothing twice.
func TestStateEquivalence(t *testing.T) {
	t.Parallel()
	walks, steps := 6, 400
	if testing.Short() {
		walks, steps = 2, 150
	}
	for range walks {
		seed := rand.Uint64()
		t.Run(fmt.Sprint(seed), func(t *testing.T) { walkTogether(t, rand.New(rand.NewPCG(seed, 0)), steps) })
	}
}

func walkTogether(t *testing.T, random *rand.Rand, steps int) {
	h := openHouse(t)
	w := &walk{house: h, random: random}
	pins := append(client.Rungs(), "")
	for i, name := range []string{"Ann", "小明", "Tomás", "Zoë", "Bo"} {
		w.people = append(w.people, h.enter(name).carries(pins[i]))
	}
	for _, d := range w.people {
		h.gives(d.guest.me.ID, shared.RoleOwner)
	}
	w.began = w.people[len(w.people)-1].guest.snapshot().Cursor.Seq
	for range steps {
		w.step()
	}
	w.settle()
	for _, d := range w.people {
		w.compare(d)
		w.audit(d)
	}
}

// walk is what a random walk needs to know to take its next step.
type walk struct {
	house  *house
	random *rand.Rand
	people []*device
	began  shared.Seq // from here on everybody listened
	rooms  []shared.RoomID
	posted []place
	banned []shared.PersonID // or let in again
	turns  int

	reports []shared.Seq // or seen to
}

// place is a message and where it is.
type place struct {
	room shared.RoomID
	seq  shared.Seq
}

func (w *walk) step() {
	w.turns++
	d := w.people[w.random.IntN(len(w.people))]
	switch n := w.random.IntN(100); {
	case n < 7:
		d.cut()
	case n == 7:
		pins := append(client.Rungs(), "")
		pin := pins[w.random.IntN(len(pins))]
		d.ask(func() { d.client.Set(client.SettingTransport, string(pin)) })
	case n == 8 && w.turns%4 == 0:
		w.house.restart()
	case n < 14:
		room := w.room()
		d.ask(func() {
			d.client.Open(room)
			d.client.Attend(n%2 == 0)
			d.client.Older(room)
			d.client.Latest(room)
		})
	default:
		w.command(d)
	}
}

func (w *walk) room() shared.RoomID {
	if n := w.random.IntN(len(w.rooms) + 2); n < len(w.rooms) {
		return w.rooms[n]
	}
	return shared.General
}

func (w *walk) message() place {
	if len(w.posted) == 0 {
		return place{shared.General, 1}
	}
	return w.posted[w.random.IntN(len(w.posted))]
}

// command has something random done; that it is often refused is part of it.
func (w *walk) command(d *device) {
	room, message := w.room(), w.message()
	emoji := []string{"🎉", "👀", "👍"}[w.random.IntN(3)]
	command := shared.Command{ID: newID(), Room: room}
	someone := w.people[w.random.IntN(len(w.people))].guest.me.ID
	switch w.random.IntN(28) {
	case 0:
		command.Room, command.Body = "", shared.CreateRoom{Name: fmt.Sprint("Room ", len(w.rooms)), Topic: "茶", Private: w.random.IntN(2) == 0}
	case 23:
		command.Body = shared.SetLevel{Level: shared.LevelNone}
		if w.random.IntN(2) == 0 {
			command.Body = shared.HideRoom{}
		}
	case 19, 20:
		command.Body = shared.AddPerson{Person: someone}
	case 21:
		command.Body = shared.RemovePerson{Person: someone}
	case 22:
		command.Body = shared.OpenDirect{People: []shared.PersonID{someone, w.people[w.random.IntN(len(w.people))].guest.me.ID}}
	case 1:
		command.Body = shared.RenameRoom{Name: fmt.Sprint("Renamed ", w.turns), Topic: fmt.Sprint(w.turns)}
	case 2:
		command.Body = shared.Join{}
	case 3:
		command.Body = shared.Leave{}
	case 4:
		command.Room, command.Body = "", shared.Rename{Name: fmt.Sprint(d.guest.me.Name, " ", w.turns)}
	case 5, 6:
		command.Room, command.Body = message.room, shared.EditMessage{Message: message.seq, Text: fmt.Sprint("*edited* ", w.turns)}
	case 7:
		command.Room, command.Body = message.room, shared.DeleteMessage{Message: message.seq}
	case 8, 9:
		command.Room, command.Body = message.room, shared.AddReaction{Message: message.seq, Emoji: emoji}
	case 10:
		command.Room, command.Body = message.room, shared.RemoveReaction{Message: message.seq, Emoji: emoji}
		switch w.random.IntN(4) {
		case 0:
			command.Body = shared.PinMessage{Message: message.seq}
		case 2:
			command.Body = shared.UnpreviewMessage{Message: message.seq}
		case 1:
			command.Body = shared.UnpinMessage{Message: message.seq}
		}
	case 17:
		w.house.finds(message.room, message.seq, shared.Preview{URL: walkLink, Site: "Example", Title: fmt.Sprint("Title ", w.turns)})
		return
	case 11:
		other := w.people[w.random.IntN(len(w.people))]
		roles := shared.Roles()[1:]
		command.Room, command.Body = "", shared.ChangeRole{Person: other.guest.me.ID, Role: roles[w.random.IntN(len(roles))]}
	case 25:
		command.Room, command.Body = "", w.banOrPardon()
	case 27:
		command.Room, command.Body = "", shared.BlockPerson{Person: someone}
		if w.random.IntN(2) == 0 {
			command.Body = shared.UnblockPerson{Person: someone}
		}
	case 26:
		command.Room, command.Body = message.room, shared.MakeReport{Message: message.seq, Why: "spam"}
		if w.random.IntN(2) == 0 && len(w.reports) > 0 {
			command.Room, command.Body = "", shared.CloseReport{Report: w.reports[w.random.IntN(len(w.reports))]}
		}
	case 24:
		if w.random.IntN(2) == 0 {
			w.house.node.store.Do(w.house.t.Context(), someone, shared.Command{ID: newID(), Body: shared.SetPicture{Picture: shared.PictureID(fmt.Sprintf("%064d", w.random.IntN(3)))}})
			return
		}
		command.Room, command.Body = "", shared.SetStatus{Status: []string{"", "away", "🌴"}[w.random.IntN(3)]}
	case 12:
		command.Room, command.Body = message.room, shared.ReadRoom{Message: message.seq}
	case 13:
		command.Room, command.Body = message.room, shared.UnreadRoom{Message: message.seq}
	case 16:
		command.Room, command.Body = "", shared.MutePerson{Person: someone, Minutes: w.random.IntN(2)}
	case 15:
		command.Body = shared.RestrictRoom{Restrictions: shared.Restrictions{Locked: w.random.IntN(3) == 0, Slow: w.random.IntN(2)}}
	case 14:
		if w.random.IntN(10) == 0 {
			command.Body = shared.ArchiveRoom{}
			break
		}
		fallthrough
	default:
		other := w.people[w.random.IntN(len(w.people))]
		post := shared.PostMessage{Text: fmt.Sprint("message **", w.turns, "** @", other.guest.me.Name, []string{"", " " + walkLink}[w.random.IntN(2)])}
		if w.random.IntN(3) == 0 && len(w.posted) > 0 {
			command.Room, post.Reply = message.room, message.seq
		}
		post.Files = w.uploads(d, command.Room)
		command.Body = post
	}
	status, answer := d.guest.ask("POST", shared.PathCommands, command)
	if status != 200 {
		return
	}
	var reply shared.CommandReply
	read(w.house.t, answer, &reply)
	switch command.Body.(type) {
	case shared.PostMessage:
		w.posted = append(w.posted, place{command.Room, reply.Seq})
	case shared.MakeReport:
		w.reports = append(w.reports, reply.Seq)
	case shared.CreateRoom, shared.OpenDirect:
		w.rooms = append(w.rooms, reply.Room)
	}
}

// banOrPardon has somebody banned who came to talk with one of them, or one of those
// let in again.
func (w *walk) banOrPardon() shared.CommandBody {
	if len(w.banned) > 0 && w.random.IntN(2) == 0 {
		return shared.UnbanPerson{Person: w.banned[w.random.IntN(len(w.banned))]}
	}
	visitor := w.house.account(fmt.Sprint("Visitor ", w.turns))
	reply := visitor.talks(w.people[w.random.IntN(len(w.people))].guest.me.ID)
	w.rooms = append(w.rooms, reply)
	w.banned = append(w.banned, visitor.me.ID)
	return shared.BanPerson{Person: visitor.me.ID}
}

// talks opens a direct room with people.
func (g *guest) talks(with ...shared.PersonID) shared.RoomID {
	g.t.Helper()
	var reply shared.CommandReply
	g.must("POST", shared.PathCommands, shared.Command{ID: newID(), Body: shared.OpenDirect{People: with}}, &reply)
	return reply.Room
}

// walkLink is where messages of the walk lead to.
const walkLink = "https://example.org/"

// uploads brings a file to a room, now and then, where the person may.
func (w *walk) uploads(d *device, room shared.RoomID) []shared.FileID {
	if w.random.IntN(3) > 0 {
		return nil
	}
	status, answer := d.guest.ask("POST", pathUpload(room, "a.txt"), fmt.Sprint("file ", w.turns%7))
	if status != http.StatusCreated {
		return nil
	}
	var reply shared.FileReply
	read(w.house.t, answer, &reply)
	return []shared.FileID{reply.File.ID}
}

// auditFiles holds which files a person may have against the log: those of the
// messages that stand in the rooms where they are.
func (w *walk) auditFiles(d *device, log []chat.Entry, in map[shared.RoomID]shared.Seq) {
	gone := map[shared.Seq]bool{}
	for _, entry := range log {
		if deleted, ok := entry.Event.Body.(shared.MessageDeleted); ok {
			gone[deleted.Message] = true
		}
	}
	for _, entry := range log {
		posted, ok := entry.Event.Body.(shared.MessagePosted)
		if !ok {
			continue
		}
		_, member := in[entry.Event.Room]
		for _, file := range posted.Files {
			status, _ := d.guest.ask("GET", shared.PathFile(entry.Event.Room, file.ID), nil)
			if may := member && !gone[entry.Event.Seq]; may != (status == http.StatusOK) {
				w.house.t.Errorf("%s asks for a file of %d and gets %d; may they have it: %v", d.guest.me.Name, entry.Event.Seq, status, may)
			}
		}
	}
}

// settle waits until everybody has heard the last event, which is one that
// concerns everyone.
func (w *walk) settle() {
	last := w.people[0].guest.do("", shared.Rename{Name: "The End"})
	for _, d := range w.people {
		d.until("the last event", func() bool {
			return d.client.State().Cursor().Seq >= last && d.client.Connection().Phase == client.Live && !d.client.State().NeedsSnapshot()
		})
	}
}

// compare holds a client that followed live against one that starts afresh.
func (w *walk) compare(d *device) {
	t := w.house.t
	fresh := state.New()
	snapshot := d.guest.snapshot()
	fresh.Load(snapshot)
	for _, room := range snapshot.Rooms {
		fresh.AddPage(room.ID, d.guest.history(room.ID, "?limit=200"))
	}
	d.ask(func() {
		if difference := state.Difference(d.client.State(), fresh); difference != "" {
			t.Errorf("%s: live and fresh differ: %s", d.guest.me.Name, difference)
		}
	})
}

// audit holds what a person heard against the log. Everything that they may see
// to the end must be there; what they could see only for a time may be.
func (w *walk) audit(d *device) {
	t, me := w.house.t, d.guest.me.ID
	log, in := w.house.everything(), map[shared.RoomID]shared.Seq{}
	may := map[shared.Seq]bool{}
	for _, entry := range log {
		for _, move := range chat.Moves(entry.Event) {
			if _, there := in[move.Room]; move.Person == me && move.In && !there {
				in[move.Room] = entry.Event.Seq
			}
		}
		may[entry.Event.Seq] = chat.Reading{Person: me, Rooms: in}.Sees(entry)
		for _, move := range chat.Moves(entry.Event) {
			if move.Person == me && !move.In {
				delete(in, move.Room)
			}
		}
	}
	w.auditFiles(d, log, in)
	var heard []shared.Event
	d.ask(func() { heard = d.heard })
	got, newest := map[shared.Seq]bool{}, shared.Seq(0)
	for _, event := range heard {
		if event.Seq <= newest {
			t.Errorf("%s heard %d after %d", d.guest.me.Name, event.Seq, newest)
		}
		if !may[event.Seq] {
			t.Errorf("%s heard %d, which they may not see", d.guest.me.Name, event.Seq)
		}
		newest = event.Seq
		got[event.Seq] = true
	}
	for _, entry := range log {
		if seq := entry.Event.Seq; seq > w.began && (chat.Reading{Person: me, Rooms: in}).Sees(entry) && !got[seq] {
			t.Errorf("%s never heard %d (%s)", d.guest.me.Name, seq, entry.Event.Kind())
		}
	}
}

// everything reads the whole log, whoever may see it.
func (h *house) everything() (entries []chat.Entry) {
	h.t.Helper()
	for seq := shared.Seq(1); seq <= h.node.store.Head(); seq++ {
		event, err := h.node.store.Event(h.t.Context(), seq)
		if err != nil {
			h.t.Fatal(err)
		}
		entries = append(entries, chat.Entry{Event: event, Audience: chat.AudienceOf(event)})
	}
	return entries
}
