//go:build linux

package main

import (
	"bytes"
	"context"
	"fmt"
	"net/http"
	"os"
	"strconv"
	"time"

	"parley/server/bench/load"
	"parley/shared"
)

// house is a folder of Parley, and the people who have entered there: each
// listener is a person of their own.
type house struct {
	folder  string
	cookies []string
}

// newHouse makes an empty one, which is there until the run has ended.
func (b *bench) newHouse() (*house, error) {
	folder, err := os.MkdirTemp(b.data, "parley-bench-*")
	if err != nil {
		return nil, err
	}
	h := &house{folder: folder}
	b.houses = append(b.houses, h)
	return h, nil
}

func (b *bench) removeHouses() {
	for _, h := range b.houses {
		os.RemoveAll(h.folder)
	}
}

const (
	enterAtOnce = 64
	enterWithin = 2 * time.Minute
)

// enter lets people into a house until there are so many.
func (b *bench) enter(ctx context.Context, h *house, people int) error {
	here := len(h.cookies)
	if here >= people {
		return nil
	}
	t, err := b.open(ctx, h)
	if err != nil {
		return err
	}
	defer t.stop()
	h.cookies = append(h.cookies, make([]string, people-here)...)
	steps := b.progress.begin("people enter", people-here)
	defer steps.end()
	driven, err := load.Loop(ctx, t.address, enterAtOnce, people-here, enterWithin, func(p *load.Poster, i int, _ time.Time) (err error) {
		steps.step()
		h.cookies[here+i], err = enterAs(p, "listener "+strconv.Itoa(here+i))
		return err
	})
	if err == nil && driven.Posted < people-here {
		err = fmt.Errorf("%d of %d people could enter within %v", driven.Posted, people-here, enterWithin)
	}
	if err != nil {
		h.cookies = h.cookies[:here]
	}
	return err
}

func enterAs(p *load.Poster, name string) (cookie string, err error) {
	answer, err := p.Post(shared.PathSession, "", `{"name":"`+name+`"}`)
	if err != nil {
		return "", err
	}
	_, rest, told := bytes.Cut(answer.Head, []byte("Set-Cookie: "))
	value, _, _ := bytes.Cut(rest, []byte(";"))
	if answer.Status != http.StatusOK || !told {
		return "", fmt.Errorf("entering is answered with %d: %s", answer.Status, answer.Body)
	}
	return string(value), nil
}
