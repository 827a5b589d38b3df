//go:build linux

package main

import (
	"errors"
	"os"
	"path/filepath"
	"strconv"
	"strings"
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
	statm, err := os.ReadFile(folder + "/statm")
	if err != nil {
		return u, err
	}
	pages, err := strconv.ParseInt(strings.Fields(string(statm))[1], 10, 64)
	if err != nil {
		return u, err
	}
	u.resident = pages * int64(os.Getpagesize())
	threads, err := filepath.Glob(folder + "/task/*/schedstat")
	if err != nil {
		return u, err
	}
	for _, thread := range threads {
		stat, err := os.ReadFile(thread)
		if errors.Is(err, os.ErrNotExist) {
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
