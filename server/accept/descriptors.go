//go:build unix

package accept

import (
	"math"
	"net"
	"syscall"
)

// descriptors is how many the process may have open.
func descriptors() int {
	var limit syscall.Rlimit
	if syscall.Getrlimit(syscall.RLIMIT_NOFILE, &limit) != nil {
		return math.MaxInt
	}
	return int(min(uint64(limit.Cur), math.MaxInt))
}

// number is a connection's descriptor; 0 where it has none.
func number(conn net.Conn) (n int) {
	under, ok := conn.(syscall.Conn)
	if !ok {
		return 0
	}
	raw, err := under.SyscallConn()
	if err == nil {
		raw.Control(func(fd uintptr) { n = int(fd) })
	}
	return n
}
