package ui

import (
	"math"

	"github.com/maxence-charriere/go-app/v9/pkg/app"
)

// scroller keeps the view where the person has it. At the end it stays there;
// elsewhere it holds on to the message at its top, whatever is added, taken
// away or wrapped anew above. Its methods are called on the goroutine of the
// user interface.
type scroller struct {
	view  app.Value // the element that scrolls; nil before the mount
	body  app.Value // its content
	stuck bool      // whether the view stays at the end

	anchor string  // the ID of the message at the top of the view; "" for none
	offset float64 // how far below the top of the view that is, in pixels
	at     float64 // how far the view was scrolled when that was so
}

func (s *scroller) attach(view app.Value) {
	s.view, s.body = view, view.Get("firstElementChild")
}

// toEnd goes to the end, and stays.
func (s *scroller) toEnd() {
	s.stuck, s.anchor = true, ""
	if s.view != nil {
		s.moveTo(s.extent().Content)
	}
}

// moveTo scrolls to that many pixels from the top, or as far as it goes.
func (s *scroller) moveTo(top float64) {
	s.view.Set("scrollTop", top)
	s.at = s.view.Get("scrollTop").Float()
}

// show brings a message into the upper part of the view.
func (s *scroller) show(id string) {
	e := s.extent()
	s.stuck, s.anchor, s.at, s.offset = false, id, e.Top, e.View/4
	s.hold()
}

// restore takes over how far the server's page was scrolled. That page begins
// at its end, so it counts from there.
func (s *scroller) restore(kept *Kept) {
	s.hold()
	if up, ok := kept.ScrollTop(timelineID); ok && up < 0 {
		s.view.Set("scrollTop", s.extent().Content-s.extent().View+up)
		s.look(true)
	}
}

func (s *scroller) extent() extent {
	return extent{
		Top:     s.view.Get("scrollTop").Float(),
		View:    s.view.Get("clientHeight").Float(),
		Content: s.view.Get("scrollHeight").Float(),
	}
}

// look takes in where the view is after it was scrolled. whole tells whether
// the end of the content is the end of the room. Who was there and did not
// scroll up is there still: what came or grew meanwhile is about to be held.
func (s *scroller) look(whole bool) {
	e := s.extent()
	still := s.stuck && s.scrolled(e) >= 0
	s.at = e.Top
	if s.stuck = whole && (still || e.near()); s.stuck {
		s.anchor = "" // it needs none
	} else {
		s.anchor, s.offset = s.first()
	}
}

// hold brings the view back to where it was, after the content or the view has
// changed. It runs before the browser paints, so that nothing is seen to move.
func (s *scroller) hold() {
	if s.view == nil {
		return
	}
	e := s.extent()
	scrolled := s.scrolled(e)
	if s.stuck && scrolled >= -stickWithin {
		s.moveTo(e.Content)
		return
	}
	anchor := app.Window().GetElementByID(s.anchor)
	if s.anchor == "" || !anchor.Truthy() {
		return
	}
	s.at, s.offset = e.Top, s.offset-scrolled
	if moved := top(anchor) - top(s.view) - s.offset; moved != 0 {
		s.moveTo(e.Top + moved)
	}
}

// scrolled is how far the person scrolled since the last look. The browser
// tells of it only with its next frame, and the content may change before. What
// ends at the end was not scrolled up: there became less of it.
func (s *scroller) scrolled(e extent) float64 {
	by := e.Top - s.at
	if by < 0 && e.below() < 1 {
		return 0
	}
	return by
}

// first finds the first message that reaches into the view. Messages stand in
// the page in their order, so halving the range finds it in some ten looks.
func (s *scroller) first() (id string, offset float64) {
	messages := s.body.Call("querySelectorAll", "[data-key]")
	edge := top(s.view)
	low, high := 0, messages.Length()
	for low < high {
		middle := (low + high) / 2
		if bottom(messages.Index(middle)) > edge {
			high = middle
		} else {
			low = middle + 1
		}
	}
	if low == messages.Length() {
		return "", 0
	}
	message := messages.Index(low)
	return message.Get("id").String(), top(message) - edge
}

// inView gives the chunks of which something is in view; it is empty where
// there is none.
func (s *scroller) inView() window {
	from, to := top(s.view), bottom(s.view)
	seen := window{math.MaxInt, math.MinInt}
	each(s.body.Call("querySelectorAll", ".chunk"), func(chunk app.Value) {
		if bottom(chunk) > from && top(chunk) < to {
			id := chunkID(chunk)
			seen = window{min(seen.From, id), max(seen.To, id+1)}
		}
	})
	return seen
}

// roomBelow is how far the end of the view is below an element, in pixels.
func (s *scroller) roomBelow(element app.Value) float64 { return bottom(s.view) - bottom(element) }

func top(e app.Value) float64    { return e.Call("getBoundingClientRect").Get("top").Float() }
func bottom(e app.Value) float64 { return e.Call("getBoundingClientRect").Get("bottom").Float() }
