//go:build linux

package main

import (
	"context"
	"fmt"
	"net"
	"os"
	"os/exec"
	"syscall"
	"time"

	"parley/server/bench/load"
	"parley/server/bench/report"
	"parley/server/bench/rival"
)

// The servers, in the order in which they are measured: the floor first.
var (
	others = []string{rival.Plain, rival.GoSSE, rival.R3Labs}
	all    = append([]string{rival.Floor}, append(others, report.Parley)...)
	ours   = []string{report.Parley}
)

const startWithin = 30 * time.Second

// target is a server's process.
type target struct {
	kind    string
	address string
	process *exec.Cmd
	house   *house // of Parley: whom it knows
}

// start starts a server. Where it is Parley, so many people have entered before,
// in another process over the same folder: what it took to let them in is over,
// and no garbage of it makes room for what is measured.
func (b *bench) start(ctx context.Context, kind string, people int) (*target, error) {
	if kind != report.Parley {
		self, err := os.Executable()
		if err != nil {
			return nil, err
		}
		return launch(ctx, kind, func(address string) *exec.Cmd {
			return exec.CommandContext(ctx, self, rivalFlag, kind+"@"+address)
		})
	}
	if b.house == nil {
		var err error
		if b.house, err = b.newHouse(); err != nil {
			return nil, err
		}
	}
	if err := b.enter(ctx, b.house, people); err != nil {
		return nil, err
	}
	return b.open(ctx, b.house)
}

// open starts Parley over a house's folder.
func (b *bench) open(ctx context.Context, h *house) (*target, error) {
	t, err := launch(ctx, report.Parley, func(address string) *exec.Cmd {
		return exec.CommandContext(ctx, b.parley, "--listen", address, "--data", h.folder, "--rate-limit", "off", "--log-level", "error")
	})
	if t != nil {
		t.house = h
	}
	return t, err
}

func launch(ctx context.Context, kind string, command func(address string) *exec.Cmd) (*target, error) {
	address, err := freeAddress()
	if err != nil {
		return nil, err
	}
	t := &target{kind: kind, address: address, process: command(address)}
	t.process.Stderr = os.Stderr
	t.process.SysProcAttr = &syscall.SysProcAttr{Pdeathsig: syscall.SIGKILL} // it does not outlive a bench that is killed
	if err := t.process.Start(); err != nil {
		return nil, err
	}
	if err := t.ready(ctx); err != nil {
		t.stop()
		return nil, err
	}
	return t, nil
}

func freeAddress() (string, error) {
	l, err := net.Listen("tcp", "127.0.0.1:0")
	if err != nil {
		return "", err
	}
	defer l.Close()
	return l.Addr().String(), nil
}

func (t *target) ready(ctx context.Context) error {
	ctx, cancel := context.WithTimeout(ctx, startWithin)
	defer cancel()
	for {
		conn, err := net.Dial("tcp", t.address)
		if err == nil {
			return conn.Close()
		}
		select {
		case <-ctx.Done():
			return fmt.Errorf("it does not answer: %w", err)
		case <-time.After(10 * time.Millisecond):
		}
	}
}

// stop kills it. Parley's folder stays as it is: what was answered is on disk.
func (t *target) stop() {
	t.process.Process.Signal(syscall.SIGKILL)
	t.process.Wait()
}

func roleOf(kind string) report.Role {
	switch kind {
	case report.Parley:
		return report.Ours
	case rival.Floor:
		return report.Floor
	}
	return report.Other
}

// comeEvery is how often a listener comes where it does not matter: slower than
// connections are taken, or the kernel's queue of them would overflow.
const comeEvery = 250 * time.Microsecond

// gather has n listeners come, and waits until all their streams are open.
func (t *target) gather(ctx context.Context, n int, o load.Options) (*load.Crowd, error) {
	o.Address, o.Spread = t.address, time.Duration(n)*comeEvery
	if o.Request == nil {
		o.Request = t.request
	}
	crowd, err := load.Open(ctx, n, o)
	if err == nil {
		err = t.awaitOpen(ctx, crowd)
	}
	if err != nil {
		crowd.Close()
		return nil, err
	}
	return crowd, nil
}

// awaitOpen waits until all streams are open. Some servers say nothing before
// their first event, so there are some.
func (t *target) awaitOpen(ctx context.Context, crowd *load.Crowd) error {
	poster, err := load.DialPoster(ctx, t.address)
	if err != nil {
		return err
	}
	defer poster.Close()
	posted := 0
	if err := crowd.AwaitOpen(ctx, func() error {
		posted++
		_, err := t.post(poster, 0, time.Now(), smallEvent)
		return err
	}); err != nil || posted == 0 {
		return err
	}
	return crowd.Quiet(ctx) // else what was posted meanwhile would be counted
}
