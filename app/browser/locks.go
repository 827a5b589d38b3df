//go:build js

package browser

import (
	"syscall/js"
	"time"
)

// Locks are the Web Locks of the origin. Where the browser has none, as over
// plain HTTP, each tab goes ahead by itself.
type Locks struct{}

// Hold calls f when no other tab holds the name; see client.Locks.
func (Locks) Hold(name string, f func(release func())) {
	alone := func(js.Value) { f(func() {}) }
	calls := &callbacks{}
	held := false
	hold := js.FuncOf(func(js.Value, []js.Value) any {
		held = true
		return promise(func(resolve js.Value) { f(func() { resolve.Invoke() }) })
	})
	calls.funcs = append(calls.funcs, hold)
	err := try(func() {
		then(navigator().Get("locks").Call("request", name, hold), func(js.Value) { calls.release() }, func(why js.Value) {
			calls.release()
			if !held {
				alone(why)
			}
		})
	})
	if err != nil {
		calls.release()
		time.AfterFunc(0, func() { alone(js.Undefined()) })
	}
}

// promise makes one that is settled by calling resolve.
func promise(begin func(resolve js.Value)) js.Value {
	calls := &callbacks{}
	defer calls.release()
	return window().Get("Promise").New(calls.fn(func(args []js.Value) { begin(args[0]) }))
}
