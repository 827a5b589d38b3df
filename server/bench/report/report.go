// Package report is what a run of the bench comes to: figures, and how they are
// told as a table, as JSON and as a picture.
package report

import (
	"slices"
	"time"
)

// Report is one run. A scenario adds a reading of one server after another.
type Report struct {
	Taken   time.Time `json:"taken"`
	Machine string    `json:"machine"`
	Figures []*Figure `json:"figures"`
}

// Figure is one thing that was measured, of each server to which it applies.
type Figure struct {
	Scenario  string    `json:"scenario"`
	Name      string    `json:"name"`
	Condition string    `json:"condition"` // such as "15,000 listeners"
	Unit      Unit      `json:"unit"`
	More      bool      `json:"more_is_better"`
	Goal      *Goal     `json:"goal,omitempty"`
	Drawn     bool      `json:"-"` // in the picture
	Readings  []Reading `json:"readings"`
}

// Reading is a figure of one server.
type Reading struct {
	Server string  `json:"server"`
	Role   Role    `json:"role"`
	Value  float64 `json:"value"`          // in the figure's unit
	Note   string  `json:"note,omitempty"` // what else is to be known: what was lost, what failed
	Failed bool    `json:"failed,omitempty"`
}

// Role is what a reading is there for.
type Role string

// The roles. There is at most one reading of ours, and one floor.
const (
	Ours  Role = "ours"
	Floor Role = "floor" // the least that it could cost
	Other Role = "other"
)

// Parley is the name of ours.
const Parley = "Parley"

// Goal is what ours is to reach.
type Goal struct {
	Limit float64 `json:"limit"`        // at most, or at least where more is better
	Times string  `json:"of,omitempty"` // the server of whose value the limit is a multiple
}

// Figure finds a figure, or adds it where it is new.
func (r *Report) Figure(f Figure) *Figure {
	same := func(g *Figure) bool {
		return g.Scenario == f.Scenario && g.Name == f.Name && g.Condition == f.Condition
	}
	if at := slices.IndexFunc(r.Figures, same); at >= 0 {
		return r.Figures[at]
	}
	r.Figures = append(r.Figures, &f)
	return &f
}

// Add adds a reading.
func (f *Figure) Add(reading Reading) { f.Readings = append(f.Readings, reading) }

// of finds the reading of a server.
func (f *Figure) of(server string) (Reading, bool) {
	return f.first(func(r Reading) bool { return r.Server == server })
}

func (f *Figure) role(role Role) (Reading, bool) {
	return f.first(func(r Reading) bool { return r.Role == role })
}

func (f *Figure) first(is func(Reading) bool) (Reading, bool) {
	at := slices.IndexFunc(f.Readings, func(r Reading) bool { return is(r) && !r.Failed })
	if at < 0 {
		return Reading{}, false
	}
	return f.Readings[at], true
}

// best is the best of the others.
func (f *Figure) best() (best Reading, any bool) {
	for _, r := range f.Readings {
		if r.Role != Other || r.Failed {
			continue
		}
		if !any || f.More && r.Value > best.Value || !f.More && r.Value < best.Value {
			best, any = r, true
		}
	}
	return best, any
}

// limit is the goal in the figure's unit.
func (f *Figure) limit() (limit float64, known bool) {
	if f.Goal == nil {
		return 0, false
	}
	if f.Goal.Times == "" {
		return f.Goal.Limit, true
	}
	of, known := f.of(f.Goal.Times)
	return of.Value * f.Goal.Limit, known
}

// Met reports whether ours reached its goal; it is not known where there is
// none, or it was not measured.
func (f *Figure) Met() (met, known bool) {
	limit, known := f.limit()
	ours, measured := f.role(Ours)
	if f.Goal != nil && !measured && len(f.Readings) > 0 {
		return false, true // it was tried, and failed
	}
	if f.More {
		return ours.Value >= limit, known && measured
	}
	return ours.Value <= limit, known && measured
}
