//go:build !linux

package park

import (
	"errors"
	"syscall"
)

// Elsewhere there is no lot: Open says so, and nothing else is called.

type poller struct{}

func openPoller() (*poller, error) { return nil, errors.ErrUnsupported }

func (*poller) add(int32, uint32) error          { return errors.ErrUnsupported }
func (*poller) run(func(int32, uint32, signals)) {}
func (*poller) close()                           {}
func adopt(syscall.Conn) (int32, error)          { return 0, errors.ErrUnsupported }
func write(int32, []byte) (int, error)           { return 0, errors.ErrUnsupported }
func closeSocket(int32)                          {}
