package ui

import (
	"time"

	"github.com/maxence-charriere/go-app/v9/pkg/app"

	"parley/app/client/lab"
)

// copying is what became of copying the table.
type copying int

const (
	notCopied copying = iota
	copiedNow
	copyRefused
)

// copyTold is how long one is told of it.
const copyTold = 2 * time.Second

// csvFile is what the table is saved as.
const csvFile = "parley-lab.csv"

func (p *labPage) copyLabel() string {
	switch p.copied {
	case copiedNow:
		return p.Words.CopyDone
	case copyRefused:
		return p.Words.CopyFailed
	}
	return p.Words.CopyTable
}

// copy puts the table into the clipboard as Markdown.
func (p *labPage) copy(ctx app.Context, e app.Event) {
	ctx.PreventUpdate()
	table := lab.Markdown(p.headings(), p.results(), labCells)
	copyText(table, func(well bool) { p.tellCopied(ctx, well) })
}

func (p *labPage) tellCopied(ctx app.Context, done bool) {
	p.copied = copyRefused
	if done {
		p.copied = copiedNow
	}
	ctx.Dispatch(nil)
	time.AfterFunc(copyTold, func() {
		ctx.Dispatch(func(app.Context) { p.copied = notCopied })
	})
}

// save has the browser keep the figures as a file.
func (p *labPage) save(ctx app.Context, e app.Event) {
	ctx.PreventUpdate()
	text := lab.CSV(p.stream(), p.results())
	file := app.Window().Get("Blob").New([]any{text}, map[string]any{"type": "text/csv"})
	url := app.Window().Get("URL").Call("createObjectURL", file)
	link := app.Window().Get("document").Call("createElement", "a")
	link.Set("href", url)
	link.Set("download", csvFile)
	link.Call("click")
	time.AfterFunc(time.Minute, func() { app.Window().Get("URL").Call("revokeObjectURL", url) })
}
