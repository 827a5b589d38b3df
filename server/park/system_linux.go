package park

import (
	"errors"
	"os"
	"syscall"

	"golang.org/x/sys/unix"
)

// lowWater is how much that has not been sent a socket holds before it is full:
// more would be the kernel's memory, for who does not read.
const lowWater = 128 << 10

// adopt gives a descriptor of our own for a connection's socket.
func adopt(conn syscall.Conn) (int32, error) {
	raw, err := conn.SyscallConn()
	if err != nil {
		return 0, err
	}
	var socket int
	failed := raw.Control(func(fd uintptr) { socket, err = unix.FcntlInt(fd, unix.F_DUPFD_CLOEXEC, 0) })
	if err := errors.Join(failed, err); err != nil {
		return 0, err
	}
	if err := unix.SetsockoptInt(socket, unix.IPPROTO_TCP, unix.TCP_NOTSENT_LOWAT, lowWater); err != nil {
		unix.Close(socket)
		return 0, err
	}
	return int32(socket), nil
}

// write writes what a socket takes at once; an error says that it is broken.
func write(socket int32, p []byte) (int, error) {
	for {
		n, err := unix.Write(int(socket), p)
		switch err {
		case nil:
			return n, nil
		case unix.EINTR:
		case unix.EAGAIN:
			return 0, nil
		default:
			return 0, err
		}
	}
}

func closeSocket(socket int32) { unix.Close(int(socket)) }

// poller hears of sockets that have room again, and of peers that are gone.
type poller struct {
	epoll int
	file  *os.File // of the epoll, which Go's own poller watches
}

const (
	// watched is told once each time that it becomes so.
	watched = unix.EPOLLOUT | unix.EPOLLRDHUP | unix.EPOLLET
	left    = unix.EPOLLRDHUP | unix.EPOLLHUP | unix.EPOLLERR
)

func openPoller() (*poller, error) {
	epoll, err := unix.EpollCreate1(unix.EPOLL_CLOEXEC)
	if err != nil {
		return nil, err
	}
	if err := unix.SetNonblock(epoll, true); err != nil {
		return nil, err
	}
	return &poller{epoll, os.NewFile(uintptr(epoll), "epoll")}, nil
}

func (p *poller) add(socket int32, number uint32) error {
	return unix.EpollCtl(p.epoll, unix.EPOLL_CTL_ADD, int(socket), &unix.EpollEvent{Events: watched, Fd: socket, Pad: int32(number)})
}

// run tells what it hears until the poller is closed.
func (p *poller) run(tell func(socket int32, number uint32, s signals)) {
	raw, err := p.file.SyscallConn()
	if err != nil {
		return // closed
	}
	events := make([]unix.EpollEvent, 128)
	raw.Read(func(epoll uintptr) bool {
		for {
			n, err := unix.EpollWait(int(epoll), events, 0)
			if n <= 0 && err != unix.EINTR {
				return false // until there is more
			}
			for _, e := range events[:max(n, 0)] {
				tell(e.Fd, uint32(e.Pad), signalsOf(e.Events))
			}
		}
	})
}

func signalsOf(events uint32) (s signals) {
	if events&unix.EPOLLOUT != 0 {
		s |= room
	}
	if events&left != 0 {
		s |= gone
	}
	return s
}

func (p *poller) close() { p.file.Close() }
