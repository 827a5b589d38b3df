package transport

import (
	"context"
	"net/http"
	"strconv"
	"time"

	"parley/server/feed"
	"parley/shared"
)

// pollLinger is how long someone who polls stays online between two polls.
const pollLinger = 10 * time.Second

// Poll answers with what is after the cursor the moment there is something, or
// with nothing after the seconds that wait= names, 0 if it is absent.
func Poll(w http.ResponseWriter, r *http.Request, f *feed.Feed, who feed.Who) error {
	after, err := cursorOf(r)
	if err != nil {
		return err
	}
	wait, err := waitOf(r)
	if err != nil {
		return err
	}
	who.Transport, who.Linger = "poll", pollLinger
	s, err := listen(r, f, who, after)
	if err != nil {
		return err
	}
	defer s.close()
	a, err := open(w, "application/json")
	if err != nil {
		return err
	}
	ctx, cancel := context.WithTimeout(r.Context(), wait)
	defer cancel()
	page, err := s.page(ctx, r.Context())
	if err != nil {
		return err
	}
	_ = a.write(page) // a client that is gone asks again
	return nil
}

// page gives the first answer there is, or an empty one when patience ends.
// What is already there is read whatever becomes of patience.
func (s *stream) page(patience, life context.Context) ([]byte, error) {
	var batch feed.Batch
	for {
		if err := s.listener.Next(life, &batch); err != nil {
			return nil, err
		}
		text, some := pageOf(&batch)
		if some || (patience.Err() != nil && !batch.More) {
			return text, nil
		}
		if batch.More {
			continue
		}
		select {
		case <-patience.Done():
		case <-s.woken:
		}
	}
}

// pageOf words a batch and reports whether it tells of anything. What is told in
// passing is not for polls.
func pageOf(batch *feed.Batch) (page []byte, some bool) {
	out := append([]byte(`{"cursor":"`), batch.Cursor.String()...)
	out = append(out, `","events":[`...)
	for _, item := range batch.Items {
		if !item.Logged() {
			continue
		}
		if some {
			out = append(out, ',')
		}
		out = append(out, item.JSON...)
		some = true
	}
	out = append(out, `],"reset":`...)
	out = strconv.AppendBool(out, batch.Reset)
	return append(out, "}\n"...), some || batch.Reset
}

func waitOf(r *http.Request) (time.Duration, error) {
	query := r.URL.Query()
	if !query.Has("wait") {
		return 0, nil
	}
	seconds, err := strconv.ParseUint(query.Get("wait"), 10, 16)
	wait := time.Duration(seconds) * time.Second
	if err != nil || wait > shared.MaxPollWait {
		return 0, shared.Errorf(shared.CodeParameterInvalid, "wait= is a number of seconds from 0 to %d.", int(shared.MaxPollWait.Seconds()))
	}
	return wait, nil
}
