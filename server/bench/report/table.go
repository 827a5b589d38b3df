package report

import (
	"fmt"
	"io"
	"strings"
	"unicode/utf8"
)

// row is a line of the table: a cell for each column, or one that heads a section.
type row []string

var columns = row{"", Parley, "floor", "ratio", "best other", "ratio", "goal", ""}

// Table writes all figures, each with ours, the floor, the best of the others,
// ratios of ours to both, and whether the goal is met.
func (r *Report) Table(to io.Writer) error {
	rows, scenario := []row{columns}, ""
	for _, f := range r.Figures {
		if f.Scenario != scenario {
			scenario = f.Scenario
			rows = append(rows, row{}, row{scenario})
		}
		rows = append(rows, f.row())
	}
	for _, line := range aligned(rows) {
		if _, err := fmt.Fprintln(to, line); err != nil {
			return err
		}
	}
	return r.notes(to)
}

// aligned has values end below each other, and the rest begin so.
func aligned(rows []row) (lines []string) {
	width := make([]int, len(columns))
	for _, cells := range rows {
		for i, cell := range cells {
			if len(cells) > 1 {
				width[i] = max(width[i], utf8.RuneCountInString(cell))
			}
		}
	}
	for _, cells := range rows {
		line := ""
		for i, cell := range cells {
			pad := strings.Repeat(" ", max(0, width[i]-utf8.RuneCountInString(cell)))
			if i >= 1 && i <= 5 && i != 4 {
				cell, pad = pad+cell, ""
			}
			line += cell + pad + "  "
		}
		lines = append(lines, strings.TrimRight(line, " "))
	}
	return lines
}

func (f *Figure) row() row {
	ours, measured := f.role(Ours)
	floor, hasFloor := f.role(Floor)
	best, hasBest := f.best()
	return row{
		"  " + f.title(), cell(f.Unit.Of(ours.Value), measured),
		cell(f.Unit.Of(floor.Value), hasFloor), cell(ratio(ours, floor), measured && hasFloor),
		cell(f.Unit.Of(best.Value)+" "+best.Server, hasBest), cell(ratio(ours, best), measured && hasBest),
		f.goal(), f.verdict(),
	}
}

// title is the figure's name with its condition.
func (f *Figure) title() string {
	if f.Condition == "" {
		return f.Name
	}
	return f.Name + ", " + f.Condition
}

func cell(text string, known bool) string {
	if !known {
		return "–"
	}
	return text
}

func ratio(ours, other Reading) string {
	if other.Value == 0 {
		return "–"
	}
	return Times.Of(ours.Value / other.Value)
}

func (f *Figure) verdict() string {
	switch met, known := f.Met(); {
	case !known:
		return ""
	case met:
		return "met"
	}
	return "MISSED"
}

// notes tells what the figures alone do not.
func (r *Report) notes(to io.Writer) error {
	lines := []string{"", r.Machine}
	for _, f := range r.Figures {
		for _, reading := range f.Readings {
			if reading.Note != "" {
				lines = append(lines, f.title()+", "+reading.Server+": "+reading.Note)
			}
		}
	}
	_, err := fmt.Fprintln(to, strings.Join(lines, "\n"))
	return err
}
