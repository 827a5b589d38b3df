//go:build linux

package main

import (
	"context"
	"errors"
	"fmt"
	"os"
	"path/filepath"
	"strconv"
	"syscall"
	"time"

	"parley/server/bench/load"
	"parley/server/bench/report"
)

// durable is how many posts a second so many posters get answered, each of which
// is then on disk. Only Parley applies: the others have none. Their place takes
// the disk itself, with one fsync for each post.
func durable(posters int) scenario {
	return scenario{
		name: "durable", title: "durable posts", about: strconv.Itoa(posters) + " at once", kinds: ours,
		measure: func(ctx context.Context, m *measuring) error { return m.durable(ctx, posters) },
	}
}

func (m *measuring) durable(ctx context.Context, posters int) error {
	rate := m.figure(report.Figure{Name: "posts a second", Condition: m.about, Unit: report.PerSecond, More: true, Goal: goalAt(posters, manyPosters, goalPosts)})
	median := m.figure(report.Figure{Name: "answer, p50", Condition: m.about, Unit: report.Millis})
	p99 := m.figure(report.Figure{Name: "answer, p99", Condition: m.about, Unit: report.Millis})
	t, err := m.start(ctx, m.kind, authors)
	if err != nil {
		return err
	}
	defer t.stop()
	disk, err := syncs(ctx, t.house.folder, m.sizes.syncing)
	if err != nil {
		return err
	}
	steps := m.begin(1)
	defer steps.end()
	after, err := t.once(ctx, smallEvent)
	if err != nil {
		return err
	}
	crowd, err := t.follow(ctx, 1, after, load.Order{})
	if err != nil {
		return err
	}
	defer crowd.Close()
	clock, err := t.clock()
	if err != nil {
		return err
	}
	driven, err := load.Loop(ctx, t.address, posters, anyNumber, m.sizes.posting, t.say())
	if err != nil {
		return err
	}
	share, err := clock.read(time.Now())
	if err != nil {
		return err
	}
	if err := exactly(ctx, crowd, 1, driven.Posted); err != nil {
		return err
	}
	m.read(rate, float64(driven.Posted)/driven.Lasted.Seconds(), share.String()+onMemory(t.house.folder))
	m.read(median, millis(driven.Took.At(0.5)), "")
	m.read(p99, millis(driven.Took.At(0.99)), "")
	rate.Add(m.disk(float64(len(disk)) / m.sizes.syncing.Seconds()))
	median.Add(m.disk(millis(disk.At(0.5))))
	p99.Add(m.disk(millis(disk.At(0.99))))
	return nil
}

const anyNumber = 1 << 30 // of posts: time is what ends them

// follow has n listeners of Parley come after a position, whose events are then
// checked one by one.
func (t *target) follow(ctx context.Context, n int, after int64, o load.Order) (*load.Crowd, error) {
	o.After = after
	crowd, err := load.Open(ctx, n, load.Options{Address: t.address, Request: t.request, Spread: time.Duration(n) * comeEvery, Order: &o})
	if err == nil {
		err = crowd.AwaitOpen(ctx, nil)
	}
	if err != nil {
		crowd.Close()
		return nil, err
	}
	return crowd, nil
}

// exactly waits until n listeners have heard so many events each, and fails where
// one was lost or came twice.
func exactly(ctx context.Context, crowd *load.Crowd, n, events int) error {
	err := crowd.AwaitHeard(ctx, int64(n*events))
	t := crowd.Tally()
	if err == nil && (t.Heard != int64(n*events) || t.Lost+t.Twice+t.Astray > 0 || crowd.Fewest() != events) {
		err = errors.New("not everybody heard everything once")
	}
	if err != nil {
		return fmt.Errorf("%w: of %d events for each of %d listeners there were %d deliveries, %d lost, %d twice, %d with another id, and %d streams cut",
			err, events, n, t.Heard, t.Lost, t.Twice, t.Astray, t.Cut)
	}
	return nil
}

// syncBlock is what is written before each fsync, in bytes: a page of the database.
const syncBlock = 4 << 10

// syncs writes to a file in the folder and has the disk keep it, again and again,
// and gives how long each took.
func syncs(ctx context.Context, folder string, within time.Duration) (took load.Times, err error) {
	file, err := os.Create(filepath.Join(folder, "bench-sync"))
	if err != nil {
		return nil, err
	}
	defer os.Remove(file.Name())
	defer file.Close()
	block := make([]byte, syncBlock)
	for began := time.Now(); time.Since(began) < within && ctx.Err() == nil; {
		now := time.Now()
		if _, err := file.Write(block); err != nil {
			return nil, err
		}
		if err := file.Sync(); err != nil {
			return nil, err
		}
		took = append(took, time.Since(now))
	}
	return took, ctx.Err()
}

func (m *measuring) disk(value float64) report.Reading {
	return report.Reading{Server: "write and fsync of 4 KiB", Role: report.Floor, Value: value}
}

// onMemory says so where the folder is on no disk.
func onMemory(folder string) string {
	const tmpfs = 0x01021994
	var system syscall.Statfs_t
	if syscall.Statfs(folder, &system) == nil && int64(system.Type) == tmpfs {
		return "; the folder is in memory, so nothing was durable: name another by -data"
	}
	return ""
}
