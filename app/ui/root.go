package ui

import (
	"github.com/maxence-charriere/go-app/v9/pkg/app"

	"parley/app/client"
	"parley/app/client/lab"
	"parley/app/ui/words"
	"parley/shared"
)

// Root is the whole page, at every address: it chooses what the address and the
// state ask for. One Root lives as long as the page does. It belongs to the
// goroutine of the user interface.
type Root struct {
	app.Compo

	Client *client.Client
	Boot   shared.Boot // what came with the page
	URI    string      // the address to begin at
	Lang   string      // "en" or "zh" to begin with
	Loop   *Loop       // nil on the server
	Kept   *Kept       // what the server's page held; nil on the server
	Lab    *lab.World  // what the lab needs; nil on the server

	here      address
	arrived   bool // whether here is set: by the first navigation
	goal      goal // the message that the address names
	ctx       app.Context
	turn      uint64 // grows with every change of the client
	stale     bool   // whether a render is on its way
	dialog    dialogKind
	subject   shared.PersonID // whom the dialog is about
	viewed    viewed          // by the viewer
	opener    app.Value       // what had the focus before a dialog was opened; nil before the first
	directory listing
	search    searching
	plain     fetched
	links     []roomLink // what the sidebar shows; another slice when that changed
	crowd     crowd
	inspected bool          // whether the panel of the connection is open
	expected  shared.RoomID // joined or created, not yet in the state
	last      struct {      // the room that one was in last
		room shared.RoomID
		name string
	}
	version bool       // the service worker has a new version
	shown   appearance // what was told to the document last
	release []func()   // ends the listeners
}

// OnInit keeps a plain page as it came, for the first time that it is rendered here.
func (r *Root) OnInit() {
	if r.Kept != nil {
		r.plain = fetched{uri: addressOf(r.URI).uri, lang: r.Lang, title: r.Kept.title, html: r.Kept.plain}
	}
}

// OnMount takes over from the server's page.
func (r *Root) OnMount(ctx app.Context) {
	r.ctx = ctx
	r.Client.Changed(r.changed)
	r.Client.Alerts(r.alert)
	r.Loop.attach(ctx)
	r.listen()
	ctx.Handle(actionView, func(_ app.Context, a app.Action) {
		r.viewed = a.Value.(viewed)
		r.open(dialogViewer)
	})
	ctx.Handle(actionOpen, func(_ app.Context, a app.Action) { r.open(a.Value.(dialogKind)) })
	r.Kept.restore()
	r.showPart()
	r.appear()
}

// OnDismount lets the browser's listeners go.
func (r *Root) OnDismount() {
	for _, release := range r.release {
		release()
	}
}

// OnNav follows the address.
func (r *Root) OnNav(ctx app.Context) {
	r.ctx = ctx
	r.goTo(addressOf(ctx.Page().URL().String()))
}

// OnAppUpdate is told by the service worker.
func (r *Root) OnAppUpdate(app.Context) { r.version = true }

// OnAppInstallChange renders the offer to install again.
func (r *Root) OnAppInstallChange(app.Context) { r.turn++ }

// goTo shows what is at an address.
func (r *Root) goTo(to address) {
	moved := r.arrived && (to.page != r.here.page || to.room != r.here.room)
	r.keepFound(to)
	r.here, r.arrived = to, true
	r.goal = goal{to.message, r.goal.Turn + 1}
	closePopovers()
	if moved {
		r.dialog, r.directory.asked, r.plain = dialogNone, false, fetched{}
	}
	r.settle()
	if moved {
		r.ctx.Defer(func(app.Context) { r.focusArrival() })
	}
	r.openPart(to.part)
}

// openPart opens the dialog that the address asks for, and drops it from the
// address, so that it opens once.
func (r *Root) openPart(part string) {
	kind, ok := map[string]dialogKind{PartCreate: dialogCreate, PartDirect: dialogDirect, PartAdd: dialogAdd}[part]
	if !ok || !r.known() {
		return
	}
	url := *r.ctx.Page().URL()
	url.Fragment = ""
	r.ctx.Page().ReplaceURL(&url)
	r.open(kind)
}

// changed is called by the client after any change. However many there are, one
// render follows.
func (r *Root) changed() {
	if r.stale {
		return
	}
	r.stale = true
	r.ctx.Dispatch(func(app.Context) {
		r.stale = false
		r.settle()
	})
}

// refresh renders again because something of Root itself changed.
func (r *Root) refresh() { r.ctx.Dispatch(nil) }

// settle brings what follows from address and state into line with them.
func (r *Root) settle() {
	r.turn++
	if r.Client.State().Room(r.expected) != nil {
		r.expected = ""
	}
	screen := r.screen()
	if screen == screenLanding {
		r.replace(r.landing())
		return
	}
	open := shared.RoomID("")
	if screen == screenRoom {
		open = r.here.room
		room := r.Client.State().Room(open)
		r.last.room, r.last.name = open, roomName(r.Client.State(), room, r.words())
	}
	if r.Client.Opened() != open {
		r.Client.Open(open)
	}
	if (screen == screenDirectory || screen == screenOpening || screen == screenOutside) && !r.directory.asked {
		r.list()
	}
	if screen == screenSearch {
		r.search.panel = false
		r.lookFor(r.here.typed, r.here.before)
	}
	r.appear()
	if screen == screenPlain || screen == screenDoor {
		r.showPlain()
	}
}

// at is the address, also before the first navigation.
func (r *Root) at() address {
	if !r.arrived {
		return addressOf(r.URI)
	}
	return r.here
}

func (r *Root) words() *words.Words { return words.For(r.Lang) }
