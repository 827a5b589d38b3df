// Command dev runs the server and keeps it up to date: it watches the sources,
// builds again what a change touches, and restarts the server, whose version
// tells every open page to reload. Run it at the top of the repository:
//
//	go run ./web/dev [flags of the server]
package main

import (
	"context"
	"fmt"
	"os"
	"os/exec"
	"os/signal"
	"syscall"
	"time"
)

// binary is the server under development. The tag makes it read styles,
// scripts and templates from disk.
const binary = "bin/parley-dev"

func main() {
	ctx, stop := signal.NotifyContext(context.Background(), os.Interrupt, syscall.SIGTERM)
	defer stop()
	if err := run(ctx, os.Args[1:]); err != nil {
		fmt.Fprintln(os.Stderr, "dev:", err)
		os.Exit(1)
	}
}

// run builds and serves until ctx ends. What doesn't compile is reported, and
// the last version that did goes on.
func run(ctx context.Context, args []string) error {
	changes, err := watch(ctx, "app", "shared", "server", "web")
	if err != nil {
		return err
	}
	server := &process{args: args}
	defer server.stop()
	for code := true; ; {
		failed := build(ctx, code) != nil
		if !failed {
			if err := server.restart(); err != nil {
				return err
			}
		}
		select {
		case <-ctx.Done():
			return nil
		case change := <-changes:
			fmt.Println("dev:", change.path)
			code = change.code || failed
		}
	}
}

// build brings the assets up to date and, when Go code changed, the server. The
// asset build itself leaves alone what didn't change.
func build(ctx context.Context, code bool) error {
	if err := command(ctx, "go", "run", "./web/build"); err != nil || !code {
		return err
	}
	return command(ctx, "go", "build", "-tags", "dev", "-o", binary, "./server")
}

func command(ctx context.Context, name string, args ...string) error {
	c := exec.CommandContext(ctx, name, args...)
	c.Stdout, c.Stderr = os.Stdout, os.Stderr
	return c.Run()
}

// process is the running server.
type process struct {
	args    []string
	running *exec.Cmd
	ended   chan error
}

func (p *process) restart() error {
	p.stop()
	p.running = exec.Command(binary, p.args...)
	p.running.Stdout, p.running.Stderr = os.Stdout, os.Stderr
	if err := p.running.Start(); err != nil {
		return err
	}
	p.ended = make(chan error, 1)
	go func(c *exec.Cmd, ended chan<- error) { ended <- c.Wait() }(p.running, p.ended)
	return nil
}

// stop asks the server to end, and after a second makes it: the log is safe
// either way.
func (p *process) stop() {
	if p.running == nil {
		return
	}
	p.running.Process.Signal(os.Interrupt)
	select {
	case <-p.ended:
	case <-time.After(time.Second):
		p.running.Process.Kill()
		<-p.ended
	}
	p.running = nil
}
