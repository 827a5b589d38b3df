package ui

import (
	"sync"

	"github.com/maxence-charriere/go-app/v9/pkg/app"
)

// Loop runs functions one after another on the goroutine of the user interface,
// which owns the state and the client. What is handed to it before the page is
// mounted runs when it is.
type Loop struct {
	mu      sync.Mutex
	ctx     app.Context // of the mounted page; nil before
	waiting []func()
	woken   bool // whether a drain is on its way
}

// Run has f run soon. It never blocks, and any goroutine may call it.
func (l *Loop) Run(f func()) {
	l.mu.Lock()
	l.waiting = append(l.waiting, f)
	wake := l.ctx != nil && !l.woken
	l.woken = l.woken || wake
	l.mu.Unlock()
	if wake {
		l.wake()
	}
}

// attach gives the loop the mounted page; from here on things run.
func (l *Loop) attach(ctx app.Context) {
	l.mu.Lock()
	l.ctx, l.woken = ctx, true
	l.mu.Unlock()
	l.wake()
}

// wake asks for a drain without a render: what runs tells by itself what changed.
func (l *Loop) wake() { quietly(l.ctx, l.drain) }

// quietly has something done on the goroutine of the user interface, without the
// render that go-app adds to what a context dispatches.
func quietly(ctx app.Context, do func()) {
	ctx.Dispatcher().Dispatch(app.Dispatch{
		Mode:     app.Next,
		Source:   ctx.Src(),
		Function: func(app.Context) { do() },
	})
}

func (l *Loop) drain() {
	l.mu.Lock()
	ready := l.waiting
	l.waiting, l.woken = nil, false
	l.mu.Unlock()
	for _, f := range ready {
		f()
	}
}
