//go:build js

package browser

import (
	"syscall/js"

	"parley/app/client"
)

// Picker hears of the files that the person chooses on the page: in a field for
// files that is marked by data-picks, by pasting, and by dropping them anywhere.
type Picker struct{ calls callbacks }

// OpenPicker gives the page's picker.
func OpenPicker() *Picker { return &Picker{} }

// Picks sets who is called with what was chosen; call it once. While files are
// dragged over the page, its root is marked by data-dragging.
func (p *Picker) Picks(f func([]client.Picked)) {
	p.calls.listen(document(), "change", func(event js.Value) {
		field := event.Get("target")
		if field.Call("matches", "input[type=file][data-picks]").Bool() {
			files := filesOf(field.Get("files"))
			field.Set("value", "") // the same file again is a choice, too
			f(files)
		}
	})
	p.calls.listen(document(), "paste", func(event js.Value) {
		data := event.Get("clipboardData")
		if files := filesOf(data.Get("files")); len(files) > 0 && data.Call("getData", "text/plain").String() == "" {
			event.Call("preventDefault")
			f(files)
		}
	})
	p.drops(f)
}

// drops hears of files that are dragged. Without this, a browser would leave the
// page for the file.
func (p *Picker) drops(f func([]client.Picked)) {
	mark := document().Get("documentElement").Get("dataset")
	over := func(event js.Value) {
		if hasFiles(event) {
			event.Call("preventDefault")
			mark.Set("dragging", "")
		}
	}
	p.calls.listen(document(), "dragenter", over)
	p.calls.listen(document(), "dragover", over)
	p.calls.listen(document(), "dragleave", func(event js.Value) {
		if event.Get("relatedTarget").IsNull() { // it left the page
			mark.Delete("dragging")
		}
	})
	p.calls.listen(document(), "drop", func(event js.Value) {
		mark.Delete("dragging")
		if hasFiles(event) {
			event.Call("preventDefault")
			f(filesOf(event.Get("dataTransfer").Get("files")))
		}
	})
}

func hasFiles(event js.Value) bool {
	data := event.Get("dataTransfer")
	return data.Truthy() && data.Get("types").Call("includes", "Files").Bool()
}

func filesOf(list js.Value) (files []client.Picked) {
	for i := range list.Length() {
		files = append(files, picked{list.Index(i)})
	}
	return files
}

// picked is a File of the browser's.
type picked struct{ file js.Value }

func (p picked) Name() string { return p.file.Get("name").String() }

func (p picked) Size() int64 { return int64(p.file.Get("size").Float()) }

// Send uploads the file; see client.Picked. Fetch does not tell of progress, so
// this is an XMLHttpRequest.
func (p picked) Send(path string, sent func(bytes int64), done func(status int, body []byte, retryAfter int)) (cancel func()) {
	request := window().Get("XMLHttpRequest").New()
	calls := &callbacks{}
	end := func(status int, body string, retryAfter int) {
		calls.release()
		done(status, []byte(body), retryAfter)
	}
	calls.listen(request.Get("upload"), "progress", func(event js.Value) { sent(int64(event.Get("loaded").Float())) })
	calls.listen(request, "load", func(js.Value) {
		end(request.Get("status").Int(), request.Get("responseText").String(), seconds(request.Call("getResponseHeader", "Retry-After")))
	})
	calls.listen(request, "error", func(js.Value) { end(0, "", 0) })
	request.Call("open", "POST", path)
	request.Call("send", p.file)
	return func() {
		calls.release()
		try(func() { request.Call("abort") })
	}
}
