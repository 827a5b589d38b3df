//go:build linux

package main

import (
	"context"
	"errors"
	"flag"
	"fmt"
	"io"
	"os"
	"os/signal"
	"strconv"
	"strings"
	"time"

	"parley/server/bench/rival"
)

// rivalFlag has this program be one of the other servers.
const rivalFlag = "-rival"

func main() {
	sizes := full
	flag.Func("listeners", "numbers of listeners to measure with (default 100,1000,15000)", func(text string) (err error) {
		sizes.listeners, err = numbers(text)
		return err
	})
	only := flag.String("only", "", "scenarios to run, of listening,saturated,durable,acknowledged,reconnect,stuck,rooms (default: all)")
	parley := flag.String("parley", "./parley", "the server's binary")
	data := flag.String("data", "", "folder for databases, on the disk to be measured (default: that for temporary files)")
	jsonTo := flag.String("json", "", "also write all figures to this file, as JSON")
	svgTo := flag.String("svg", "", "also draw some of them into this file, as SVG")
	beRival := flag.String(rivalFlag[1:], "", "be this server instead of measuring: the bench starts itself so")
	flag.Parse()
	ctx, stop := signal.NotifyContext(context.Background(), os.Interrupt)
	defer stop()
	var err error
	if *beRival != "" {
		name, address, _ := strings.Cut(*beRival, "@")
		err = rival.Serve(ctx, name, address)
	} else {
		b := &bench{parley: *parley, data: *data, sizes: sizes, progress: progressTo(os.Stderr)}
		err = b.tell(ctx, split(*only), *jsonTo, *svgTo)
	}
	if err != nil {
		fmt.Fprintln(os.Stderr, "bench:", err)
		os.Exit(1)
	}
}

// tell measures, and tells what came of it, also where some of it failed.
func (b *bench) tell(ctx context.Context, only []string, jsonTo, svgTo string) error {
	b.report.Taken = time.Now().UTC().Truncate(time.Second)
	b.report.Machine = machine()
	defer b.removeHouses()
	err := b.run(ctx, only)
	if ctx.Err() != nil || len(b.report.Figures) == 0 {
		return err
	}
	return errors.Join(err, b.report.Table(os.Stdout), write(jsonTo, b.report.JSON), write(svgTo, b.report.SVG))
}

// write writes a file, where one is named.
func write(name string, form func(io.Writer) error) error {
	if name == "" {
		return nil
	}
	file, err := os.Create(name)
	if err != nil {
		return err
	}
	return errors.Join(form(file), file.Close())
}

func split(list string) []string {
	return strings.FieldsFunc(list, func(r rune) bool { return r == ',' })
}

func numbers(list string) (all []int, err error) {
	for _, text := range split(list) {
		n, err := strconv.Atoi(text)
		if err != nil || n < 1 {
			return nil, fmt.Errorf("%q is no number of listeners", text)
		}
		all = append(all, n)
	}
	return all, nil
}
