package ui

import (
	"math/rand/v2"
	"testing"
)

func TestWindows(t *testing.T) {
	all := window{-10, 20}
	for name, c := range map[string]struct{ got, want window }{
		"at the end":                     {all.atEnd(), window{17, 20}},
		"at the end of little":           {window{0, 1}.atEnd(), window{0, 1}},
		"at the end of nothing":          {window{}.atEnd(), window{}},
		"a chunk on either side is left": {all.around(window{2, 7}, window{3, 5}), window{2, 7}},
		"none left above":                {all.around(window{2, 7}, window{2, 5}), window{1, 7}},
		"none left below":                {all.around(window{2, 7}, window{3, 7}), window{2, 8}},
		"too many left above":            {all.around(window{2, 9}, window{6, 8}), window{5, 9}},
		"too many left below":            {all.around(window{2, 9}, window{3, 4}), window{2, 5}},
		"nothing more above":             {all.around(window{-10, -6}, window{-10, -8}), window{-10, -6}},
		"nothing more below":             {all.around(window{16, 20}, window{18, 20}), window{16, 20}},
		"the view is elsewhere":          {all.around(window{2, 7}, window{10, 12}), window{9, 13}},
		"following a new chunk":          {window{-10, 21}.following(window{17, 20}), window{17, 21}},
		"following far":                  {all.following(window{0, 3}), window{14, 20}},
		"older ones come":                {all.reaching(window{0, 4}, window{0, 10}), window{-1, 4}},
		"newer ones come":                {all.reaching(window{5, 10}, window{0, 10}), window{5, 11}},
		"nothing comes":                  {all.reaching(window{-10, -5}, window{-10, 20}), window{-10, -5}},
		"another stretch":                {window{30, 40}.reaching(window{0, 4}, window{-10, 20}), window{37, 40}},
	} {
		if c.got != c.want {
			t.Errorf("%s: %v, want %v", name, c.got, c.want)
		}
	}
}

// Wherever the view wanders, it is in the window, which stays small, moves by a
// chunk where the view does, and rests where the view rests.
func TestTheWindowFollowsTheView(t *testing.T) {
	all, high := window{0, 400}, 2 // chunks in view
	view := window{200, 200 + high}
	now := all.around(window{}, view)
	for range 20_000 {
		step := rand.IntN(3) - 1
		if view.From+step >= all.From && view.To+step <= all.To {
			view = window{view.From + step, view.To + step}
		}
		before := now
		now = all.around(now, view)
		switch {
		case view.From < now.From || view.To > now.To:
			t.Fatalf("view %v is outside %v", view, now)
		case now.To-now.From > high+2*spare:
			t.Fatalf("%v is too much for %v", now, view)
		case now.From < before.From-1 || now.To > before.To+1:
			t.Fatalf("from %v to %v at once", before, now)
		case all.around(now, view) != now:
			t.Fatalf("%v does not rest at %v", now, view)
		}
	}
}

func TestExtents(t *testing.T) {
	for _, c := range []struct {
		e                  extent
		near, above, below bool
	}{
		{extent{Top: 0, View: 500, Content: 300}, true, true, true},
		{extent{Top: 4400, View: 500, Content: 5000}, true, false, true},
		{extent{Top: 4399, View: 500, Content: 5000}, false, false, true},
		{extent{Top: 2000, View: 500, Content: 5000}, false, false, false},
		{extent{Top: 749, View: 500, Content: 5000}, false, true, false},
	} {
		if c.e.near() != c.near || c.e.wantsAbove() != c.above || c.e.wantsBelow() != c.below {
			t.Errorf("%+v: near %v, above %v, below %v", c.e, c.e.near(), c.e.wantsAbove(), c.e.wantsBelow())
		}
	}
}
