package ui

import (
	"time"

	"github.com/maxence-charriere/go-app/v9/pkg/app"

	"parley/app/client"
	"parley/app/client/lab"
	"parley/app/ui/words"
	"parley/shared"
)

const (
	labID = "lab"
	// labTick is how often what moves is rendered.
	labTick = 250 * time.Millisecond
	// labHidden is how long the bench goes on where nobody sees it.
	labHidden = 30 * time.Second
)

// labPage runs one stream over all five transports, one under another on one
// axis of time. Its bench lives as long as the page shows.
type labPage struct {
	app.Compo

	Root    *Root
	Words   *words.Words
	Stream  shared.LabStream // what the address asks for
	Offline bool             // whether the device has no network

	bench  *lab.Bench  // nil on the server
	upload *lab.Upload // nil on the server
	timer  *time.Timer
	seenAt time.Time // when somebody could last see the page
	seen   uint64    // the turn of bench and upload that was rendered last
	time   laneTime  // how far the lanes are drawn; it stands still when the bench does
	copied copying
}

func (r *Root) labPage() app.UI {
	return &labPage{Root: r, Words: r.words(), Stream: r.at().stream, Offline: r.wireState().Phase == client.Offline}
}

// OnMount begins to listen.
func (p *labPage) OnMount(ctx app.Context) {
	if p.Root.Lab == nil {
		return
	}
	p.bench, p.upload = lab.New(*p.Root.Lab), lab.NewUpload(*p.Root.Lab)
	p.time = laneTime{origin: p.bench.Now(), now: p.bench.Now()}
	p.bench.Choose(p.Stream)
	p.follow(ctx)
}

// OnDismount ends everything.
func (p *labPage) OnDismount() {
	if p.bench == nil {
		return
	}
	p.timer.Stop()
	p.timer = nil
	p.bench.Stop()
	p.upload.Cancel()
}

// follow renders again and again what changes, as long as the page shows.
func (p *labPage) follow(ctx app.Context) {
	p.timer = time.AfterFunc(labTick, func() {
		quietly(ctx, func() {
			if p.timer == nil {
				return
			}
			p.rest()
			if p.moves() || p.turn() != p.seen {
				ctx.Dispatch(nil)
			}
			p.follow(ctx)
		})
	})
}

// rest stops the bench when nobody has looked for a while: its connections are
// wanted elsewhere, and a page that is hidden is too slow to measure anything.
func (p *labPage) rest() {
	hidden := app.IsClient && app.Window().Get("document").Get("visibilityState").String() == "hidden"
	if !hidden {
		p.seenAt = time.Now()
	} else if p.moves() && time.Since(p.seenAt) > labHidden {
		p.bench.Stop()
	}
}

// moves reports whether time passes on the page.
func (p *labPage) moves() bool {
	return p.phase() == lab.Running
}

func (p *labPage) turn() uint64 { return p.bench.Turn() + p.upload.Turn() }

func (p *labPage) phase() lab.Phase {
	if p.bench == nil {
		return lab.Idle
	}
	return p.bench.Phase()
}

func (p *labPage) stream() shared.LabStream {
	if p.bench == nil {
		return p.Stream
	}
	return p.bench.Stream()
}

// columns are the five; before there is a bench they know nothing yet.
func (p *labPage) columns() []*lab.Column {
	if p.bench != nil {
		return p.bench.Columns()
	}
	var all []*lab.Column
	for _, t := range lab.Order {
		all = append(all, &lab.Column{Transport: t})
	}
	return all
}

func (p *labPage) Render() app.UI {
	w := p.Words
	if p.bench != nil {
		p.seen = p.turn()
		if p.moves() {
			p.time.now = p.bench.Now()
		}
	}
	return app.Main().ID(labID).Class("page").TabIndex(-1).Body(
		app.Div().Class("lab").Body(
			p.plain(),
			app.Header().Class("lab-top").Body(
				app.P().Class("lab-lead").Body(app.B().Text(w.LabLead), app.Text(" "+w.LabHow)),
				p.tools(),
				p.trouble(),
			),
			p.stage(),
			p.rows(),
			p.summary(),
			&labUpload{Words: w, Upload: p.upload, Turn: p.seen},
		),
	)
}

// rows are the transports, each with its lane.
func (p *labPage) rows() app.UI {
	rows := make([]app.UI, 0, len(lab.Order))
	for _, column := range p.columns() {
		rows = append(rows, &labRow{Words: p.Words, Column: column, Stream: p.stream(), Running: p.moves(), Turn: p.seen, Time: p.time})
	}
	return app.Ul().Class("lab-rows").Body(rows...)
}

// plain is what there is without scripts: the stream in the iframe alone, which
// needs none. Where scripts run, the browser takes this for text.
func (p *labPage) plain() app.UI {
	if app.IsClient {
		return nil
	}
	w := p.Words
	stream := p.Stream
	if stream == shared.LabWords { // which somebody has to begin
		stream = shared.LabClock
	}
	var links []app.UI
	for _, s := range []shared.LabStream{shared.LabClock, shared.LabVitals, shared.LabButton} {
		links = append(links, app.A().Class("button").Href(shared.PageLab+"?stream="+string(s)).Attr("aria-current", currentPage(s == stream)).Text(w.ByStream[s]))
	}
	if stream == shared.LabButton { // it is answered without a page, so this one stays
		links = append(links, app.Form().Method("post").Action(shared.PathPress).Body(app.Button().Class("button", "primary").Text(w.PressIt)))
	}
	path := shared.PathStream(shared.PathLabStream(stream), shared.TransportFrame)
	return app.NoScript().Body(
		app.P().Class("lab-lead").Text(w.LabScripts),
		app.Div().Class("lab-links").Body(links...),
		app.IFrame().Class("lab-plain").Title(w.LabFrame).Src(path+"?line=plain"),
	)
}
