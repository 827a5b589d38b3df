package api

import (
	"context"
	"time"
)

// tidyEvery is how often uploads that no message had are taken back.
const tidyEvery = 10 * time.Minute

// tidy has the contents removed, soon, that nobody refers to any more.
func (s *server) tidy() {
	select {
	case s.untidy <- struct{}{}:
	default: // it will be done
	}
}

// tidies removes the contents that nobody refers to any more, until ctx is done:
// when a message went, now and then, and at the start what was left before.
func (s *server) tidies(ctx context.Context, every time.Duration) {
	tick := time.NewTicker(every)
	defer tick.Stop()
	for {
		err := s.store.ExpireUploads(ctx, s.now())
		if err == nil {
			err = s.files.Sweep(ctx, s.store)
		}
		if err != nil && ctx.Err() == nil {
			s.log.Warn("files that nobody needs could not be removed", "error", err)
		}
		select {
		case <-ctx.Done():
			return
		case <-tick.C:
		case <-s.untidy:
		}
	}
}
