//go:build linux

package main

import (
	"context"
	"errors"
	"fmt"
	"os"
	"path/filepath"
	"strconv"
	"strings"
	"syscall"
	"time"
)

// usage is what the process has in memory, and the CPU time that it took.
type usage struct {
	resident int64 // bytes
	cpu      time.Duration
}

// usage sums what the threads ran, in ns, which /proc counts finer than the ticks
// of the process. Go hardly ever ends a thread.
func (t *target) usage() (u usage, err error) {
	folder := "/proc/" + strconv.Itoa(t.process.Process.Pid)
	if u.resident, err = residentOf(folder); err != nil {
		return u, err
	}
	threads, err := filepath.Glob(folder + "/task/*/schedstat")
	if err != nil {
		return u, err
	}
	for _, thread := range threads {
		stat, err := os.ReadFile(thread)
		if errors.Is(err, os.ErrNotExist) || errors.Is(err, syscall.ESRCH) {
			continue // the thread has ended
		}
		if err != nil {
			return u, err
		}
		ran, err := strconv.ParseInt(strings.Fields(string(stat))[0], 10, 64)
		if err != nil {
			return u, err
		}
		u.cpu += time.Duration(ran)
	}
	return u, nil
}

func residentOf(folder string) (int64, error) {
	statm, err := os.ReadFile(folder + "/statm")
	if err != nil {
		return 0, err
	}
	pages, err := strconv.ParseInt(strings.Fields(string(statm))[1], 10, 64)
	return pages * int64(os.Getpagesize()), err
}

// Memory counts as settled when it was within a span of 1 % or 64 KiB for a while.
const (
	settleLooks  = 8 // in a row
	settleWithin = 20 * time.Second
	settleSpan   = 64 << 10
)

// settled waits until the process's memory was stable for so long, or will not
// be, and gives its usage then: garbage is collected and given back meanwhile.
func (t *target) settled(ctx context.Context, stable time.Duration) (usage, error) {
	var low, high int64
	began, looks := time.Now(), 0
	for {
		u, err := t.usage()
		if err != nil {
			return u, err
		}
		if looks == 0 || max(high, u.resident)-min(low, u.resident) > max(settleSpan, u.resident/100) {
			low, high, looks = u.resident, u.resident, 0
		}
		low, high = min(low, u.resident), max(high, u.resident)
		if looks++; looks == settleLooks || time.Since(began) > settleWithin {
			return u, nil
		}
		select {
		case <-time.After(stable / settleLooks):
		case <-ctx.Done():
			return u, ctx.Err()
		}
	}
}

// ownCPU is the CPU time that this process, the load, took.
func ownCPU() time.Duration {
	var u syscall.Rusage
	syscall.Getrusage(syscall.RUSAGE_SELF, &u) // it fails for bad arguments alone
	return time.Duration(u.Utime.Nano() + u.Stime.Nano())
}

// kernelMemory is what the kernel holds by itself: its objects (sockets are among
// them), and the pages of TCP's buffers.
func kernelMemory() (bytes int64, err error) {
	info, err := os.ReadFile("/proc/meminfo")
	if err != nil {
		return 0, err
	}
	slab, err := valueAfter(string(info), "Slab:")
	if err != nil {
		return 0, err
	}
	sockets, err := os.ReadFile("/proc/net/sockstat")
	if err != nil {
		return 0, err
	}
	_, tcp, _ := strings.Cut(string(sockets), "TCP:")
	pages, err := valueAfter(tcp, " mem")
	return slab<<10 + pages*int64(os.Getpagesize()), err
}

// valueAfter reads the number behind a name.
func valueAfter(text, name string) (int64, error) {
	_, rest, found := strings.Cut(text, name)
	fields := strings.Fields(rest)
	if !found || len(fields) == 0 {
		return 0, fmt.Errorf("/proc does not tell %q", name)
	}
	return strconv.ParseInt(fields[0], 10, 64)
}
