package report

import (
	"encoding/json"
	"io"
)

// told is a figure with what follows from its readings.
type told struct {
	*Figure
	ToFloor *float64 `json:"to_floor,omitempty"` // ours to the floor
	Best    string   `json:"best_other,omitempty"`
	ToBest  *float64 `json:"to_best_other,omitempty"`
	Met     *bool    `json:"met,omitempty"` // absent where there is no goal
}

// JSON writes the whole run.
func (r *Report) JSON(to io.Writer) error {
	all := struct {
		*Report
		Figures []told `json:"figures"`
	}{Report: r}
	for _, f := range r.Figures {
		all.Figures = append(all.Figures, f.told())
	}
	out := json.NewEncoder(to)
	out.SetIndent("", "  ")
	out.SetEscapeHTML(false)
	return out.Encode(all)
}

func (f *Figure) told() told {
	t := told{Figure: f}
	ours, measured := f.role(Ours)
	if floor, any := f.role(Floor); any && measured && floor.Value != 0 {
		t.ToFloor = new(ours.Value / floor.Value)
	}
	if best, any := f.best(); any {
		t.Best = best.Server
		if measured && best.Value != 0 {
			t.ToBest = new(ours.Value / best.Value)
		}
	}
	if met, known := f.Met(); known {
		t.Met = &met
	}
	return t
}
