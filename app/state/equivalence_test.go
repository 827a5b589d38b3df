package state_test

import (
	"fmt"
	"math/rand/v2"
	"slices"
	"testing"

	"parley/app/state/statetest"
	"parley/shared"
)

// act has someone do something random; refusals are fine.
func act(random *rand.Rand, log *statetest.Log, by shared.PersonID) {
	in, out := log.Rooms(by)
	room := shared.General
	if len(in) > 0 {
		room = pick(random, in)
	}
	message := shared.Seq(0)
	if page := log.Messages(room, 0, 0, 0, 200); len(page.Messages) > 0 {
		message = pick(random, page.Messages).Seq
	}
	emoji := pick(random, []string{"👍", "🎉"})
	name, link := fmt.Sprint("Name ", random.IntN(1000)), fmt.Sprint("http://", random.IntN(2))
	do := func(in shared.RoomID, body shared.CommandBody) {
		log.Do(by, shared.Command{ID: id(), Room: in, Body: body})
	}
	switch n := random.IntN(100); {
	case n < 4 && message != 0:
		do(room, shared.ReadRoom{Message: message})
	case n < 5:
		do(room, shared.SetLevel{Level: pick(random, []shared.Level{shared.LevelAll, shared.LevelNone})})
	case n < 8 && message != 0:
		do(room, shared.UnreadRoom{Message: message})
	case n < 30:
		rich := shared.Rich{Everyone: random.IntN(6) == 0}
		if random.IntN(3) == 0 {
			if members := log.Members(room); len(members) > 0 {
				rich.Mentions = []shared.PersonID{pick(random, members)}
			}
		}
		if random.IntN(3) == 0 {
			rich.Link = link
		}
		post := shared.PostMessage{Text: fmt.Sprint("text ", random.IntN(1000)), Rich: rich}
		if random.IntN(2) == 0 {
			post.Reply = message
		}
		do(room, post)
	case n < 36:
		do(room, shared.AddPerson{Person: pick(random, log.People())})
	case n < 42:
		do(room, shared.RemovePerson{Person: pick(random, log.People())})
	case n < 43:
		do(room, shared.OpenDirect{People: []shared.PersonID{pick(random, log.People()), pick(random, log.People())}})
		do(room, shared.HideRoom{})
	case n < 50:
		do(room, shared.EditMessage{Message: message, Text: name})
	case n < 55:
		do(room, shared.DeleteMessage{Message: message})
	case n < 65:
		log.Do("", shared.Command{ID: shared.NewCommandID(log.Now), Room: room, Body: shared.PreviewMessage{Message: message, Preview: shared.Preview{URL: link, Title: name}}})
		do(room, shared.AddReaction{Message: message, Emoji: emoji})
		do(room, shared.PinMessage{Message: message})
	case n < 70:
		do(room, shared.UnpreviewMessage{Message: message})
		do(room, shared.RemoveReaction{Message: message, Emoji: emoji})
		do(room, shared.UnpinMessage{Message: message})
	case n < 74:
		do(shared.RoomIDOf(name), shared.CreateRoom{Name: name, Private: random.IntN(2) == 0})
	case n < 78:
		do(room, shared.RenameRoom{Name: name})
	case n < 79:
		do(room, shared.ArchiveRoom{})
	case n < 81:
		do("", shared.MutePerson{Person: pick(random, log.People()), Minutes: random.IntN(3)})
	case n < 82:
		do("", shared.BlockPerson{Person: pick(random, log.People())})
		if random.IntN(2) == 0 {
			do("", shared.UnblockPerson{Person: pick(random, log.People())})
		}
		do(room, shared.MakeReport{Message: message})
		do("", shared.CloseReport{Report: shared.Seq(1 + random.Int64N(int64(log.Cursor().Seq)))})
		do("", pick(random, []shared.CommandBody{shared.BanPerson{Person: pick(random, log.People())}, shared.UnbanPerson{Person: pick(random, log.People())}}))
		do(room, shared.RestrictRoom{Restrictions: shared.Restrictions{Locked: random.IntN(2) == 0, Slow: random.IntN(3)}})
	case n < 88 && len(out) > 0:
		do(pick(random, out), shared.Join{})
	case n < 92:
		do(room, shared.Leave{})
	case n < 94:
		do("", shared.SetStatus{Status: name})
		do("", shared.SetPicture{Picture: shared.PictureID(name)})
		do("", shared.ChangeRole{Person: pick(random, log.People()), Role: pick(random, shared.Roles())})
	case n < 96:
		do("", shared.Rename{Name: name})
	default:
		log.AddUnknown(by, room)
	}
}

// TestAFollowerEqualsAFreshClient is the invariant of the client: whatever
// happens, in whatever order pages, snapshots and events reach it, who followed
// knows what a client knows that starts now.
func TestAFollowerEqualsAFreshClient(t *testing.T) {
	for seed := range uint64(30) {
		t.Run(fmt.Sprint(seed), func(t *testing.T) {
			random := rand.New(rand.NewPCG(seed, 7))
			log := statetest.New("e1")
			people := []shared.PersonID{log.Enter("Ann"), log.Enter("Bo"), log.Enter("Cy")}
			f := follow(t, log, people[0])
			var held []func() // answers on their way
			for range 400 {
				act(random, log, pick(random, people))
				f.disturb(random, &held)
				if random.IntN(20) == 0 {
					f.settle(&held)
					f.sameAsFresh()
				}
			}
			f.settle(&held)
			f.sameAsFresh()
		})
	}
}

// disturb does to the follower what a network may do.
func (f *follower) disturb(random *rand.Rand, held *[]func()) {
	switch n := random.IntN(100); {
	case n < 40:
		f.hear(1 + random.IntN(5))
	case n < 55:
		f.requestPage(random, held)
	case n < 60:
		snapshot := f.log.Snapshot(f.me)
		*held = append(*held, func() { f.state.Load(snapshot) })
	case n < 62:
		f.state.Reset()
		f.state.Load(f.log.Snapshot(f.me))
	case n < 80 && len(*held) > 0:
		i := random.IntN(len(*held))
		(*held)[i]()
		*held = append((*held)[:i], (*held)[i+1:]...)
	}
}

// requestPage asks for a page whose answer comes later.
func (f *follower) requestPage(random *rand.Rand, held *[]func()) {
	rooms := f.state.Rooms()
	if len(rooms) == 0 {
		return
	}
	r := pick(random, rooms)
	if in, _ := f.log.Rooms(f.me); !slices.Contains(in, r.ID) {
		return // the server refuses: they left, or were removed, and don't know it yet
	}
	var page shared.Page
	switch limit := 1 + random.IntN(20); {
	case r.Loaded() && r.HasOlder() && random.IntN(2) == 0:
		page = f.log.Messages(r.ID, r.Oldest()+1, 0, 0, limit+1)
	case r.Loaded() && r.HasNewer() && random.IntN(2) == 0:
		page = f.log.Messages(r.ID, 0, r.Newest()-1, 0, limit+1)
	case r.Last > 0 && random.IntN(3) == 0:
		page = f.log.Messages(r.ID, 0, 0, 1+shared.Seq(random.Int64N(int64(r.Last))), limit)
	case r.Unquoted() != 0:
		page = f.log.Messages(r.ID, 0, 0, r.Unquoted(), 1)
		*held = append(*held, func() { f.state.AddQuoted(r.ID, page) })
		return
	default:
		page = f.log.Messages(r.ID, 0, 0, 0, limit)
	}
	*held = append(*held, func() { f.state.AddPage(r.ID, page) })
}

// settle lets everything arrive.
func (f *follower) settle(held *[]func()) {
	for _, arrive := range *held {
		arrive()
	}
	*held = nil
	f.catchUp()
	f.hear(1)
}
