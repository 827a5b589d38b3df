package chattest

import (
	"fmt"
	"math/rand/v2"

	"parley/server/chat"
	"parley/shared"
)

// Crowd is people who do random things, so that every rule is met and every kind
// of event happens. The same seed makes the same things be tried. Its zero value
// is not ready; see NewCrowd.
type Crowd struct {
	random *rand.Rand
	people []shared.PersonID
	asked  []Ask             // what was asked before, to ask it again
	banned []shared.PersonID // or let in again
	posted Ask               // the last message
	report shared.Seq        // that was made last, perhaps
	hidden []hidden          // the private and direct rooms that were asked for
	latest shared.Seq
	files  []shared.FileID // that somebody uploaded
}

// Ask is a command and who asks.
type Ask struct {
	By      shared.PersonID
	Command shared.Command
	Uploads []chat.Upload // what has to have been uploaded before
}

// NewCrowd makes a crowd of so many people, none of whom has entered.
func NewCrowd(seed uint64, people int) *Crowd {
	c := &Crowd{random: rand.New(rand.NewPCG(seed, seed))}
	for i := range people {
		c.people = append(c.people, shared.PersonID(fmt.Sprintf("u_person%d", i)))
	}
	return c
}

// People lists everyone.
func (c *Crowd) People() []shared.PersonID { return c.people }

// Saw tells the crowd how far the log is, so that it finds messages to change.
func (c *Crowd) Saw(seq shared.Seq) { c.latest = seq }

// hidden is a room that only its members know of, and who asked for it.
type hidden struct {
	room shared.RoomID
	by   shared.PersonID
}

const (
	askAgain = 12 // one in so many asks is an old one
	askAtOwn = 6  // one in so many is for a hidden room of one's own
)

// Next is what someone asks for next.
func (c *Crowd) Next() Ask {
	if n := len(c.asked); n < len(c.people) { // first they come, one after the other
		enter := Ask{By: c.people[n], Command: shared.Command{ID: c.id(), Room: shared.General, Body: shared.Join{Name: fmt.Sprint("Person ", n)}}}
		c.asked = append(c.asked, enter)
		return enter
	}
	if len(c.asked) > 0 && c.random.IntN(askAgain) == 0 {
		again := pick(c, c.asked)
		if c.random.IntN(4) == 0 { // the ID alone
			again.Command.Room, again.Command.Body = c.room(), c.body()
		}
		return again
	}
	ask := Ask{By: pick(c, c.people), Command: shared.Command{ID: c.id(), Room: c.room(), Body: c.body()}}
	if len(c.hidden) > 0 && c.random.IntN(askAtOwn) == 0 {
		own := pick(c, c.lately())
		ask.By, ask.Command.Room = own.by, own.room
	}
	if _, changes := ask.Command.Body.(shared.MessageCommand); changes && c.random.IntN(2) == 0 {
		ask.By, ask.Command.Room = c.posted.By, c.posted.Command.Room
	}
	switch body := ask.Command.Body.(type) {
	case shared.Leave:
		if c.random.IntN(6) == 0 {
			ask.Command.Room = "" // the server
			ask.Command.Body = shared.Leave{Account: c.random.IntN(2) == 0}
		}
	case shared.CreateRoom:
		if body.Private || c.random.IntN(2) == 0 {
			ask.Command.Room = ""
		}
		if body.Private {
			c.hidden = append(c.hidden, hidden{chat.PrivateRoomID(ask.By, ask.Command.ID), ask.By})
		}
	case shared.OpenDirect:
		c.hidden = append(c.hidden, hidden{chat.DirectRoomID(shared.DirectPeople(ask.By, body.People)), ask.By})
	case shared.PostMessage:
		c.posted = ask
		if c.random.IntN(3) == 0 {
			c.bring(&ask, body)
		}
	case shared.PreviewMessage:
		c.looked(&ask, body)
	case shared.Join:
		if body.Name != "" {
			ask.Command.Room = shared.General
		}
	case shared.MakeReport:
		c.report = c.latest + 1
	case shared.CloseReport:
		ask.Command.Body, ask.By = shared.CloseReport{Report: max(1, c.report)}, pick(c, []shared.PersonID{ask.By, ""})
	case shared.BanPerson:
		c.banned = append(c.banned, body.Person)
		ask.By = pick(c, []shared.PersonID{ask.By, ""})
	case shared.UnbanPerson:
		if len(c.banned) > 0 {
			ask.Command.Body, ask.By = shared.UnbanPerson{Person: pick(c, c.banned)}, ""
		}
	case shared.ChangeRole:
		if c.random.IntN(2) == 0 {
			ask.By = "" // the server itself
		}
	}
	c.asked = append(c.asked, Ask{By: ask.By, Command: ask.Command})
	return ask
}

func (c *Crowd) id() shared.CommandID {
	id := []byte("01ARZ3NDEKTSV4RRFFQ6900000")
	for i := 16; i < len(id); i++ {
		id[i] = "0123456789ABCDEFGHJKMNPQRSTVWXYZ"[c.random.IntN(32)]
	}
	return shared.CommandID(id)
}

func (c *Crowd) room() shared.RoomID {
	if len(c.hidden) > 0 && c.random.IntN(3) == 0 {
		return pick(c, c.lately()).room
	}
	return pick(c, []shared.RoomID{shared.General, shared.General, shared.General, "tea", "tea", "кухня", "tea-2", "nowhere"})
}

// lately are the newest hidden rooms: few, so that people meet.
func (c *Crowd) lately() []hidden { return c.hidden[max(0, len(c.hidden)-4):] }

func (c *Crowd) name() string {
	return pick(c, []string{"Ann", "ann", "Аnn", "Bob", "李雷", "Zoë", "Tea", "Кухня", "  Tea   time ", "🫖"})
}

func (c *Crowd) text() string {
	return pick(c, []string{"hello", "a\r\nb\rc", "<script>alert(1)</script>", "你好", "👋🏽", "‮evil", "\ufeffbom"})
}

// rich is what the server may have made of a text, whatever that is.
func (c *Crowd) rich() (rich shared.Rich) {
	if c.random.IntN(3) == 0 {
		rich.HTML, rich.Everyone = "<p>"+c.name()+"</p>", c.random.IntN(4) == 0
		rich.Mentions = append(rich.Mentions, pick(c, c.people), pick(c, c.people))
	}
	if c.random.IntN(2) == 0 {
		rich.Link = c.link()
	}
	return rich
}

// answers is what a post answers: mostly nothing.
func (c *Crowd) answers() shared.Seq {
	if c.random.IntN(3) > 0 {
		return 0
	}
	return c.message()
}

// message is a recent position: often, but not always, one of a message.
func (c *Crowd) message() shared.Seq {
	return max(1, c.latest-shared.Seq(c.random.IntN(4)*c.random.IntN(4)))
}

func (c *Crowd) body() shared.CommandBody {
	emoji := pick(c, []string{"👍", "❤️", "🇨🇳"})
	role := shared.ChangeRole{Person: pick(c, c.people), Role: pick(c, shared.Roles())}
	bodies := []shared.CommandBody{
		shared.Join{Name: c.name()}, shared.Join{Name: c.name()}, shared.Join{}, shared.Join{}, shared.Leave{},
		shared.EditMessage{Message: c.message(), Text: c.text(), Rich: c.rich()}, shared.EditMessage{Message: c.message(), Text: c.text()}, shared.DeleteMessage{Message: c.message()}, shared.DeleteMessage{Message: c.message()},
		shared.AddReaction{Message: c.message(), Emoji: emoji}, shared.AddReaction{Message: c.message(), Emoji: emoji},
		shared.RemoveReaction{Message: c.message(), Emoji: emoji},
		shared.PinMessage{Message: c.message()}, shared.PinMessage{Message: c.message()}, shared.UnpinMessage{Message: c.message()},
		shared.PreviewMessage{Message: c.message(), Preview: shared.Preview{URL: c.link(), Title: c.name()}}, shared.PreviewMessage{Message: c.message(), Preview: shared.Preview{URL: c.link()}},
		shared.UnpreviewMessage{Message: c.message()},
		shared.ReadRoom{Message: c.message()}, shared.UnreadRoom{Message: c.message()}, shared.SetLevel{Level: pick(c, []shared.Level{"", "all", "none"})},
		shared.HideRoom{}, shared.HideRoom{},
		shared.AddPerson{Person: pick(c, c.people)}, shared.AddPerson{Person: pick(c, c.people)},
		shared.RemovePerson{Person: pick(c, c.people)}, shared.RemovePerson{Person: pick(c, c.people)},
		shared.OpenDirect{People: []shared.PersonID{pick(c, c.people), pick(c, c.people)}},
		shared.CreateRoom{Name: c.name(), Topic: c.name(), Private: c.random.IntN(2) == 0}, shared.RenameRoom{Name: c.name()}, shared.Rename{Name: c.name()},
		shared.SetStatus{Status: c.name()}, shared.SetStatus{}, shared.SetPicture{Picture: pick(c, []shared.PictureID{"", "a", "b"})},
		shared.MutePerson{Person: pick(c, c.people), Minutes: c.random.IntN(2)},
		shared.UnbanPerson{Person: pick(c, c.people)}, shared.UnbanPerson{Person: pick(c, c.people)},
		shared.RestrictRoom{Restrictions: shared.Restrictions{Locked: c.random.IntN(8) == 0, Slow: pick(c, []int{0, 0, 0, 2})}},
		shared.MakeReport{Message: c.message()}, shared.MakeReport{Person: pick(c, c.people), Why: c.name()}, shared.CloseReport{Report: 1}, shared.CloseReport{Report: 1},
		shared.BlockPerson{Person: pick(c, c.people)}, shared.UnblockPerson{Person: pick(c, c.people)},
		role, shared.Join{Name: c.name(), Role: role.Role},
	}
	for range 6 { // mostly refused: they are for one's own
		bodies = append(bodies, shared.EditMessage{Message: c.message(), Text: c.text(), Rich: c.rich()}, shared.DeleteMessage{Message: c.message()})
	}
	for range 12 {
		bodies = append(bodies, shared.PostMessage{Text: c.text(), Rich: c.rich(), Reply: c.answers(), Action: c.random.IntN(8) == 0})
	}
	switch c.random.IntN(100) {
	case 0, 1:
		return shared.ArchiveRoom{}
	case 2:
		return shared.BanPerson{Person: pick(c, c.people)}
	}
	return pick(c, bodies)
}

func pick[T any](c *Crowd, from []T) T { return from[c.random.IntN(len(from))] }
