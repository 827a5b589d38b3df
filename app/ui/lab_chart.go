package ui

import (
	"strconv"
	"strings"

	"github.com/maxence-charriere/go-app/v9/pkg/app"
)

// svgSpace makes an element one of SVG.
const svgSpace = "http://www.w3.org/2000/svg"

// chart is a drawing that fills its box, whatever its shape: lines keep their
// width by the stylesheet. It says nothing to a screen reader; the figures beside
// it do.
func chart(class string, width, height int, parts ...app.UI) app.UI {
	box := "0 0 " + strconv.Itoa(width) + " " + strconv.Itoa(height)
	return app.Elem("svg").XMLNS(svgSpace).Attr("data-chart", class).Attr("viewBox", box).
		Attr("preserveAspectRatio", "none").Aria("hidden", True()).Body(parts...)
}

// drawn is a line of a chart, as a path of SVG.
func drawn(class, path string) app.UI {
	return app.Elem("path").XMLNS(svgSpace).Attr("data-line", class).Attr("d", path)
}

// pen writes a path.
type pen struct{ strings.Builder }

// move and line go to a point; across goes to an x, and dot marks a point.
func (p *pen) move(x, y float64) { p.point('M', x, y) }
func (p *pen) line(x, y float64) { p.point('L', x, y) }
func (p *pen) across(x float64)  { p.WriteByte('H'); p.number(x) }
func (p *pen) dot(x, y float64)  { p.move(x, y); p.WriteString("h0") }
func (p *pen) down(y float64)    { p.WriteByte('V'); p.number(y) }
func (p *pen) point(to byte, x, y float64) {
	p.WriteByte(to)
	p.number(x)
	p.WriteByte(' ')
	p.number(y)
}

func (p *pen) number(n float64) {
	p.WriteString(strconv.FormatFloat(n, 'f', 1, 64))
}

// rim keeps a curve off the rim of its drawing, which would cut it in half.
const rim = 1.0

// curve draws values over a width, of which the highest shown is top.
func curve(values []float64, slots, width, height int, top float64) (line, area string) {
	if len(values) == 0 || top <= 0 {
		return "", ""
	}
	var p pen
	step := float64(width) / float64(slots-1)
	first := float64(width) - step*float64(len(values)-1)
	for i, v := range values {
		x, y := first+step*float64(i), rim+(float64(height)-2*rim)*(1-min(1, v/top))
		if i == 0 {
			p.move(x, y)
		} else {
			p.line(x, y)
		}
	}
	line = p.String()
	p.down(float64(height))
	p.across(first)
	p.WriteByte('Z')
	return line, p.String()
}
