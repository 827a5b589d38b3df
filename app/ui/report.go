//go:build !js

package ui

import (
	"strconv"

	"github.com/maxence-charriere/go-app/v9/pkg/app"

	"parley/app/ui/words"
	"parley/shared"
)

// report is the page where somebody reports a message or a person.
type report struct {
	app.Compo

	Root  *Root
	Words *words.Plain
	Of    shared.Reporting
	At    address
}

func (r *Root) reportPage(w *words.Plain, of shared.Reporting) app.UI {
	return &report{Root: r, Words: w, Of: of, At: r.at()}
}

func (p *report) Render() app.UI {
	w := p.Words
	if p.Of.Done {
		return plainMain(w.ReportTitle, emptyState("flag", w.ReportDone, app.A().Class("button").Href(shared.PageHome).Text(w.ToStart)))
	}
	whom := named(p.Of.Whom, w.Words)
	var said, refused app.UI
	if p.Of.Message != 0 {
		said = app.Blockquote().Class("said").Dir("auto").Text(beginning(p.Of.Said))
	}
	if p.At.refused != "" {
		refused = p.Root.refusal("report-refusal", &shared.Error{Code: p.At.refused})
	}
	return plainMain(w.ReportTitle, app.Section().Class("panel").Aria("labelledby", "report-whom").Body(
		app.Div().Class("whom").Body(Face(whom), app.H2().ID("report-whom").Dir("auto").Text(whom.Name)),
		said,
		app.P().Class("facts").Text(w.ReportText),
		app.Form().Class("inline").Method("post").Action(shared.PageReport).Body(
			hidden("person", string(p.Of.Whom.ID)), hidden("room", string(p.Of.Room)), hidden("message", strconv.FormatInt(int64(p.Of.Message), 10)),
			app.Div().Class("field").Body(
				app.Label().For("report-why").Text(w.ReportWhy),
				app.Input().ID("report-why").Name("why").Type("text").Value(Attr(p.Of.Why)).Dir("auto").
					Attr("maxlength", 2*shared.MaxReportRunes).Attr("autocomplete", "off"),
				refused,
			),
			app.Button().Class("button", "primary").Text(w.ReportSend),
		),
	), p.block(whom))
}

// block is what one may do about them oneself.
func (p *report) block(whom shared.Person) app.UI {
	w := p.Words
	do, label := "block", w.Block(whom.Name)
	if p.Of.Blocked {
		do, label = "unblock", w.Unblock(whom.Name)
	}
	return app.Form().Class("panel").Method("post").Action(shared.PageReport).Body(
		app.P().Text(w.BlockText), hidden("do", do), hidden("person", string(whom.ID)),
		app.Div().Class("actions").Body(app.Button().Class("button").Dir("auto").Text(label)),
	)
}

// reports are those that wait for a moderator.
func (k *keeping) reports() []app.UI {
	w := k.Words
	if len(k.Shows.Reports.Reports) == 0 {
		return []app.UI{emptyState("flag", w.NoReports, nil)}
	}
	rows := make([]app.UI, len(k.Shows.Reports.Reports))
	for i, one := range k.Shows.Reports.Reports {
		rows[i] = k.report(one)
	}
	return []app.UI{app.P().Class("facts").Text(w.ReportsText), app.Ul().Class("cards").Aria("label", w.ReportsTitle).Body(rows...)}
}

func (k *keeping) report(one shared.Report) app.UI {
	w, whom := k.Words, k.nameOf(one.Whom)
	what := []app.UI{app.Span().Class("name").Dir("auto").Text(whom)}
	if one.Message != 0 {
		what = append(what, app.Blockquote().Class("said").Dir("auto").Text(one.Said))
	}
	if one.Why != "" {
		what = append(what, app.P().Dir("auto").Text(w.ReportBecause(one.Why)))
	}
	what = append(what, k.facts(w.ReportBy(k.nameOf(one.By)), k.moment(one.At)))
	if one.Room != "" && one.Message != 0 {
		what = append(what, app.A().Class("link").Href(Attr(shared.PageMessage(one.Room, one.Message))).Text(w.ReportOpen(one.Name)))
	}
	return app.Li().Class("card").Body(
		Face(one.Whom),
		app.Div().Class("what").Body(what...),
		app.Form().Method("post").Action(shared.PageReports).Body(
			hidden("report", strconv.FormatInt(int64(one.Seq), 10)),
			app.Button().Class("button").Aria("label", Attr(w.ReportClose+": "+whom)).Text(w.ReportClose),
		),
	)
}
