package lab

import "parley/shared"

// Remembered is how many of the stream's latest events a bench keeps.
const Remembered = 60

// journal is what the stream said, by whichever column heard it first. The iframe
// brings no vital signs: they are added when another column does.
type journal struct {
	head    shared.Cursor
	samples []shared.LabSample // the latest, oldest first
}

func (j *journal) note(at shared.Cursor, s shared.LabSample) {
	if last := len(j.samples) - 1; at == j.head && j.samples[last].Vitals == nil {
		j.samples[last] = s
	}
	if at.Epoch == j.head.Epoch && at.Seq <= j.head.Seq {
		return
	}
	j.head = at
	if j.samples = append(j.samples, s); len(j.samples) > Remembered {
		j.samples = j.samples[1:]
	}
}

// Samples are the stream's latest events, oldest first.
func (b *Bench) Samples() []shared.LabSample { return b.journal.samples }
