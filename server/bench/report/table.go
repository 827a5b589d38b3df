package report

import (
	"fmt"
	"io"
	"text/tabwriter"
)

// Table writes all figures, each with ours, the floor, the best of the others,
// ratios of ours to both, and whether the goal is met.
func (r *Report) Table(to io.Writer) error {
	table := tabwriter.NewWriter(to, 0, 0, 2, ' ', 0)
	fmt.Fprintln(table, "figure\tParley\tfloor\tratio\tbest other\tratio\tgoal\t")
	scenario := ""
	for _, f := range r.Figures {
		if f.Scenario != scenario {
			scenario = f.Scenario
			fmt.Fprintf(table, "\t\t\t\t\t\t\t\n%s\t\t\t\t\t\t\t\n", scenario)
		}
		f.row(table)
	}
	if err := table.Flush(); err != nil {
		return err
	}
	return r.notes(to)
}

func (f *Figure) row(table io.Writer) {
	name := f.Name
	if f.Condition != "" {
		name += ", " + f.Condition
	}
	ours, measured := f.role(Ours)
	floor, hasFloor := f.role(Floor)
	best, hasBest := f.best()
	fmt.Fprintf(table, "  %s\t%s\t%s\t%s\t%s\t%s\t%s\t%s\n", name,
		cell(f.Unit.Of(ours.Value), measured),
		cell(f.named(floor, Floor), hasFloor), cell(ratio(ours, floor), measured && hasFloor),
		cell(f.named(best, Other), hasBest), cell(ratio(ours, best), measured && hasBest),
		f.goal(), f.verdict())
}

// named writes a reading with its server, where that is not the usual floor.
func (f *Figure) named(r Reading, role Role) string {
	if role == Floor {
		return f.Unit.Of(r.Value)
	}
	return f.Unit.Of(r.Value) + " " + r.Server
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
	_, err := fmt.Fprintf(to, "\n%s\n", r.Machine)
	for _, note := range r.Notes {
		_, err = fmt.Fprintf(to, "%s\n", note)
	}
	for _, f := range r.Figures {
		for _, reading := range f.Readings {
			if reading.Note != "" {
				_, err = fmt.Fprintf(to, "%s, %s, %s: %s\n", f.Name, f.Condition, reading.Server, reading.Note)
			}
		}
	}
	return err
}
