package meter

import (
	"syscall"

	"golang.org/x/sys/unix"
)

// giveUp has connections end whose peer acknowledges nothing for deadAfter. Set
// on a socket that listens, it holds for those that are accepted.
func giveUp(_, _ string, socket syscall.RawConn) error {
	var failed error
	err := socket.Control(func(fd uintptr) {
		failed = unix.SetsockoptInt(int(fd), unix.IPPROTO_TCP, unix.TCP_USER_TIMEOUT, int(deadAfter.Milliseconds()))
	})
	if err != nil {
		return err
	}
	return failed
}
