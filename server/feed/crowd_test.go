package feed

import (
	"encoding/json"
	"fmt"
	"slices"
	"testing"
	"testing/synctest"
	"time"

	"parley/server/feed/feedtest"
	"parley/shared"
)

// gather has so many people listen in room a, all told of each other.
func gather(t *testing.T, people int) (m *feedtest.Log, f *Feed, crowd []*ear) {
	m = feedtest.New()
	f = begin(t, m, Options{})
	for i := range people {
		id := shared.PersonID(fmt.Sprintf("p%05d", i))
		m.Join("a", id)
		crowd = append(crowd, hearing(t, f, id, nil))
	}
	time.Sleep(2 * shared.PresenceEvery)
	for _, e := range crowd {
		e.whispers()
	}
	return m, f, crowd
}

func TestCrowdsAreCounted(t *testing.T) {
	synctest.Test(t, func(t *testing.T) {
		_, f, crowd := gather(t, shared.MaxPresenceRoom+1)
		late := hearing(t, f, "p00000", nil)
		heard(t, "a crowd", late.whispers(), `{"room":"a","kind":"presence","body":{"count":501}}`)
		f.Tell(shared.Ephemeral{Room: "a", Body: shared.Typing{By: "p00001"}})
		heard(t, "typing in a crowd", crowd[0].whispers())
		crowd[500].Close()
		aWhile()
		if p := crowd[0].presence(); !p.Full || len(p.Online) != 500 || p.Count != 500 {
			t.Errorf("%d people of %d, full %v; want all 500 in full", len(p.Online), p.Count, p.Full)
		}
		crowd[499].Close()
		aWhile()
		heard(t, "named again", crowd[0].whispers(), `{"room":"a","kind":"presence","body":{"offline":["p00499"],"count":499}}`)
		f.Tell(shared.Ephemeral{Room: "a", Body: shared.Typing{By: "p00001"}})
		heard(t, "typing among fewer", crowd[0].whispers(), `{"room":"a","kind":"typing","body":{"by":"p00001"}}`)
	})
}

// One too many came, and another went, before it was told: the next telling
// names everyone.
func TestAMomentOfACrowdIsToldInFull(t *testing.T) {
	synctest.Test(t, func(t *testing.T) {
		m, f, crowd := gather(t, shared.MaxPresenceRoom)
		time.Sleep(beatEvery / 4)
		crowd[499].Close()
		time.Sleep(leaveGrace + beatEvery/2)
		m.Join("a", "zoe")
		hearing(t, f, "zoe", nil)
		aWhile()
		if p := crowd[0].presence(); !p.Full || len(p.Online) != 500 || slices.Contains(p.Online, "p00499") || !slices.Contains(p.Online, "zoe") {
			t.Errorf("%d people, full %v; want 500 in full, with Zoe", len(p.Online), p.Full)
		}
	})
}

// However many they are and come and go, telling their number takes its share of
// a core and not more.
func TestCrowdsAreToldSeldom(t *testing.T) {
	synctest.Test(t, func(t *testing.T) {
		const people = 2500
		_, _, crowd := gather(t, people)
		const turns = 60
		every := people * crowdPace
		tellings := 0
		for i := range turns {
			crowd[i+1].Close()
			time.Sleep(time.Second)
			tellings += len(crowd[0].whispers())
		}
		if most := int(turns*time.Second/every) + 1; tellings > most || tellings < most/2 {
			t.Errorf("told %d times in %d seconds, want about every %v", tellings, turns, every)
		}
		time.Sleep(every)
		crowd[turns+1].Close()
		time.Sleep(2 * every)
		if p := crowd[0].presence(); p.Count != people-turns-1 {
			t.Errorf("in the end there are %d people, want %d", p.Count, people-turns-1)
		}
		if p := crowd[0].person.first.topic.presence; len(p.came)+len(p.went) > 0 {
			t.Errorf("a crowd keeps who came (%d) and went (%d)", len(p.came), len(p.went))
		}
	})
}

// A closed tab shows within two seconds, whenever it is closed.
func TestWhoGoesShowsSoon(t *testing.T) {
	synctest.Test(t, func(t *testing.T) {
		_, _, crowd := gather(t, shared.MaxPresenceRoom)
		for i := range 20 {
			time.Sleep(time.Duration(i) * 50 * time.Millisecond)
			crowd[i+1].Close()
			time.Sleep(2 * time.Second)
			gone := shared.PersonID(fmt.Sprintf("p%05d", i+1))
			if p := crowd[0].presence(); len(p.Offline) != 1 || p.Offline[0] != gone {
				t.Fatalf("round %d: %v are gone, want %s", i, p.Offline, gone)
			}
		}
	})
}

// presence gives what was told last of who is there; nothing else was told.
func (e *ear) presence() (p shared.Presence) {
	e.t.Helper()
	texts := e.whispers()
	var told shared.Ephemeral
	if len(texts) == 0 || json.Unmarshal([]byte(texts[len(texts)-1]), &told) != nil {
		e.t.Fatalf("heard %v, want presence", texts)
	}
	return told.Body.(shared.Presence)
}
