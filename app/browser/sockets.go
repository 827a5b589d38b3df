//go:build js

package browser

import "time"

// Sockets opens WebSockets to the page's own server.
type Sockets struct{}

// noStatus is the close code of a socket that was closed without one.
const noStatus = 1006

// Open starts a WebSocket at a path; see transport.Sockets.
func (Sockets) Open(path string, opened func(), message func(text string), closed func(code int, reason string)) (send func(text string), close func()) {
	socket, err := OpenWebSocket(path)
	if err != nil {
		timer := time.AfterFunc(0, func() { closed(noStatus, "") })
		return func(string) {}, func() { timer.Stop() }
	}
	socket.OnOpen(opened)
	socket.OnText(message)
	socket.OnClose(closed)
	return socket.SendText, socket.Close
}
