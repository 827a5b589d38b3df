package main

import (
	"math"
	"os"
	"path/filepath"
	"syscall"
	"testing"
	"unsafe"

	"parley/shared"
)

// TestADiskThatFails has every write beyond a point fail, as of a disk that is
// broken (SQLite calls it an I/O error), under people who post. They are refused
// for as long as it lasts, and no longer; who reads does not notice.
func TestADiskThatFails(t *testing.T) {
	p, visit := startProcess(t, t.TempDir())
	people := visit.posters(8)
	auditor, bo := visit.enter("Auditor"), visit.enter("Bo")
	hears := bo.listen("", "")
	beginning := bo.snapshot().Cursor
	bo.carried(people)
	log, err := os.Stat(filepath.Join(p.data, "parley.db-wal"))
	if err != nil {
		t.Fatal(err)
	}
	for range 3 {
		p.limitFiles(uint64(log.Size()) + 64<<10)
		visit.untilRefused(people, shared.CodeUnavailable)
		bo.readsOn(auditor, hears, beginning)
		p.limitFiles(math.MaxUint64)
		bo.carried(people)
	}
	audit(t, auditor, people)
	p.terminate()
	p.verify()
}

// limitFiles has the process fail to write beyond so many bytes of a file.
func (p *process) limitFiles(size uint64) {
	p.t.Helper()
	limit := syscall.Rlimit{Cur: size, Max: math.MaxUint64}
	_, _, failed := syscall.RawSyscall6(syscall.SYS_PRLIMIT64, uintptr(p.command.Process.Pid), syscall.RLIMIT_FSIZE,
		uintptr(unsafe.Pointer(&limit)), 0, 0, 0)
	if failed != 0 {
		p.t.Fatal(failed)
	}
}
