//go:build !js

package ui

import (
	"fmt"
	"strconv"

	"github.com/maxence-charriere/go-app/v9/pkg/app"

	"parley/app/ui/words"
	"parley/shared"
)

// reference is the page of the API.
type reference struct {
	app.Compo

	Words *words.Plain
	Known shared.Reference
}

// Render gives the page.
func (p *reference) Render() app.UI {
	w := p.Words
	parts := []app.UI{
		app.Section().Class("panel").Body(
			app.H2().Text(w.APITitle), app.P().Class("facts").Text(w.APIText),
			app.P().Text(w.APIBegin),
			code(w.APIBegin, fmt.Sprintf("PARLEY=%s\nTOKEN=…\nHOOK=%[1]s%s", p.Known.Base, shared.PathHook("…"))),
		),
		p.examples(),
	}
	parts = append(parts, p.kinds("commands", w.APICommands, w.APICommandIs, p.Known.Commands))
	parts = append(parts, p.kinds("events", w.APIEvents, w.APIEventIs, p.Known.Events))
	return plainMain(w.APITitle, append(parts, p.errors())...)
}

// code is what is copied into a shell or a program.
func code(label, text string) app.HTMLPre {
	return app.Pre().Class("example").TabIndex(0).Aria("label", Attr(label)).Body(app.Code().Text(text))
}

func (p *reference) examples() app.UI {
	parts := []app.UI{app.H2().Text(p.Words.APIExamples)}
	for _, e := range p.Known.Examples {
		name := p.Words.APINames[e.Name]
		parts = append(parts, app.H3().Text(name), code(name, e.Line).DataSet("example", Attr(e.Name)))
	}
	return app.Section().Class("panel", "reference").Body(parts...)
}

// kinds tells of "commands" or "events", each folded until it is asked for.
func (p *reference) kinds(id, title, text string, kinds []shared.KindReference) app.UI {
	parts := []app.UI{app.H2().Text(title), app.P().Class("facts").Text(text)}
	for _, kind := range kinds {
		name := string(kind.Kind)
		parts = append(parts, app.Details().Body(
			app.Summary().Body(app.Code().Text(name), app.Span().Class("facts").Text(kind.About)),
			p.fields(kind.Fields),
			code(p.Words.APIExample(name), kind.Example).DataSet(id[:len(id)-1], Attr(name)),
		))
	}
	return app.Section().ID(id).Class("panel", "reference").Body(parts...)
}

func (p *reference) fields(fields []shared.FieldReference) app.UI {
	w := p.Words
	if len(fields) == 0 {
		return app.P().Class("facts").Text(w.APINoFields)
	}
	rows := make([]app.UI, len(fields))
	for i, f := range fields {
		about := f.About
		if f.Optional && about != "" {
			about += "; "
		}
		if f.Optional {
			about += w.APIOptional
		}
		rows[i] = app.Tr().Body(app.Th().Scope("row").Body(app.Code().Text(f.Name)), app.Td().Text(f.Type), app.Td().Text(about))
	}
	return table(rows, w.APIField, w.APIType, w.APIMeaning)
}

func (p *reference) errors() app.UI {
	w := p.Words
	rows := make([]app.UI, len(p.Known.Errors))
	for i, e := range p.Known.Errors {
		rows[i] = app.Tr().Body(app.Th().Scope("row").Body(app.Code().Text(string(e.Code))), app.Td().Text(strconv.Itoa(e.Status)), app.Td().Text(e.About))
	}
	return app.Section().ID("errors").Class("panel", "reference").Body(
		app.H2().Text(w.APIErrors), app.P().Class("facts").Text(w.APIErrorIs), table(rows, w.APICode, w.APIStatus, w.APIMeaning),
	)
}

func table(rows []app.UI, heads ...string) app.UI {
	row := make([]app.UI, len(heads))
	for i, head := range heads {
		row[i] = app.Th().Scope("col").Text(head)
	}
	return app.Div().Class("scrolls").TabIndex(0).Role("group").Aria("label", Attr(heads[0])).Body(
		app.Table().Body(app.THead().Body(app.Tr().Body(row...)), app.TBody().Body(rows...)))
}
