//go:build js

package browser

import (
	"math/rand/v2"
	"time"
)

// ByteSockets opens WebSockets that bytes are sent up.
type ByteSockets struct{}

// Open starts a WebSocket at a path; see lab.Sockets.
func (ByteSockets) Open(path string, opened func(), message func(text string), closed func(code int, reason string)) (send func(bytes int), waiting func() int, close func()) {
	socket, err := OpenWebSocket(path)
	if err != nil {
		timer := time.AfterFunc(0, func() { closed(noStatus, "") })
		return func(int) {}, func() int { return 0 }, func() { timer.Stop() }
	}
	socket.OnOpen(opened)
	socket.OnText(message)
	socket.OnClose(closed)
	var said []byte // made once: sending must not take the time of what is measured
	send = func(bytes int) {
		if len(said) != bytes {
			said = noise(bytes)
		}
		socket.SendBytes(said)
	}
	return send, socket.Buffered, socket.Close
}

// noise is bytes that say nothing, and can't be compressed.
func noise(bytes int) []byte {
	message := make([]byte, bytes)
	for i := range message {
		message[i] = byte(rand.Uint32())
	}
	return message
}
