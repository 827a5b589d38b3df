package ui

import (
	"slices"

	"github.com/maxence-charriere/go-app/v9/pkg/app"

	"parley/app/client"
	"parley/app/ui/words"
	"parley/shared"
)

// ComposerID is the ID of the field.
const ComposerID = "message"

// Composer is where one writes to a room. It is a plain form, which posts by
// itself until the client has arrived; the client then sends in its place. The
// field belongs to the browser: see writing.
type Composer struct {
	app.Compo

	Client *client.Client
	Words  *words.Words
	Room   shared.RoomID
	Turn   uint64 // see Timeline.Turn
	// Refused is why the plain form was refused, from the page's address; "" for
	// nothing.
	Refused shared.Code
	// Fresh is the command ID that the plain form posts under; the server mints
	// it with the page. "" in the browser, where the client mints them.
	Fresh shared.CommandID

	ctx        app.Context // nil before the mount, and on the server
	field      writing
	writes     shared.RoomID // the room that the field's text is for
	left       int           // how many more characters fit, told when they are few
	refusal    *shared.Error // why what is in the field wasn't sent; nil for nothing
	picking    bool          // whether the emoji are open
	saving     bool          // whether the draft will soon be kept
	mutedTo    int64         // the end of being muted that is waited for; 0 for none
	waits      bool          // whether what is in the field goes when the uploads have ended
	completing completing
	asks       dialogKind // a dialog that is soon to be opened
	release    []func()   // ends the listeners
}

// leftTold is from how few characters left on their number shows.
const leftTold = 200

// OnMount takes the field over, and the focus where nothing has it: except on a
// touch screen, whose keyboard would cover the messages.
func (c *Composer) OnMount(ctx app.Context) {
	c.ctx, c.left = ctx, shared.MaxMessageRunes
	c.attach()
	if c.Refused != "" {
		c.refusal = &shared.Error{Code: c.Refused}
	}
	if active := app.Window().Get("document").Get("activeElement"); !coarse() && active.Equal(app.Window().Get("document").Get("body")) {
		focusComposer()
	}
}

// OnDismount keeps the draft and lets the browser's listeners go.
func (c *Composer) OnDismount() { c.detach() }

// Render gives the form, or a note where nothing can be written.
func (c *Composer) Render() app.UI {
	w, room := c.Words, c.Client.State().Room(c.Room)
	if room == nil {
		return app.Form().Class("compose")
	}
	icon, note := c.closedNote(room)
	if c.ctx != nil && (c.writes != c.Room || (note != "") != (c.field.element == nil)) {
		c.run(c.attach) // once this is in the page
	}
	if note != "" {
		return app.Form().Class("compose").Body(app.P().Class("compose-closed").Body(Icon(icon), app.Text(note)))
	}
	if c.waits && !c.Client.Uploading(c.Room) {
		c.run(c.sendWaiting)
	}
	placeholder := w.ComposeTo(room.Name)
	if room.Private {
		placeholder = w.DirectTo(roomName(c.Client.State(), room, w))
	}
	return app.Form().Class("compose").
		Method("post").Action(Attr(shared.PageRoom(c.Room))).EncType("multipart/form-data").
		OnSubmit(c.onSubmit).
		Body(
			app.Input().Type("hidden").Name("id").Attr("value", Attr(string(c.Fresh))),
			app.Div().Class("drop").Aria("hidden", True()).Body(Icon("paperclip"), app.Text(w.DropHere)),
			c.spoken(),
			c.tray(),
			c.answering(),
			c.suggestions(),
			app.Div().Class("box").Body(
				c.chooser(),
				c.area(placeholder),
				c.speaker(),
				app.Button().Type("button").Class("icon-button needs-client").
					Aria("label", Attr(w.EmojiLabel)).Title(Attr(w.EmojiLabel)).
					Aria("expanded", boolean(c.picking)).
					Body(Icon("smile")).OnClick(c.onPick),
				app.Button().Type("submit").Class("send").
					Aria("label", Attr(w.Send)).Title(Attr(w.Send)).
					Body(Icon("arrow-up")),
				app.If(c.picking, &EmojiPicker{Words: w, Owner: c}),
			),
			c.below(room),
		)
}

// area is the field. On the server it has what comes back because the plain form
// was refused; in the browser its text is not ours to render.
func (c *Composer) area(placeholder string) app.UI {
	area := app.Elem("textarea").ID(ComposerID).Attr("name", "text").Attr("rows", 1).
		Attr("placeholder", Attr(placeholder)).Aria("label", Attr(placeholder)).
		Attr("autocomplete", "off").Attr("enterkeyhint", "enter")
	if len(c.completing.offers) > 0 {
		area = area.Aria("controls", suggestionsID).Aria("activedescendant", optionID(c.completing.chosen))
	}
	if draft := c.Client.Draft(c.Room); app.IsServer && draft != "" {
		return area.Attr("autofocus", true).Body(app.Text("\n" + draft)) // a parser drops the first line break
	}
	return area
}

func (c *Composer) onSubmit(_ app.Context, event app.Event) {
	event.PreventDefault()
	c.send()
	c.ask()
}

// send hands the text to the client and empties the field. What can't be sent
// stays, with the reason below it.
func (c *Composer) send() {
	text := shared.CleanText(c.field.text())
	err := shared.CheckText(text)
	attached := c.Client.Attachments(c.Room)
	switch {
	case err == nil:
	case shared.CodeOf(err) != shared.CodeTextEmpty:
		c.refuse(err)
		return
	case !slices.ContainsFunc(attached, func(a client.Attachment) bool { return a.Uploading() || a.Uploaded() }):
		return
	}
	post, ok := c.meant(text)
	if !ok {
		return
	}
	if c.waits = c.Client.Uploading(c.Room); c.waits {
		return
	}
	if c.refusal = c.tooSoon(); c.refusal != nil {
		return
	}
	if c.Client.Say(c.Room, post) == "" {
		c.refuse(shared.Errorf(shared.CodeUnavailable, ""))
		return
	}
	c.empty()
	c.field.focus()
}

func (c *Composer) empty() {
	c.field.set("")
	c.typed()
	c.keep()
}

func (c *Composer) refuse(err error) {
	c.refusal = &shared.Error{Code: shared.CodeOf(err), Message: err.Error()}
}

func (c *Composer) onPick(app.Context, app.Event) { c.picking = !c.picking }

// pickEmoji and closePicker make the composer the owner of its picker.
func (c *Composer) pickEmoji(emoji string) {
	c.picking = false
	c.field.insert(emoji)
}

func (c *Composer) closePicker(back bool) {
	c.picking = false
	if back {
		c.field.focus()
	}
	c.Update()
}
