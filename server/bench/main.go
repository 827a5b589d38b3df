//go:build linux

package main

import (
	"context"
	"flag"
	"fmt"
	"os"
	"os/signal"
	"strconv"
	"strings"
)

// rivalFlag has this program be one of the other servers.
const rivalFlag = "-rival"

func main() {
	listeners := flag.String("listeners", "100,1000,15000", "numbers of listeners to measure with")
	parley := flag.String("parley", "./parley", "the server's binary")
	rounds := flag.Int("rounds", 30, "events to post, one at a time")
	rival := flag.String(rivalFlag[1:], "", "be this server instead of measuring: the bench starts itself so")
	flag.Parse()
	ctx, stop := signal.NotifyContext(context.Background(), os.Interrupt)
	defer stop()
	var err error
	if *rival != "" {
		err = serveRival(ctx, *rival)
	} else {
		err = bench{*parley, *rounds}.run(ctx, *listeners)
	}
	if err != nil {
		fmt.Fprintln(os.Stderr, "bench:", err)
		os.Exit(1)
	}
}

// bench is how everything is measured.
type bench struct {
	parley string // the server's binary
	rounds int    // events to post, one at a time
}

func (b bench) run(ctx context.Context, listeners string) error {
	var all []result
	for text := range strings.SplitSeq(listeners, ",") {
		n, err := strconv.Atoi(text)
		if err != nil || n < 1 {
			return fmt.Errorf("-listeners: %q is no number of listeners", text)
		}
		for _, kind := range kinds {
			fmt.Fprintf(os.Stderr, "%s with %d listeners…\n", kind, n)
			r, err := b.measure(ctx, kind, n)
			if err != nil {
				return fmt.Errorf("%s with %d listeners: %w", kind, n, err)
			}
			all = append(all, r)
		}
	}
	print(os.Stdout, all)
	return nil
}
