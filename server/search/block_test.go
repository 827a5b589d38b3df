package search

import (
	"fmt"
	"maps"
	"math/rand/v2"
	"reflect"
	"slices"
	"testing"

	"parley/shared"
)

// someBlock files random messages.
func someBlock(random *rand.Rand, messages int) Block {
	b := Block{}
	for range messages {
		place := random.IntN(BlockSpan)
		b.Say(place, fmt.Sprintf("word%d 你好%c", random.IntN(3000), rune('一'+random.IntN(500))))
	}
	return b
}

func TestABlockIsKeptAsItIs(t *testing.T) {
	random := rand.New(rand.NewPCG(1, 2))
	b := someBlock(random, 3000)
	pages := b.Pages()
	loaded := Block{}
	for i, page := range pages {
		if i > 0 && string(page.First) <= string(pages[i-1].First) {
			t.Fatal("pages are not in order")
		}
		if err := loaded.Load(page.Data); err != nil {
			t.Fatal(err)
		}
	}
	if !reflect.DeepEqual(loaded, b) || len(pages) < 3 {
		t.Errorf("%d pages gave %d terms of %d", len(pages), len(loaded), len(b))
	}
	if !reflect.DeepEqual(loaded.Pages(), pages) {
		t.Error("equal blocks gave other pages")
	}
}

func TestCollectFindsWhatIsListed(t *testing.T) {
	random := rand.New(rand.NewPCG(3, 4))
	b := someBlock(random, 2000)
	pages := b.Pages()
	all := slices.Sorted(maps.Keys(b))
	for range 200 {
		terms := []Term{exactly(all[random.IntN(len(all))]), beginning("word2")}
		slices.SortFunc(terms, func(x, y Term) int { return compare(x.Low, y.Low) })
		if terms[0].High > terms[1].Low {
			terms = terms[:1]
		}
		var want Places
		for term, list := range b {
			if slices.ContainsFunc(terms, func(t Term) bool { return t.Low <= term && term < t.High }) {
				for _, place := range list {
					want.Add(int(place))
				}
			}
		}
		if got := listed(t, pages, terms); *got != want {
			t.Fatalf("%q lists %v, want %v", terms, got, want)
		}
	}
}

func compare(a, b string) int {
	if a < b {
		return -1
	}
	return 1
}

func TestAMessageIsTakenOut(t *testing.T) {
	e := shared.Event{Seq: 9, Room: "tea", By: "u_ann", At: 1}
	other, empty := Block{}, Block{}
	other.Say(8, "tea 茶")
	kept := maps.Clone(other)
	other.Post(9, e, shared.MessagePosted{Text: "green tea 绿茶"})
	if !reflect.DeepEqual(other["tea"], []uint16{8, 9}) {
		t.Errorf("tea is at %v", other["tea"])
	}
	other.Unsay(9)
	if other["green"] != nil || other[roomTerm("tea")] == nil {
		t.Errorf("unsaid, it leaves %v", other)
	}
	other.Delete(9)
	if !reflect.DeepEqual(other, kept) {
		t.Errorf("deleted, it leaves %v", other)
	}
	other.Delete(8)
	if !reflect.DeepEqual(other, empty) {
		t.Errorf("emptied, it has %v", other)
	}
}

func TestPlaces(t *testing.T) {
	var p Places
	for _, place := range []int{0, 63, 64, 1000, BlockSpan - 1} {
		p.Add(place)
	}
	var got []int
	for place := p.Last(BlockSpan); place >= 0; place = p.Last(place) {
		got = append(got, place)
	}
	if want := []int{BlockSpan - 1, 1000, 64, 63, 0}; !slices.Equal(got, want) {
		t.Errorf("got %v, want %v", got, want)
	}
	if p.Last(0) != -1 || p.Last(63) != 0 {
		t.Errorf("before 0 is %d, before 63 is %d", p.Last(0), p.Last(63))
	}
}

// A damaged page is an error, and never more than that.
func FuzzPages(f *testing.F) {
	f.Add(someBlock(rand.New(rand.NewPCG(5, 6)), 20).Pages()[0].Data)
	f.Fuzz(func(t *testing.T, data []byte) {
		Block{}.Load(data)
		var places Places
		Collect(data, []Term{beginning("w")}, &places)
	})
}
