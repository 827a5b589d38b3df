package lab

import (
	"fmt"
	"time"

	"parley/shared"
)

// vitals takes the server's vital signs, over the time from one taking to the
// next. It belongs to one goroutine.
type vitals struct {
	options   Options
	process   process
	listeners func() int

	at   time.Time  // when they were last taken
	cpu  float64    // seconds of CPU time, by then
	head shared.Seq // of the room's log, then
}

func newVitals(options Options, listeners func() int) *vitals {
	return &vitals{options: options, process: newProcess(), listeners: listeners}
}

// take gives the vital signs since they were last taken.
func (v *vitals) take() shared.Vitals {
	at, head := v.options.Clock(), v.options.Head()
	cpu, memory := v.process.usage()
	passed := max(at.Sub(v.at).Seconds(), time.Millisecond.Seconds())
	now := shared.Vitals{
		CPU: max(0, cpu-v.cpu) / passed, Memory: memory,
		Listeners: v.listeners(), Events: float64(head-v.head) / passed,
	}
	v.at, v.cpu, v.head = at, cpu, head
	return now
}

func sampleOf(v shared.Vitals) shared.LabSample {
	text := fmt.Sprintf("CPU %.0f %%, %d MB, %d listeners, %.1f events a second", v.CPU*100, v.Memory>>20, v.Listeners, v.Events)
	return shared.LabSample{Text: text, Vitals: &v}
}
