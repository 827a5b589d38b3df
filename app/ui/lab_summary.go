package ui

import (
	"strconv"

	"github.com/maxence-charriere/go-app/v9/pkg/app"

	"parley/app/client/lab"
	"parley/app/ui/words"
)

// labFigures names what labCells gives, in its order.
func labFigures(w *words.Words) []string {
	return []string{
		"p50", "p95", "p99", w.FigureEvents, w.FigureGaps, w.FigureTwice,
		w.FigureAsked, w.FigureDown, w.FigureUp, w.FigureOver, w.FigureBack,
	}
}

// labCells writes the figures of a transport.
func labCells(f lab.Figures) []string {
	overhead := unmeasured
	if f.PerEvent > 0 {
		overhead = size(f.Overhead)
	}
	return []string{
		delay(f.P50), delay(f.P95), delay(f.P99), strconv.Itoa(f.Events), strconv.Itoa(f.Missing), strconv.Itoa(f.Twice),
		strconv.FormatInt(f.Requests, 10), size(float64(f.Down)), size(float64(f.Up)), overhead, strconv.Itoa(f.Reconnects),
	}
}

// results are the rows of the table.
func (p *labPage) results() []lab.Row {
	var rows []lab.Row
	for _, c := range p.columns() {
		rows = append(rows, lab.Row{Transport: c.Transport, Name: p.Words.ByTransport[c.Transport], Figures: c.Figures()})
	}
	return rows
}

func (p *labPage) headings() []string {
	return append([]string{p.Words.TableHead}, labFigures(p.Words)...)
}

// summary is the table of what was measured, to be taken along.
func (p *labPage) summary() app.UI {
	w, rows := p.Words, p.results()
	notes := []app.UI{app.P().Text(w.TableNote)}
	for _, row := range rows {
		if row.Shared {
			notes = append(notes, app.P().Text(w.TableShared))
			break
		}
	}
	return app.Elem("section").Class("lab-card").Aria("labelledby", "lab-table").Body(
		app.Div().Class("lab-title").Body(
			app.H2().ID("lab-table").Text(w.TableTitle),
			app.Div().Class("lab-takes", "needs-client").Body(
				app.Button().Type("button").ID("lab-copy").Class("button").OnClick(p.copy).Body(Icon("copy"), app.Span().Role("status").Text(p.copyLabel())),
				app.Button().Type("button").ID("lab-save").Class("button").OnClick(p.save).Body(Icon("download"), app.Span().Text(w.SaveTable)),
			),
		),
		app.P().Class("lab-verdict").Text(labVerdict(w, rows)),
		app.Div().Class("lab-scroll").TabIndex(0).Role("group").Aria("label", w.TableTitle).Body(p.table(rows)),
		app.Div().Class("lab-notes").Body(notes...),
	)
}

// table is made of elements by name: each type that go-app has for one adds its
// methods, all of them, to the download.
func (p *labPage) table(rows []lab.Row) app.UI {
	var head, body []app.UI
	for _, heading := range p.headings() {
		head = append(head, app.Elem("th").Attr("scope", "col").Text(heading))
	}
	for _, row := range rows {
		cells := []app.UI{app.Elem("th").Attr("scope", "row").Text(row.Name)}
		for _, cell := range labCells(row.Figures) {
			cells = append(cells, app.Elem("td").Text(cell))
		}
		body = append(body, app.Elem("tr").Body(cells...))
	}
	return app.Elem("table").Body(app.Elem("thead").Body(app.Elem("tr").Body(head...)), app.Elem("tbody").Body(body...))
}

// labVerdict compares what is said with what was measured.
func labVerdict(w *words.Words, rows []lab.Row) string {
	const enough = 3 // events on each
	quick, slow, light, heavy := rows[0], rows[0], rows[0], rows[0]
	events := rows[0].Events
	for _, row := range rows {
		if row.P50 == lab.Unmeasured || row.PerEvent == 0 || row.Events < enough {
			return w.VerdictWait
		}
		events = max(events, row.Events)
		if row.P50 < quick.P50 {
			quick = row
		}
		if row.P50 > slow.P50 {
			slow = row
		}
		if row.Overhead < light.Overhead {
			light = row
		}
		if row.Overhead > heavy.Overhead {
			heavy = row
		}
	}
	return w.Verdict(events, quick.Name, delay(quick.P50), slow.Name, delay(slow.P50), light.Name, size(light.Overhead), heavy.Name, size(heavy.Overhead))
}
