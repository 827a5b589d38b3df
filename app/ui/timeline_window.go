package ui

import (
	"parley/app/state"
)

const (
	// spare is how many chunks beside those in view may stay in the page.
	spare = 2
	// most is how many chunks stay in the page of who is at the end while new
	// ones come.
	most = 6
	// stickWithin is how near the end, in pixels, counts as being there.
	stickWithin = 100
	// reach is how near an end of the history, in heights of the view, asks for
	// more of it.
	reach = 1.5
)

// window is the run of chunks that is in the page, by their IDs: From and
// everything before To. The IDs of neighbouring chunks are consecutive.
type window struct{ From, To int }

// all is the run of everything loaded; empty where nothing is.
func all(chunks []*state.Chunk) window {
	if len(chunks) == 0 {
		return window{}
	}
	return window{chunks[0].ID, chunks[len(chunks)-1].ID + 1}
}

// atEnd is the window of who is at the end.
func (all window) atEnd() window { return window{max(all.From, all.To-1-spare), all.To} }

// around is the window for the chunks in view. It grows by a chunk at a time, so
// that no frame has to wait for many, and lets go of what is far away.
func (all window) around(now, view window) window {
	view, now = view.within(all), now.within(all)
	if view.From < now.From || view.To > now.To {
		return window{view.From - 1, view.To + 1}.within(all)
	}
	return window{
		now.From + beside(view.From-now.From, now.From > all.From),
		now.To - beside(now.To-view.To, now.To < all.To),
	}
}

// beside is how many chunks to let go of that lie on one side of the view; -1
// for one more. more tells whether there are any.
func beside(chunks int, more bool) int {
	switch {
	case chunks == 0 && more:
		return -1
	case chunks > spare:
		return chunks - spare + 1
	}
	return 0
}

// following is the window of who stays at the end while it moves on.
func (all window) following(now window) window {
	return window{max(now.From, all.To-most), all.To}.within(all)
}

// reaching is the window of who reads above the end. Where it had all there was
// before on a side, it takes in what has come there: the day that stood above
// the first message goes, and what takes its room must come in the same go.
func (all window) reaching(now, before window) window {
	if now.From == before.From {
		now.From--
	}
	if now.To == before.To {
		now.To++
	}
	return now.within(all)
}

func (w window) empty() bool { return w.From >= w.To }

// within cuts a window to what is loaded; where nothing of it is, it is the end.
func (w window) within(all window) window {
	cut := window{max(w.From, all.From), min(w.To, all.To)}
	if cut.empty() {
		return all.atEnd()
	}
	return cut
}

// extent is how a view lies over its content, in pixels.
type extent struct{ Top, View, Content float64 }

// below is how much content is under the view.
func (e extent) below() float64 { return e.Content - e.Top - e.View }

// near reports whether the view is at the end, or as good as.
func (e extent) near() bool { return e.below() <= stickWithin }

// wantsAbove and wantsBelow report whether so little is left on a side that
// more is needed.
func (e extent) wantsAbove() bool { return e.Top < reach*e.View }
func (e extent) wantsBelow() bool { return e.below() < reach*e.View }
