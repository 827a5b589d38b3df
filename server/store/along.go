package store

import "context"

// Along is a change of what is kept beside the log, which people do not see:
// sessions, passwords, links. It comes about with a command's event (see Do) or
// together with others (see Keep), in one transaction or not at all. Its refusal
// is a *shared.Error.
type Along func(*conn) error

// Keep has changes made that no event goes with.
func (s *Store) Keep(ctx context.Context, changes ...Along) error {
	return s.change(ctx, func(c *conn) error { return c.doAll(changes) })
}

func (c *conn) doAll(changes []Along) error {
	for _, change := range changes {
		if err := change(c); err != nil {
			return err
		}
	}
	return nil
}
