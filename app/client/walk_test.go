package client_test

import (
	"fmt"
	"maps"
	"math"
	"math/rand/v2"
	"slices"
	"strings"
	"testing"

	"parley/app/client"
	"parley/app/state"
	"parley/shared"
)

// walk is a random life of one person's device: what they posted, in order.
type walk struct {
	*world
	random *rand.Rand
	bo     shared.PersonID
	posted map[*tab][]string // by the page on which it was typed
	count  int
	heard  map[*tab][]shared.Seq // by page, with the cursor that it began at before
	nets   []network             // those that the device goes through
	den    shared.RoomID         // a private room of Bo's, for the person to be in and out of
}

// TestARandomLife cuts, stalls, sleeps, reloads and loses answers at random. At
// the end each message is in the log once, those of each page in their order, and
// what the tabs know is what a fresh client knows.
func TestARandomLife(t *testing.T) {
	takeWalks(t, 20, 250, []network{{}})
}

// TestARandomLifeOnHostileNetworks does so on one network after another, with the
// transports that get through each, or that the person pins.
func TestARandomLifeOnHostileNetworks(t *testing.T) {
	nets := []network{{}}
	for _, name := range slices.Sorted(maps.Keys(hostile)) {
		nets = append(nets, hostile[name].net)
	}
	takeWalks(t, 30, 400, nets)
}

func takeWalks(t *testing.T, walks uint64, steps int, nets []network) {
	for seed := range walks {
		t.Run(fmt.Sprint(seed), func(t *testing.T) {
			w := &walk{world: newWorld(t), random: rand.New(rand.NewPCG(seed, 11)), nets: nets}
			w.bo = w.log.Enter("Bo")
			made, _ := w.log.Do(w.bo, shared.Command{ID: shared.NewCommandID(1), Body: shared.CreateRoom{Name: "Den", Private: true}})
			w.den = made.Room
			w.lag = func() int64 { return w.random.Int64N(3000) }
			w.posted, w.heard = map[*tab][]string{}, map[*tab][]shared.Seq{}
			w.load()
			for range steps {
				w.step()
			}
			w.recover()
			w.check()
		})
	}
}

func (w *walk) step() {
	tab := w.tabs[w.random.IntN(len(w.tabs))]
	if len(w.nets) > 1 && w.random.IntN(15) == 0 {
		w.travel(tab)
	}
	switch n := w.random.IntN(100); {
	case n < 25:
		text := fmt.Sprint(w.count)
		if tab.Post(shared.General, text) != "" {
			w.posted[tab] = append(w.posted[tab], text)
			w.count++
		}
	case n < 40:
		w.log.Must(w.bo, shared.General, shared.PostMessage{Text: "from Bo"})
	case n < 44:
		if m, ok := tab.State().Room(shared.General).LastBy(w.session); ok {
			tab.React(shared.General, m.Seq, "👍", w.random.IntN(2) == 0)
		}
	case n < 47:
		w.log.Must(w.bo, "", shared.Rename{Name: fmt.Sprint("Bo ", w.random.IntN(100))})
	case n < 52:
		w.down = !w.down
	case n < 56:
		w.cut(w.random.IntN(2) == 0)
	case n < 59:
		if s := tab.live(); s != nil {
			s.stuck = true
		}
	case n < 62:
		w.lost += w.random.IntN(3)
	case n < 66:
		tab.Older(shared.General)
	case n < 69:
		tab.Latest(shared.General)
	case n < 72:
		w.repeat(tab)
	case n < 75:
		w.sleep(w.random.Int64N(100_000))
	case n < 79:
		w.reload(tab)
	case n < 82:
		tab.TryNow()
	case n < 84:
		tab.Attend(w.random.IntN(3) > 0)
	case n < 85:
		if m := tab.State().Room(shared.General).Newest(); m != 0 {
			tab.Unread(shared.General, m, func(*shared.Error) {})
		}
	case n < 87:
		w.meddles()
	case n < 90:
		w.advance(w.random.Int64N(40_000))
	default:
		w.settle()
	}
}

// load opens a page, and writes down what it hears.
func (w *walk) load() {
	tab := w.boot()
	w.heard[tab] = append(w.heard[tab], tab.State().Cursor().Seq)
	tab.Heard(func(e shared.Event) {
		if e.Room != w.den { // of which they are told only while they are in it
			w.heard[tab] = append(w.heard[tab], e.Seq)
		}
	})
}

// meddles has Bo bring the person into his room or take them out of it, and talk there.
func (w *walk) meddles() {
	body := shared.CommandBody(shared.AddPerson{Person: w.session})
	if in, _ := w.log.Rooms(w.session); slices.Contains(in, w.den) {
		body = shared.RemovePerson{Person: w.session}
	}
	w.log.Must(w.bo, w.den, body)
	w.log.Must(w.bo, w.den, shared.PostMessage{Text: "among us"})
}

// travel takes the device to another network, or has the person pin a transport.
func (w *walk) travel(tab *tab) {
	if w.random.IntN(4) == 0 {
		pins := append(client.Rungs(), "", "", "")
		tab.Set(client.SettingTransport, string(pins[w.random.IntN(len(pins))]))
		return
	}
	n := w.random.IntN(len(w.nets))
	w.net = w.nets[n]
	if w.random.IntN(2) == 0 {
		w.net.name = fmt.Sprint("network ", n)
	}
	if w.random.IntN(2) == 0 {
		tab.woke()
	}
}

// repeat delivers what a stream has brought once more.
func (w *walk) repeat(tab *tab) {
	if s := tab.live(); s != nil && s.greeted {
		s.after -= min(s.after, 5)
	}
}

// reload closes a tab, in the middle of whatever it does, and opens another. What
// was typed so shortly before that the device had no time to keep it is lost, as
// it is in life; here the device had.
func (w *walk) reload(tab *tab) {
	w.settle()
	if w.down {
		return
	}
	if len(w.tabs) < 3 && w.random.IntN(2) == 0 {
		w.load()
		return
	}
	tab.close()
	w.load()
}

// recover lets all be well for long enough.
func (w *walk) recover() {
	w.down, w.lost, w.net = false, 0, network{}
	for _, tab := range w.tabs {
		tab.visible(true)
	}
	w.advance(300_000)
}

func (w *walk) check() {
	var mine []string
	for _, text := range w.log.Texts(shared.General) {
		if !strings.HasPrefix(text, "from") {
			mine = append(mine, text)
		}
	}
	if len(mine) != w.count {
		w.t.Errorf("%d posted, but the log has %q", w.count, mine)
	}
	for _, typed := range w.posted {
		of := slices.DeleteFunc(slices.Clone(mine), func(text string) bool { return !slices.Contains(typed, text) })
		if !slices.Equal(of, typed) {
			w.t.Errorf("typed were %q, but the log has them as %q", typed, of)
		}
	}
	w.nothingKept()
	for _, tab := range w.tabs {
		tab.is(client.Live)
		heard := w.heard[tab]
		var all []shared.Seq
		for _, e := range w.log.Events(w.session, heard[0], math.MaxInt) {
			if e.Room != w.den {
				all = append(all, e.Seq)
			}
		}
		if !slices.Equal(heard[1:], all) {
			w.t.Errorf("after %d it heard %v of %v", heard[0], heard[1:], all)
		}
		if own := tab.State().Outbox().Own(); len(own) != 0 {
			w.t.Errorf("still pending: %+v", own[0])
		}
		tab.Latest(shared.General)
		w.advance(5000)
		fresh := state.New()
		fresh.Load(w.log.Snapshot(w.session))
		fresh.AddPage(shared.General, w.log.Messages(shared.General, 0, 0, 0, 1000))
		if d := state.Difference(tab.State(), fresh); d != "" {
			w.t.Error(d)
		}
	}
}
