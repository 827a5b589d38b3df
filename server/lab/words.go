package lab

import (
	"context"
	"slices"
	"strings"
	"sync"
	"sync/atomic"
	"time"

	"parley/server/feed"
	"parley/shared"
)

const (
	wordEvery = 200 * time.Millisecond
	runsKept  = 4 // the last ones: who lags behind hears theirs to its end
)

// story is the text, word by word, each with the space that follows it.
func story() []string {
	return slices.Concat(
		strings.SplitAfter("A log is what happened, in order, and it only ever grows. A cursor says how far somebody got. "+
			"Ask what comes after it and the rest arrives, however often the line broke: ", " "),
		strings.SplitAfter("日志|只会|增长，|游标|记得|你|读到|哪里。 ", "|"),
		strings.SplitAfter("Nothing is missing, nothing comes twice. With the last word the server says that it was the last, and nobody asks again.", " "),
	)
}

// words is a text that is told from time to time. Each run is a log of its own,
// which ends.
type words struct {
	options Options
	life    context.Context // of the goroutines
	tellers *sync.WaitGroup // likewise

	mu   sync.Mutex
	runs []*run // the newest last; never empty, and the first run has no words
}

// run is one telling of the text.
type run struct {
	*stream
	finished atomic.Bool
}

func newWords(life context.Context, tellers *sync.WaitGroup, options Options) *words {
	w := &words{options: options, life: life, tellers: tellers}
	w.runs = []*run{{stream: newStream(shared.LabWords, options)}}
	w.runs[0].finish()
	return w
}

// open gives the run that a cursor is of; where there is none, the newest.
func (w *words) open(after *shared.Cursor) (*feed.Feed, shared.LabStreamState, error) {
	w.mu.Lock()
	defer w.mu.Unlock()
	chosen := w.newest()
	for _, run := range w.runs {
		if after != nil && run.log.epoch == after.Epoch {
			chosen = run
		}
	}
	return chosen.feed, chosen.state(), nil
}

// again begins a new run, unless the newest is still being told.
func (w *words) again() shared.LabStreamState {
	w.mu.Lock()
	defer w.mu.Unlock()
	if w.newest().finished.Load() && w.life.Err() == nil {
		next := &run{stream: newStream(shared.LabWords, w.options)}
		w.runs = append(w.runs, next)
		w.tellers.Go(func() { next.tellAll(w.life) })
		w.forget()
	}
	return w.newest().state()
}

// end has stop end w.life while no run begins.
func (w *words) end(stop func()) {
	w.mu.Lock()
	defer w.mu.Unlock()
	stop()
}

// forget lets go of runs that were long ago, and of who still listens to them.
// The lock is held.
func (w *words) forget() {
	for len(w.runs) > runsKept {
		old := w.runs[0]
		w.runs = w.runs[1:]
		w.tellers.Go(func() { old.feed.Shutdown(w.life) })
	}
}

func (w *words) newest() *run { return w.runs[len(w.runs)-1] }

// state tells where the newest run stands.
func (w *words) state() shared.LabStreamState {
	w.mu.Lock()
	defer w.mu.Unlock()
	return w.newest().state()
}

func (w *words) streams() (streams []*stream) {
	w.mu.Lock()
	defer w.mu.Unlock()
	for _, run := range w.runs {
		streams = append(streams, run.stream)
	}
	return streams
}

// tellAll tells the text, unless life ends before.
func (r *run) tellAll(life context.Context) {
	for _, word := range story() {
		if !wait(life, wordEvery) {
			return
		}
		r.tell("", shared.LabSample{Text: strings.TrimSuffix(word, "|")})
	}
	r.finish()
}

func (r *run) finish() {
	r.finished.Store(true)
	r.feed.Finish()
}

func (r *run) state() shared.LabStreamState {
	state := r.stream.state()
	state.Finished = r.finished.Load()
	return state
}
