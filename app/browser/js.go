//go:build js

package browser

import (
	"fmt"
	"syscall/js"
)

// try calls into the browser, and gives what it threw as an error.
func try(f func()) (err error) {
	defer func() {
		switch thrown := recover().(type) {
		case nil:
		case js.Error, *js.ValueError:
			err = fmt.Errorf("browser: %v", thrown)
		default:
			panic(thrown)
		}
	}()
	f()
	return nil
}

// callbacks are functions that JavaScript may call, until release.
type callbacks struct {
	funcs    []js.Func
	undo     []func()
	released bool
}

// fn makes a function for JavaScript; it does nothing once released.
func (c *callbacks) fn(f func(args []js.Value)) js.Func {
	made := js.FuncOf(func(_ js.Value, args []js.Value) any {
		if !c.released {
			try(func() { f(args) }) // what the browser refuses must not end the program
		}
		return nil
	})
	c.funcs = append(c.funcs, made)
	return made
}

// listen hears events of a target.
func (c *callbacks) listen(target js.Value, event string, f func(event js.Value)) {
	heard := c.fn(func(args []js.Value) { f(args[0]) })
	target.Call("addEventListener", event, heard)
	c.undo = append(c.undo, func() { target.Call("removeEventListener", event, heard) })
}

// release lets all of them go. It may be called from within one of them, and
// again.
func (c *callbacks) release() {
	if c.released {
		return
	}
	c.released = true
	for _, undo := range c.undo {
		try(undo)
	}
	for _, f := range c.funcs {
		f.Release()
	}
}

// then waits for a promise: exactly one of done and failed is called.
func then(promise js.Value, done, failed func(js.Value)) {
	c := &callbacks{}
	settled := func(f func(js.Value)) js.Func {
		return c.fn(func(args []js.Value) {
			c.release()
			value := js.Undefined()
			if len(args) > 0 {
				value = args[0]
			}
			f(value)
		})
	}
	promise.Call("then", settled(done), settled(failed))
}

func window() js.Value { return js.Global() }

func document() js.Value { return js.Global().Get("document") }

func navigator() js.Value { return js.Global().Get("navigator") }
