package ui

import (
	"slices"
	"strconv"
	"strings"

	"github.com/maxence-charriere/go-app/v9/pkg/app"
)

// completing is the list of suggestions above the field. The zero value shows
// none.
type completing struct {
	begun   begun
	offers  []suggestion
	chosen  int
	refused string // what was begun when the list was closed by hand
}

// suggestionsID is the ID of the list, and the beginning of those of its options.
const suggestionsID = "suggestions"

func optionID(i int) string { return suggestionsID + "-" + strconv.Itoa(i) }

// complete looks at what stands before the caret. While an input method is at
// work it waits: what it shows is not written yet.
func (c *Composer) complete() {
	room := c.Client.State().Room(c.Room)
	if c.field.element == nil || room == nil || c.field.composing {
		return
	}
	now := begunAt(c.field.text(), c.field.element.Get("selectionEnd").Int())
	if now == c.completing.begun {
		return
	}
	was := c.completing
	c.completing = completing{begun: now, refused: was.refused}
	if now.mark == 0 {
		c.completing.refused = ""
	}
	if key := string(now.mark) + now.text; was.refused == "" || len(key) < len(was.refused) || key[:len(was.refused)] != was.refused {
		c.completing.refused = ""
		c.completing.offers = suggest(now, c.Client.State(), room, c.Words)
	}
	if !slices.Equal(was.offers, c.completing.offers) || was.chosen != c.completing.chosen {
		c.Update()
	}
}

// done reports whether all of the chosen suggestion is written already.
func (c completing) done() bool {
	return strings.TrimSpace(c.offers[c.chosen].Text) == string(c.begun.mark)+c.begun.text
}

// suggestions is the list; its element is there also without any.
func (c *Composer) suggestions() app.UI {
	place := app.Div().Class("suggestions-place")
	if len(c.completing.offers) == 0 {
		return place
	}
	options := make([]app.UI, len(c.completing.offers))
	for i, offer := range c.completing.offers {
		options[i] = c.option(i, offer)
	}
	return place.Body(app.Div().Class("suggestions").ID(suggestionsID).Role("listbox").
		Aria("label", Attr(c.Words.Suggestions)).Body(options...))
}

func (c *Composer) option(i int, offer suggestion) app.UI {
	var sign app.UI = app.Span().Class("sign").Text(offer.Sign)
	switch {
	case offer.Person.ID != "":
		sign = Face(offer.Person, "small")
	case offer.Sign == "":
		sign = Icon("users")
	}
	return app.Div().Class("option").ID(optionID(i)).Role("option").Aria("selected", boolean(i == c.completing.chosen)).
		DataSet("option", strconv.Itoa(i)).
		OnMouseDown(func(_ app.Context, e app.Event) { e.PreventDefault() }). // the field keeps the focus
		OnClick(c.onOption).
		Body(sign, app.Span().Class("name").Text(offer.Label), app.Span().Class("hint").Text(offer.Note))
}

func (c *Composer) onOption(ctx app.Context, _ app.Event) {
	if i, err := strconv.Atoi(dataOf(ctx, "option")); err == nil && i < len(c.completing.offers) {
		c.accept(i)
	}
}

// accept writes a suggestion in the place of what was begun.
func (c *Composer) accept(i int) {
	offer, length := c.completing.offers[i], c.completing.begun.length
	c.completing = completing{}
	caret := c.field.element.Get("selectionEnd").Int()
	c.field.element.Call("setSelectionRange", max(0, caret-length), caret)
	c.field.insert(offer.Text)
	c.Update()
}

// completes takes a stroke that is for the list, and reports whether it was.
func (c *Composer) completes(s stroke) bool {
	n := len(c.completing.offers)
	switch {
	case n == 0:
		return false
	case s.is("ArrowDown"):
		c.completing.chosen = (c.completing.chosen + 1) % n
	case s.is("ArrowUp"):
		c.completing.chosen = (c.completing.chosen + n - 1) % n
	case s.is("Enter") && c.completing.done():
		return false // there is nothing to be completed: the message is sent
	case s.is("Enter"), s.is("Tab"):
		c.accept(c.completing.chosen)
	case s.is("Escape"):
		b := c.completing.begun
		c.completing = completing{begun: b, refused: string(b.mark) + b.text}
	default:
		return false
	}
	c.Update()
	return true
}
