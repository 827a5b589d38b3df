package ui

import (
	"github.com/maxence-charriere/go-app/v9/pkg/app"

	"parley/app/ui/words"
	"parley/shared"
)

// menuHeight is how much room the menu takes, in pixels.
const menuHeight = 200

// messageMenu is what can be done with a message and is not done often. One is
// open at most.
type messageMenu struct {
	app.Compo

	Words *words.Words
	Owner *message
	Seq   shared.Seq
	Up    bool // whether it stands above its button

	copied copying
	err    *shared.Error
	away   func() // ends the listener for presses elsewhere
}

// OnMount puts the focus on the first item.
func (n *messageMenu) OnMount(ctx app.Context) {
	if first := ctx.JSSrc().Call("querySelector", "button"); first.Truthy() {
		first.Call("focus", map[string]any{"preventScroll": true})
	}
	n.away = listen(app.Window().Get("document"), "pointerdown", func(e app.Value) {
		if !e.Get("target").Call("closest", ".message-menu, [aria-expanded=true]").Truthy() {
			ctx.Dispatch(func(app.Context) { n.Owner.Line.close(false) })
		}
	})
}

// OnDismount lets the browser's listener go.
func (n *messageMenu) OnDismount() {
	if n.away != nil {
		n.away()
	}
}

// Render gives the items.
func (n *messageMenu) Render() app.UI {
	w := n.Words
	class := "message-menu"
	if n.Up {
		class = "message-menu up"
	}
	var wrong app.UI
	if n.err != nil {
		wrong = app.P().Class("wrong").Role("alert").Text(w.Refusal(n.err))
	}
	return app.Div().Class(class).Role("menu").Aria("label", Attr(w.MoreTools)).OnKeyDown(n.onKey).Body(
		n.item("link", n.copyLabel(), n.onCopy),
		n.item("copy", w.CopyText, n.onCopyText),
		n.item("mail", w.MarkUnread, n.onUnread),
		app.If(n.Owner.Open, n.item("pin", n.pinLabel(), n.onPin)),
		app.If(!n.Owner.Entry.Mine, app.A().Class("item").Role("menuitem").Href(Attr(shared.PageReportMessage(n.Owner.Line.Room, n.Seq))).
			Body(Icon("flag"), app.Span().Text(w.Report))),
		wrong,
	)
}

func (n *messageMenu) item(icon, label string, do app.EventHandler) app.UI {
	return app.Button().Type("button").Class("item").Role("menuitem").OnClick(do, icon).Body(Icon(icon), app.Span().Text(label))
}

func (n *messageMenu) copyLabel() string {
	switch n.copied {
	case copiedNow:
		return n.Words.CopyDone
	case copyRefused:
		return n.Words.CopyFailed
	}
	return n.Words.CopyLink
}

// onCopy copies the address of the message.
func (n *messageMenu) onCopy(ctx app.Context, _ app.Event) {
	link := app.Window().Get("location").Get("origin").String() + shared.PageMessage(n.Owner.Line.Room, n.Seq)
	copyText(link, func(well bool) {
		ctx.Dispatch(func(app.Context) {
			n.copied = copyRefused
			if well {
				n.copied = copiedNow
			}
		})
	})
}

// onCopyText copies what was written.
func (n *messageMenu) onCopyText(ctx app.Context, _ app.Event) {
	copyText(n.Owner.Entry.Message.Text, func(well bool) {
		ctx.Dispatch(func(app.Context) {
			if well {
				n.Owner.Line.close(true)
			} else {
				n.copied = copyRefused
			}
		})
	})
}

func (n *messageMenu) pinLabel() string {
	if n.Owner.Entry.Message.Pinned {
		return n.Words.UnpinMessage
	}
	return n.Words.PinMessage
}

// onPin keeps the message at hand, or no longer.
func (n *messageMenu) onPin(app.Context, app.Event) {
	n.Owner.Line.Client.Pin(n.Owner.Line.Room, n.Seq, !n.Owner.Entry.Message.Pinned)
	n.Owner.Line.close(true)
}

// onUnread closes the menu once it is done. The line that then stands above the
// message has it mounted anew, so only the timeline is asked.
func (n *messageMenu) onUnread(ctx app.Context, _ app.Event) {
	line := n.Owner.Line
	n.err = nil
	line.Client.Unread(line.Room, n.Seq, func(err *shared.Error) {
		if err == nil {
			line.close(true)
		} else {
			ctx.Dispatch(func(app.Context) { n.err = err })
		}
	})
}

func (n *messageMenu) onKey(ctx app.Context, e app.Event) {
	s, step := strokeOf(e, false), 0
	switch {
	case s.is("Escape"):
		n.Owner.Line.close(true)
	case s.is("ArrowDown"):
		step = 1
	case s.is("ArrowUp"):
		step = -1
	default:
		return
	}
	e.PreventDefault()
	e.Call("stopPropagation")
	if step != 0 {
		stepItem(ctx.JSSrc(), e.Get("target"), step)
	}
}

// stepItem moves the focus to the item before or after, round about.
func stepItem(menu, from app.Value, by int) {
	items := menu.Call("querySelectorAll", "[role=menuitem]")
	for i := range items.Length() {
		if items.Index(i).Equal(from) {
			items.Index((i + by + items.Length()) % items.Length()).Call("focus")
			return
		}
	}
}

func (m *message) onMenu(ctx app.Context, _ app.Event) {
	switch {
	case m.Mode == modeMenu || m.Mode == modeMenuUp:
		m.Line.close(true)
	case m.Line.scroll.roomBelow(ctx.JSSrc()) < menuHeight:
		m.Line.open(m.Entry.Key, modeMenuUp)
	default:
		m.Line.open(m.Entry.Key, modeMenu)
	}
}
