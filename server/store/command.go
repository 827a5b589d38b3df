package store

import (
	"context"

	"parley/server/chat"
	"parley/shared"
)

// Do has a command done, and answers when it is durable. A command that its
// author had done before, under the same ID, is answered as it was then, as a
// duplicate; another one under that ID is refused with CodeCommandReused.
//
// Whatever a client sent has to be held to its form before, by cmd.Validate.
// Refusals are *shared.Error. With CodeUnavailable, and where ctx ends while
// waiting, the command may be sent again: it is done once. Who waits for their
// turn for longer than queueWait gets CodeUnavailable, and the command is not done.
//
// What goes along is done in the same transaction or not at all; where it
// refuses, so does the command. A duplicate does not do it again.
func (s *Store) Do(ctx context.Context, by shared.PersonID, cmd shared.Command, along ...Along) (shared.CommandReply, error) {
	print, err := fingerprint(cmd)
	if err != nil {
		return shared.CommandReply{}, err
	}
	doing := &doing{by: by, command: cmd, along: along, fingerprint: print, done: make(chan error, 1)}
	if err := s.committer.do(ctx, doing, doing.done); err != nil {
		return shared.CommandReply{}, err
	}
	return doing.reply, nil
}

// doing is a command on its way.
type doing struct {
	by          shared.PersonID
	command     shared.Command
	along       []Along
	fingerprint string
	reply       shared.CommandReply // set by run, read after done
	done        chan error          // takes one
}

func (d *doing) answer(err error) { d.done <- err }

// run asks the rules first and the log for a repeat only where they refuse, or
// where the unique index does: that is the rare case.
func (d *doing) run(b *batch) error {
	event, refusal := chat.Decide(b.records, d.command, d.by)
	if refusal != nil && !refused(refusal) {
		return refusal
	}
	if refusal == nil {
		added, err := b.write(event, d.fingerprint, d.along)
		if err != nil {
			return err
		}
		if added {
			d.reply = d.replyOf(b.head, event.Room)
			return nil
		}
	}
	return d.repeat(b, refusal)
}

// repeat answers as the first time; refusal is the answer where there was none.
func (d *doing) repeat(b *batch, refusal error) error {
	seq, room, before, ok, err := earlier(b.conn, d.by, d.command.ID)
	if err != nil {
		return err
	}
	if !ok {
		return refusal
	}
	if before != d.fingerprint {
		return shared.Errorf(shared.CodeCommandReused, "The id %s was used for another command: make a new one.", d.command.ID)
	}
	d.reply = d.replyOf(seq, room)
	d.reply.Duplicate = true
	return nil
}

// replyOf answers with an event, and with its room where the command does not name it.
func (d *doing) replyOf(seq shared.Seq, room shared.RoomID) shared.CommandReply {
	if room == d.command.Room {
		room = ""
	}
	return shared.CommandReply{Seq: seq, Room: room}
}
