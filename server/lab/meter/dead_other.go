//go:build !linux

package meter

import "syscall"

// giveUp leaves it to the system when to give a vanished peer up.
func giveUp(_, _ string, _ syscall.RawConn) error { return nil }
