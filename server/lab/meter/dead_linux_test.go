package meter

import (
	"net"
	"testing"
	"time"

	"golang.org/x/sys/unix"
)

// TestVanishedPeersAreGivenUp: to have one vanish takes rights over the network
// that tests lack, so they ask the system what it was told.
func TestVanishedPeersAreGivenUp(t *testing.T) {
	listener, err := Listen("127.0.0.1:0")
	if err != nil {
		t.Fatal(err)
	}
	defer listener.Close()
	client, err := net.Dial("tcp", listener.Addr().String())
	if err != nil {
		t.Fatal(err)
	}
	defer client.Close()
	conn, err := listener.Accept()
	if err != nil {
		t.Fatal(err)
	}
	defer conn.Close()
	raw, err := conn.(*Conn).SyscallConn()
	if err != nil {
		t.Fatal(err)
	}
	options := map[string]int{}
	raw.Control(func(fd uintptr) {
		ms, _ := unix.GetsockoptInt(int(fd), unix.IPPROTO_TCP, unix.TCP_USER_TIMEOUT)
		alive, _ := unix.GetsockoptInt(int(fd), unix.SOL_SOCKET, unix.SO_KEEPALIVE)
		options = map[string]int{"unacknowledged": ms, "keep-alive": alive}
	})
	if got := time.Duration(options["unacknowledged"]) * time.Millisecond; got != deadAfter || options["keep-alive"] != 1 {
		t.Errorf("given up after %v, keep-alive %d; want %v, and keep-alive", got, options["keep-alive"], deadAfter)
	}
}
