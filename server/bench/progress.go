//go:build linux

package main

import (
	"fmt"
	"io"
	"os"
	"time"

	"github.com/schollz/progressbar/v3"
)

// progress shows what is being done: a bar after another in a terminal, a line
// each elsewhere.
type progress struct {
	to       io.Writer
	terminal bool
}

func progressTo(file *os.File) progress {
	info, err := file.Stat()
	return progress{file, err == nil && info.Mode()&os.ModeCharDevice != 0}
}

const (
	barWidth = 24
	throttle = 100 * time.Millisecond
)

// begin shows something that has so many steps.
func (p progress) begin(what string, n int) steps {
	if !p.terminal {
		fmt.Fprintln(p.to, what)
		return steps{}
	}
	return steps{progressbar.NewOptions(n, progressbar.OptionSetWriter(p.to), progressbar.OptionSetDescription(what),
		progressbar.OptionSetWidth(barWidth), progressbar.OptionThrottle(throttle), progressbar.OptionShowCount(),
		progressbar.OptionSetPredictTime(false), progressbar.OptionClearOnFinish())}
}

// steps is one bar; without one nothing is shown.
type steps struct{ bar *progressbar.ProgressBar }

func (s steps) step() {
	if s.bar != nil {
		s.bar.Add(1) // it fails where nobody looks any more
	}
}

func (s steps) end() {
	if s.bar != nil {
		s.bar.Finish()
	}
}
