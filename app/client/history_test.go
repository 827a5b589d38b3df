package client_test

import (
	"fmt"
	"slices"
	"testing"

	"parley/shared"
)

// full is a world whose general room has n messages of Bo's, "1" to "n".
func full(t *testing.T, n int) (w *world, bo shared.PersonID) {
	w = newWorld(t)
	bo = w.log.Enter("Bo")
	for i := range n {
		w.log.Must(bo, shared.General, shared.PostMessage{Text: fmt.Sprint(i + 1)})
	}
	return w, bo
}

func numbers(from, to int) (texts []string) {
	for i := from; i <= to; i++ {
		texts = append(texts, fmt.Sprint(i))
	}
	return texts
}

func TestHistoryUpward(t *testing.T) {
	w, _ := full(t, 160)
	tab := w.boot()
	tab.wants(numbers(111, 160)...)
	tab.Older(shared.General)
	tab.Older(shared.General)
	if !tab.Loading(shared.General).Older {
		t.Error("nothing is on its way")
	}
	w.settle()
	if n := w.count("GET " + shared.PathMessages(shared.General)); n != 1 {
		t.Errorf("asked %d times", n)
	}
	for tab.State().Room(shared.General).HasOlder() {
		tab.Older(shared.General)
		w.settle()
	}
	tab.wants(numbers(1, 160)...)
	if got := tab.Loading(shared.General); got.Older || got.Failed != nil {
		t.Errorf("at rest, but loading %+v", got)
	}
}

func TestAJumpAndBack(t *testing.T) {
	w, bo := full(t, 300)
	tab := w.boot()
	first := tab.State().Room(shared.General).Oldest() - 200
	tab.Older(shared.General)
	tab.Around(shared.General, first) // before the older page is here
	w.settle()
	if _, ok := tab.State().Room(shared.General).MessageOf(first); !ok {
		t.Fatalf("shown is %q", tab.shows())
	}
	w.log.Must(bo, shared.General, shared.PostMessage{Text: "301"})
	w.settle()
	for tab.State().Room(shared.General).HasNewer() {
		tab.Newer(shared.General)
		w.settle()
	}
	if got := tab.shows(); got[len(got)-1] != "301" {
		t.Errorf("the end is %q", got[len(got)-1])
	}
	asked := len(w.requests)
	tab.Around(shared.General, first)
	if len(w.requests) != asked {
		t.Error("what is loaded was asked for")
	}
}

func TestAnOlderPageThatComesAfterAJumpIsVoid(t *testing.T) {
	w, _ := full(t, 300)
	tab := w.boot()
	first := tab.State().Room(shared.General).Oldest() - 200
	delay := int64(2000)
	w.lag = func() int64 { delay -= 1000; return delay }
	tab.Older(shared.General)
	tab.Around(shared.General, first)
	w.advance(5000)
	if _, ok := tab.State().Room(shared.General).MessageOf(first); !ok || len(tab.shows()) != 50 {
		t.Errorf("shown is %q", tab.shows())
	}
}

func TestWhoWritesAboveIsTakenToTheEnd(t *testing.T) {
	w, _ := full(t, 300)
	tab := w.boot()
	tab.Around(shared.General, tab.State().Room(shared.General).Oldest()-200)
	w.settle()
	tab.Post(shared.General, "mine") // who writes wants to see it
	w.settle()
	tab.wants(append(numbers(251, 300), "mine")...)
}

func TestAFailedPageIsTriedAgainLater(t *testing.T) {
	w, _ := full(t, 160)
	tab := w.boot()
	w.down = true
	tab.Older(shared.General)
	w.settle()
	if tab.Loading(shared.General).Failed == nil {
		t.Error("the failure is not told")
	}
	asked := len(w.requests)
	tab.Older(shared.General)
	if len(w.requests) != asked {
		t.Error("a failing server is asked again at once")
	}
	w.down = false
	w.advance(5000)
	tab.Older(shared.General)
	w.settle()
	if got := tab.Loading(shared.General); got.Failed != nil || len(tab.shows()) != 99 {
		t.Errorf("loading %+v, %d messages", got, len(tab.shows()))
	}
}

func TestARoomIsLoadedWhenItIsOpened(t *testing.T) {
	w, bo := full(t, 3)
	w.log.Must(bo, "tea", shared.CreateRoom{Name: "Tea"})
	w.log.Must(bo, "tea", shared.PostMessage{Text: "hello"})
	w.log.Must(w.session, "tea", shared.Join{})
	tab := w.boot()
	tab.Client.Open("tea")
	if tab.Opened() != "tea" || !tab.Loading("tea").Jump {
		t.Errorf("opened %s, loading %+v", tab.Opened(), tab.Loading("tea"))
	}
	w.settle()
	if r := tab.State().Room("tea"); !r.Loaded() || r.Newest() == 0 {
		t.Error("the room is not loaded")
	}
	tab.Client.Open("tea")
	tab.Client.Open("nowhere")
	w.settle()
	if n := w.count("GET " + shared.PathMessages("tea")); n != 1 {
		t.Errorf("asked %d times", n)
	}
}

func TestUnreadAndTheDivider(t *testing.T) {
	w, bo := full(t, 3)
	tab := w.boot()
	tab.Attend(true)
	last := tab.State().Room(shared.General).Last
	w.advance(2_000)
	tab.close()
	w.log.Must(bo, shared.General, shared.PostMessage{Text: "4"})
	w.log.Must(bo, shared.General, shared.PostMessage{Text: "5"})
	tab = w.boot()
	room := func() int { return tab.State().Room(shared.General).Unread() }
	if room() != 2 || tab.DividerAt(shared.General) != last {
		t.Errorf("%d unread, the divider at %d, not %d", room(), tab.DividerAt(shared.General), last)
	}
	other := w.boot()
	tab.hidden = true
	tab.Attend(true)
	if room() != 2 {
		t.Error("who can't see has read")
	}
	tab.hidden = false
	tab.visible(true)
	w.settle()
	if room() != 0 || tab.DividerAt(shared.General) != last {
		t.Errorf("%d unread, the divider at %d, not %d", room(), tab.DividerAt(shared.General), last)
	}
	if other.State().Room(shared.General).Unread() != 0 {
		t.Error("the other tab does not know")
	}
	tab.Client.Open("")
	tab.Client.Open(shared.General)
	if tab.DividerAt(shared.General) != 0 {
		t.Error("nothing is new, but there is a divider")
	}
}

// Who looks at the end has read what comes as it comes; who doesn't finds a
// line above what they missed, and in no other tab.
func TestWhatComesIsReadOrMissed(t *testing.T) {
	w, bo := full(t, 3)
	w.log.Must(w.session, shared.General, shared.ReadRoom{Message: 99})
	tab, other := w.boot(), w.boot()
	tab.Attend(true)
	read := w.log.Must(bo, shared.General, shared.PostMessage{Text: "seen"})
	w.settle()
	if room := tab.State().Room(shared.General); room.Unread() != 0 || tab.DividerAt(shared.General) != 0 {
		t.Errorf("%d unread and a divider at %d while one looks", room.Unread(), tab.DividerAt(shared.General))
	}
	if at := other.DividerAt(shared.General); at != 0 {
		t.Errorf("the other tab has a divider at %d though nothing was missed", at)
	}
	tab.Attend(false)
	for range 2 {
		w.log.Must(bo, shared.General, shared.PostMessage{Text: "missed"})
		w.settle()
	}
	if room := tab.State().Room(shared.General); room.Unread() != 2 || tab.DividerAt(shared.General) != read {
		t.Errorf("%d unread, the divider at %d, not %d", room.Unread(), tab.DividerAt(shared.General), read)
	}
	tab.Attend(true)
	if room := tab.State().Room(shared.General); room.Unread() != 0 || tab.DividerAt(shared.General) != read {
		t.Errorf("back again: %d unread, the divider at %d, not %d", room.Unread(), tab.DividerAt(shared.General), read)
	}
}

// A room that one left and joined again has nothing unread from before.
func TestALeftRoomIsForgotten(t *testing.T) {
	w, bo := full(t, 0)
	w.log.Must(bo, "tea", shared.CreateRoom{Name: "tea"})
	w.log.Must(w.session, "tea", shared.Join{})
	tab := w.boot()
	w.log.Must(w.session, "tea", shared.Leave{})
	w.log.Must(bo, "tea", shared.PostMessage{Text: "in between"})
	w.log.Must(bo, shared.General, shared.PostMessage{Text: "x"})
	w.settle()
	tab.Attend(true)
	tab.close()
	w.log.Must(w.session, "tea", shared.Join{})
	tab = w.boot()
	if n := tab.State().Room("tea").Unread(); n != 0 {
		t.Errorf("%d unread from before", n)
	}
}

func TestDraftsAndSettingsSurviveAReload(t *testing.T) {
	w, _ := full(t, 0)
	tab := w.boot()
	tab.SetDraft(shared.General, "half a ")
	tab.Set("theme", "dark")
	tab.close()
	tab = w.boot()
	if tab.Draft(shared.General) != "half a " || tab.Draft("tea") != "" || tab.Setting("theme") != "dark" {
		t.Errorf("the draft is %q, the theme %q", tab.Draft(shared.General), tab.Setting("theme"))
	}
}

func TestRooms(t *testing.T) {
	w, bo := full(t, 0)
	w.log.Must(bo, "tea", shared.CreateRoom{Name: "Tea!"})
	tab := w.boot()
	var made []shared.RoomID
	tab.CreateRoom("Tea", "hot", false, func(id shared.RoomID, err *shared.Error) {
		if err != nil {
			t.Error(err)
		}
		made = append(made, id)
	})
	tab.CreateRoom(" ", "", false, func(id shared.RoomID, err *shared.Error) {
		if err == nil || err.Code != shared.CodeNameEmpty {
			t.Errorf("a room without a name: %v", err)
		}
	})
	w.settle()
	if !slices.Equal(made, []shared.RoomID{"tea-2"}) || tab.State().Room("tea-2").Topic != "hot" {
		t.Fatalf("made %q", made)
	}
	fine := func(err *shared.Error) {
		if err != nil {
			t.Error(err)
		}
	}
	tab.RenameRoom("tea-2", "Coffee", "", fine)
	tab.RenameMe("Anne", fine)
	w.settle()
	tab.ArchiveRoom("tea-2", fine)
	w.settle()
	if r := tab.State().Room("tea-2"); r.Name != "Coffee" || !r.Archived || tab.State().Me().Name != "Anne" {
		t.Errorf("the room is %+v, I am %+v", r.Room, tab.State().Me())
	}
	w.down = true
	listed := 0
	tab.Directory(func(rooms []shared.ListedRoom, err *shared.Error) {
		if listed++; err == nil || err.Code != shared.CodeUnavailable {
			t.Errorf("without a network: %v", err)
		}
	})
	w.settle()
	w.down = false
	tab.Directory(func(rooms []shared.ListedRoom, err *shared.Error) {
		if listed++; err != nil || len(rooms) != 1 {
			t.Errorf("rooms %v, %v", rooms, err)
		}
	})
	w.settle()
	if listed != 2 {
		t.Errorf("answered %d times", listed)
	}
}

// A private room is where the server says that it is; the person's direct room with
// somebody is found, also where another device, or the other one, was quicker.
func TestPrivateAndDirectRooms(t *testing.T) {
	w, bo := full(t, 0)
	tab := w.boot()
	var at []shared.RoomID
	note := func(id shared.RoomID, err *shared.Error) {
		if err != nil {
			t.Error(err)
		}
		at = append(at, id)
	}
	tab.CreateRoom("Den", "", true, note)
	w.settle()
	if r := tab.State().Room(at[0]); r == nil || !r.Private || !tab.State().Manages(r) {
		t.Fatalf("it is at %q: %+v", at, r)
	}
	tab.AddPerson(at[0], bo, func(err *shared.Error) { note("", err) })
	w.settle()
	tab.RemovePerson(at[0], bo, func(err *shared.Error) { note("", err) })
	w.settle()
	if r := tab.State().Room(at[0]); len(r.Members) != 1 {
		t.Errorf("in it are %q", r.Members)
	}
	at = nil
	if _, err := w.log.Do(bo, shared.Command{ID: shared.NewCommandID(1), Body: shared.OpenDirect{People: []shared.PersonID{w.session}}}); err != nil {
		t.Fatal(err)
	}
	tab.OpenDirect([]shared.PersonID{bo}, note) // of which this tab has not heard
	w.settle()
	tab.OpenDirect([]shared.PersonID{bo}, note)
	w.settle()
	if len(at) != 2 || at[0] != at[1] || tab.State().Room(at[0]) != tab.State().Direct(bo) {
		t.Errorf("they talk at %q", at)
	}
}
