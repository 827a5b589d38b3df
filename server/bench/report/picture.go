package report

import (
	_ "embed"
	"html/template"
	"io"
	"strings"
)

//go:embed picture.svg.tmpl
var pictureText string

// html/template escapes SVG too: it knows its attributes and texts.
var picture = template.Must(template.New("picture").Parse(pictureText))

// What the picture measures, in its pixels.
const (
	pictureWidth = 800
	margin       = 32  // from the card's edge
	axis         = 172 // where bars begin
	longest      = 470 // the longest bar
	barHeight    = 16
	barStep      = 26
	barsFrom     = 34 // below a panel's top
	panelGap     = 38
	footHeight   = 30
	baseline     = 13 // of a bar's text, below its top
	valueGap     = 10 // between a bar and its value
	shortest     = 2  // what can still be seen
)

type pictureView struct {
	Width, Height, CardWidth, CardHeight int
	Left, Right, Axis, Bar, Foot         int
	Told, Machine                        string
	Panels                               []panel
}

type panel struct {
	Y                     int
	Ruled                 bool // by a line above
	Name, Condition, Hint string
	Bars                  []bar
}

type bar struct {
	Y, Text, Width, End  int
	Server, Value, Class string
	Ours                 bool
}

// SVG draws the figures that are Drawn: for each a bar of every server. It is
// legible on light and dark pages.
func (r *Report) SVG(to io.Writer) error {
	view := pictureView{
		Width: pictureWidth, CardWidth: pictureWidth - 1, Left: margin, Right: pictureWidth - margin,
		Axis: axis, Bar: barHeight, Machine: r.Machine,
	}
	y := margin
	var told []string
	for _, f := range r.Figures {
		if f.Drawn {
			p := f.panel(y)
			p.Ruled = len(view.Panels) > 0
			view.Panels = append(view.Panels, p)
			told = append(told, f.sentence())
			y += barsFrom + len(p.Bars)*barStep + panelGap
		}
	}
	view.Told = strings.Join(told, " ")
	view.Foot = y + footHeight - margin
	view.Height = y + footHeight
	view.CardHeight = view.Height - 1
	return picture.Execute(to, view)
}

func (f *Figure) panel(y int) panel {
	p := panel{Y: y, Name: capital(f.Name), Condition: f.Condition, Hint: "less is better"}
	if f.More {
		p.Hint = "more is better"
	}
	most := 0.0
	for _, r := range f.Readings {
		most = max(most, r.Value)
	}
	for _, r := range f.inOrder() {
		top := barsFrom + len(p.Bars)*barStep
		b := bar{Y: top, Text: top + baseline, Server: label(r), Value: f.value(r), Class: classes[r.Role], Ours: r.Role == Ours}
		if most > 0 {
			b.Width = max(shortest, int(r.Value/most*longest))
		}
		if r.Failed {
			b.Width = shortest
		}
		b.End = axis + b.Width + valueGap
		p.Bars = append(p.Bars, b)
	}
	return p
}

var classes = map[Role]string{Ours: "seal", Floor: "bar floor", Other: "bar"}

// inOrder has ours first, then the floor, then the others.
func (f *Figure) inOrder() (all []Reading) {
	for _, role := range []Role{Ours, Floor, Other} {
		for _, r := range f.Readings {
			if r.Role == role {
				all = append(all, r)
			}
		}
	}
	return all
}

// sentence tells a figure to who does not see the picture.
func (f *Figure) sentence() string {
	var all []string
	for _, r := range f.inOrder() {
		all = append(all, r.Server+" "+f.value(r))
	}
	return capital(f.title()) + ": " + strings.Join(all, ", ") + "."
}

func (f *Figure) value(r Reading) string {
	if r.Failed {
		return "failed"
	}
	return f.Unit.Of(r.Value)
}

func label(r Reading) string {
	if r.Role == Floor {
		return r.Server + ", floor"
	}
	return r.Server
}

func capital(s string) string { return strings.ToUpper(s[:1]) + s[1:] }
