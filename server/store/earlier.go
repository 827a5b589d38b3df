package store

import (
	"context"

	"parley/shared"
)

// Earlier tells whether a command of a person was done before: the event that it
// made, and in which room.
func (s *Store) Earlier(ctx context.Context, by shared.PersonID, id shared.CommandID) (reply shared.CommandReply, ok bool, err error) {
	err = s.lend(ctx, func(c *conn) error {
		reply.Seq, reply.Room, _, ok, err = earlier(c, by, id)
		return err
	})
	return reply, ok, err
}
