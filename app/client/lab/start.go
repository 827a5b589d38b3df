package lab

import "parley/shared"

const (
	compareFirst = 4     // times the clocks are compared before a run
	compareEvery = 5_000 // ms between comparisons during one
	countEvery   = 1_000 // ms between looks at what the server counted
	startAgain   = 5_000 // ms until a run is tried again
)

// Start begins a run, in place of the one that there is: all figures begin anew.
func (b *Bench) Start() {
	b.Stop()
	b.phase, b.refused = Starting, nil
	b.renew()
	b.survey(compareFirst)
}

// survey compares the clocks so many times, and goes on with what the lab has.
func (b *Bench) survey(times int) {
	b.compare(func(state shared.LabState) {
		if times > 1 {
			b.survey(times - 1)
			return
		}
		b.prepare(state)
	}, b.fail)
}

// compare asks what the lab has, and what time it is there.
func (b *Bench) compare(done func(shared.LabState), failed func(*shared.Error)) {
	asked := b.Now()
	b.ask("GET", shared.PathLab, nil, func(a answer) {
		var state shared.LabState
		if !a.read(&state) {
			failed(a.refused())
			return
		}
		b.clocks.compare(asked, a.came, state.Now)
		done(state)
	})
}

// prepare has a text that was told to the end told again.
func (b *Bench) prepare(state shared.LabState) {
	stream := find(state, b.stream)
	if !stream.Finished {
		b.open(stream)
		return
	}
	b.ask("POST", shared.PathRestart, nil, func(a answer) {
		var again shared.LabStreamState
		if !a.read(&again) {
			b.fail(a.refused())
			return
		}
		b.open(again)
	})
}

// find picks the stream out of what the lab has.
func find(state shared.LabState, id shared.LabStream) shared.LabStreamState {
	for _, stream := range state.Streams {
		if stream.ID == id {
			return stream
		}
	}
	return shared.LabStreamState{ID: id}
}

// start is where a column begins: a text at its first word, else with what is new.
func (b *Bench) start(stream shared.LabStreamState) shared.Cursor {
	if b.stream == shared.LabWords {
		return stream.From
	}
	return stream.Head
}

// open lets all columns begin.
func (b *Bench) open(stream shared.LabStreamState) {
	ahead, _ := b.clocks.ahead()
	b.phase, b.began, b.counted = Running, b.Now()+ahead, b.Now()
	for _, c := range b.columns {
		c.begin(b.start(stream))
	}
	b.after(countEvery, b.count)
	b.after(compareEvery, b.recompare)
}

// fail tells why there is no run. Where the server was not reached it tries again.
func (b *Bench) fail(err *shared.Error) {
	b.Stop()
	b.phase, b.refused = Failed, err
	if err.Code == shared.CodeUnavailable {
		b.after(startAgain, b.Start)
	}
}

func (b *Bench) recompare() {
	again := func() { b.after(compareEvery, b.recompare) }
	b.compare(func(shared.LabState) { again() }, func(*shared.Error) { again() })
}

// count asks, for all columns at once, what the server counted; for the last
// time when all of them have ended.
func (b *Bench) count() {
	last := true
	for _, c := range b.columns {
		c.overhear()
		last = last && c.phase == Complete
	}
	b.costs(func() {
		if last {
			b.end()
			return
		}
		b.after(countEvery, b.count)
	})
}

// end is reached when every column was told that nothing follows. One whose line
// was stopped may be started again, so the run goes on.
func (b *Bench) end() {
	for _, c := range b.columns {
		if c.tally.line.Stopped {
			b.after(countEvery, b.count)
			return
		}
	}
	b.Stop()
	b.phase = Finished
}

// costs asks what the server counted on all lines. done is called whether it
// answered or not.
func (b *Bench) costs(done func()) {
	path := shared.PathLines
	for i, c := range b.columns {
		mark := "&"
		if i == 0 {
			mark = "?"
		}
		path += mark + "name=" + c.line
	}
	b.ask("GET", path, nil, func(a answer) {
		var lines shared.LabLines
		if a.read(&lines) {
			b.counted = a.came
			for _, c := range b.columns {
				c.tally.cost(lines.Lines[c.line])
			}
		}
		done()
	})
}
