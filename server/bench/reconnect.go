//go:build linux

package main

import (
	"context"
	"encoding/json"
	"fmt"
	"net/http"
	"sync"
	"time"

	"parley/server/bench/load"
	"parley/server/bench/report"
	"parley/shared"
)

// reconnect is how long it takes until all have caught up who come back at once,
// each many events behind, while more events are posted. Only Parley applies: the
// others, as they are run here, have nothing to catch up with.
//
// A client would wait first, for the stream's retry; here all come within a second.
var reconnect = scenario{
	name: "reconnect", title: "mass reconnect", kinds: ours,
	measure: func(ctx context.Context, m *measuring) error { return m.reconnect(ctx) },
}

const (
	behind         = 200 // events
	comeWithin     = time.Second
	reconnectReads = 2                     // threads that read
	meanwhileEvery = 50 * time.Millisecond // an event is posted
)

func (m *measuring) reconnect(ctx context.Context) error {
	n := m.sizes.herd
	condition := fmt.Sprintf("%s listeners, %d events behind", report.Grouped(int64(n)), behind)
	last := m.figure(report.Figure{Name: "until the last has caught up", Condition: condition, Unit: report.Seconds, Goal: goalReconnect})
	median := m.figure(report.Figure{Name: "until one has, p50", Condition: condition, Unit: report.Seconds})
	wrong := m.figure(report.Figure{Name: "events lost or heard twice", Condition: condition, Unit: report.Count, Goal: goalNone})
	t, err := m.start(ctx, m.kind, n)
	if err != nil {
		return err
	}
	defer t.stop()
	steps := m.begin(3)
	defer steps.end()
	left, after, err := t.leave(ctx)
	if err != nil {
		return err
	}
	steps.step()
	clock, err := t.clock()
	if err != nil {
		return err
	}
	crowd, err := load.Open(ctx, n, load.Options{
		Address: t.address, Threads: reconnectReads, Spread: comeWithin,
		Request: func(i int) string { return t.requestAfter(i, left) },
		Order:   &load.Order{After: after, Until: after + behind},
	})
	defer crowd.Close()
	if err != nil {
		return err
	}
	steps.step()
	posted, err := t.meanwhile(ctx, func() error { return crowd.AwaitArrived(ctx) })
	if err != nil {
		return err
	}
	tally := crowd.Tally()
	share, err := clock.read(tally.LastArrival)
	if err != nil {
		return err
	}
	m.read(last, share.lasted.Seconds(), fmt.Sprintf("%s; %d connections were refused and came again", share, tally.Retries))
	m.read(median, tally.Arrived.At(0.5).Seconds(), "")
	if err := exactly(ctx, crowd, n, behind+posted); err != nil {
		return err
	}
	m.read(wrong, 0, fmt.Sprintf("%d more events were posted meanwhile, and heard", posted))
	return nil
}

// leave gives the cursor of who leaves now, and has so many events happen after it.
func (t *target) leave(ctx context.Context) (cursor string, seq int64, err error) {
	request, err := http.NewRequestWithContext(ctx, "GET", "http://"+t.address+shared.PathPoll+"?wait=0", nil)
	if err != nil {
		return "", 0, err
	}
	request.Header.Set("Cookie", t.house.cookies[0])
	response, err := http.DefaultClient.Do(request)
	if err != nil {
		return "", 0, err
	}
	defer response.Body.Close()
	var answer struct{ Cursor shared.Cursor }
	if err := json.NewDecoder(response.Body).Decode(&answer); err != nil {
		return "", 0, fmt.Errorf("a poll is answered with %s: %w", response.Status, err)
	}
	_, err = load.Loop(ctx, t.address, saturators, behind, hearWithin, t.say())
	return answer.Cursor.String(), int64(answer.Cursor.Seq), err
}

// meanwhile posts an event now and then while do does something, and one after,
// and gives how many.
func (t *target) meanwhile(ctx context.Context, do func() error) (posted int, err error) {
	p, err := load.DialPoster(ctx, t.address)
	if err != nil {
		return 0, err
	}
	defer p.Close()
	ticking, stop := context.WithCancel(ctx)
	var posting sync.WaitGroup
	var failed error
	posting.Go(func() {
		for more := true; more && failed == nil; posted++ {
			pause(ticking, meanwhileEvery)
			more = ticking.Err() == nil
			_, failed = t.post(p, posted, time.Now(), smallEvent)
		}
	})
	err = do()
	stop()
	posting.Wait()
	if err == nil {
		err = failed
	}
	return posted, err
}
