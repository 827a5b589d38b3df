//go:build linux

package load

import (
	"bufio"
	"fmt"
	"net"
	"os"
	"strconv"
	"strings"
	"syscall"
)

// Stuck is a listener who opens a stream and never reads it.
type Stuck struct {
	fd         int
	mine, port int // the two ends' ports
}

// A stuck listener's buffers: as narrow as over a network, where loopback's segments
// of 64 KiB would have the server's kernel hold megabytes before a write is stuck.
const (
	stuckWindow  = 4096
	stuckSegment = 536
)

// OpenStuck sends a request and reads nothing.
func OpenStuck(address, request string) (*Stuck, error) {
	to, err := net.ResolveTCPAddr("tcp4", address)
	if err != nil {
		return nil, err
	}
	fd, err := syscall.Socket(syscall.AF_INET, syscall.SOCK_STREAM|syscall.SOCK_CLOEXEC, 0)
	if err != nil {
		return nil, err
	}
	s := &Stuck{fd: fd, port: to.Port}
	server := &syscall.SockaddrInet4{Port: to.Port}
	copy(server.Addr[:], to.IP.To4())
	for _, step := range []func() error{
		func() error { return syscall.SetsockoptInt(fd, syscall.SOL_SOCKET, syscall.SO_RCVBUF, stuckWindow) },
		func() error { return syscall.SetsockoptInt(fd, syscall.IPPROTO_TCP, syscall.TCP_MAXSEG, stuckSegment) },
		func() error { return syscall.Connect(fd, server) },
		func() error { _, err := syscall.Write(fd, []byte(request)); return err },
	} {
		if err := step(); err != nil {
			syscall.Close(fd)
			return nil, err
		}
	}
	local, err := syscall.Getsockname(fd)
	if err != nil {
		syscall.Close(fd)
		return nil, err
	}
	s.mine = local.(*syscall.SockaddrInet4).Port
	return s, nil
}

// Close hangs up.
func (s *Stuck) Close() error { return syscall.Close(s.fd) }

// Queued is how many bytes the server's kernel holds for it that it was not sent.
func (s *Stuck) Queued() (int64, error) {
	file, err := os.Open("/proc/net/tcp")
	if err != nil {
		return 0, err
	}
	defer file.Close()
	server, client := fmt.Sprintf(":%04X", s.port), fmt.Sprintf(":%04X", s.mine)
	for lines := bufio.NewScanner(file); lines.Scan(); {
		fields := strings.Fields(lines.Text()) // number, local, remote, state, queued to send:received, …
		if len(fields) > 4 && strings.HasSuffix(fields[1], server) && strings.HasSuffix(fields[2], client) {
			queued, _, _ := strings.Cut(fields[4], ":")
			return strconv.ParseInt(queued, 16, 64)
		}
	}
	return 0, fmt.Errorf("the server has closed the stuck stream")
}
