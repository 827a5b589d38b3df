//go:build js

package browser

import (
	"strconv"
	"syscall/js"
	"time"
)

// Frames shows endless pages in iframes, and reads along. It never touches what
// they show.
type Frames struct{}

// arriveEvery is how often one looks whether the document has come: the browser
// tells a page nothing of an iframe's document before it has ended.
const arriveEvery = 10 * time.Millisecond

// endlessFrame is an iframe whose document grows.
type endlessFrame struct {
	element js.Value
	calls   callbacks // of the element and, once it is there, of its document
	look    *time.Timer
	opened  func()
	event   func(cursor string, micros int64, text string)
	ended   func()
}

// Open shows the page at a path in an iframe inside the element with that ID;
// see lab.Frames. The iframe is no place to go with the keyboard, and says
// nothing to a screen reader: the page around it says the same.
func (Frames) Open(host, path string, opened func(), event func(cursor string, micros int64, text string), ended func()) (close func()) {
	f := &endlessFrame{opened: opened, event: event, ended: ended}
	if try(func() { f.show(host, path) }) != nil {
		time.AfterFunc(0, f.end)
	}
	return f.close
}

func (f *endlessFrame) show(host, path string) {
	f.element = document().Call("createElement", "iframe")
	f.element.Set("src", path)
	f.element.Set("tabIndex", -1)
	f.element.Call("setAttribute", "aria-hidden", "true")
	f.calls.listen(f.element, "load", func(js.Value) {
		f.arrive() // what ends at once
		f.end()
	})
	document().Call("getElementById", host).Call("replaceChildren", f.element)
	f.look = time.AfterFunc(arriveEvery, f.arrive)
}

// arrive reads the document from when it is there.
func (f *endlessFrame) arrive() {
	if f.calls.released || f.opened == nil {
		return
	}
	page := js.Null()
	try(func() { page = f.element.Get("contentDocument") })
	if page.IsNull() || page.Get("URL").String() == "about:blank" || !page.Get("body").Truthy() {
		f.look.Reset(arriveEvery)
		return
	}
	f.opened()
	f.opened = nil
	f.read(page.Call("querySelectorAll", "[data-cursor]"))
	f.watch(page)
}

// watch reads what the document grows by.
func (f *endlessFrame) watch(page js.Value) {
	observer := window().Get("MutationObserver").New(f.calls.fn(func(args []js.Value) {
		for i := range args[0].Length() {
			f.read(args[0].Index(i).Get("addedNodes"))
		}
	}))
	observer.Call("observe", page, map[string]any{"childList": true, "subtree": true})
	f.calls.undo = append(f.calls.undo, func() { observer.Call("disconnect") })
}

// read tells of the events among nodes.
func (f *endlessFrame) read(nodes js.Value) {
	for i := range nodes.Length() {
		node := nodes.Index(i)
		data := node.Get("dataset")
		if !data.Truthy() || !data.Get("cursor").Truthy() {
			continue
		}
		micros, err := strconv.ParseInt(data.Get("micros").String(), 10, 64)
		if err == nil {
			f.event(data.Get("cursor").String(), micros, node.Get("textContent").String())
		}
	}
}

// end tells that the page has ended, once.
func (f *endlessFrame) end() {
	if !f.calls.released {
		f.close()
		f.ended()
	}
}

func (f *endlessFrame) close() {
	f.calls.release()
	if f.look != nil {
		f.look.Stop()
	}
	try(func() { f.element.Call("remove") })
}
