//go:build js

package browser

import "syscall/js"

// WebSocket is the browser's own: see https://websockets.spec.whatwg.org. What it
// hears stops for good with Close, which has to be called to let its functions
// go.
type WebSocket struct {
	socket js.Value
	calls  callbacks
}

// OpenWebSocket begins to connect to a path of the page's own server, or a whole
// address. The error tells of an address that is none.
func OpenWebSocket(path string) (*WebSocket, error) {
	s := &WebSocket{}
	err := try(func() {
		url := window().Get("URL").New(path, window().Get("location").Get("href"))
		if scheme := url.Get("protocol").String(); scheme == "http:" || scheme == "https:" {
			url.Set("protocol", "ws"+scheme[len("http"):])
		}
		s.socket = window().Get("WebSocket").New(url.Get("href"))
		s.socket.Set("binaryType", "arraybuffer")
	})
	return s, err
}

// OnOpen hears that it can send.
func (s *WebSocket) OnOpen(f func()) {
	s.calls.listen(s.socket, "open", func(js.Value) { f() })
}

// OnText hears the texts that arrive; binary ones are not heard.
func (s *WebSocket) OnText(f func(text string)) {
	s.calls.listen(s.socket, "message", func(event js.Value) {
		if data := event.Get("data"); data.Type() == js.TypeString {
			f(data.String())
		}
	})
}

// OnClose hears that it is closed, with the code and reason of the other side;
// 1006 where there were none.
func (s *WebSocket) OnClose(f func(code int, reason string)) {
	s.calls.listen(s.socket, "close", func(event js.Value) {
		f(event.Get("code").Int(), event.Get("reason").String())
	})
}

// SendText sends a text. What can't be sent is lost: OnClose tells.
func (s *WebSocket) SendText(text string) {
	try(func() { s.socket.Call("send", text) })
}

// SendBytes sends bytes, likewise.
func (s *WebSocket) SendBytes(bytes []byte) {
	data := window().Get("Uint8Array").New(len(bytes))
	js.CopyBytesToJS(data, bytes)
	try(func() { s.socket.Call("send", data) })
}

// Buffered is how many bytes wait to be sent.
func (s *WebSocket) Buffered() int { return s.socket.Get("bufferedAmount").Int() }

// Close ends it. Nothing is heard of it any more.
func (s *WebSocket) Close() {
	try(func() { s.socket.Call("close") })
	s.calls.release()
}
