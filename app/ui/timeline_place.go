package ui

import (
	"time"

	"parley/app/state"
	"parley/shared"
)

// groupFor is how long a person's messages stand under one name.
const groupFor = int64(5 * time.Minute / time.Millisecond)

// place is what stands before an item, and whether it begins a group.
type place struct {
	Day   bool // a line with the day
	New   bool // the line above what is new
	First bool // with face and name
}

// neighbour is what an item's place depends on of the one before it.
type neighbour struct {
	Seq  shared.Seq // 0 for a pending post, which nothing in the log follows
	At   int64      // milliseconds since 1970
	By   shared.PersonID
	Note bool // a note, which ends a group
	None bool // there is none loaded
}

// edge is what the timeline knows of the place where it begins, and of the
// place up to which its person had read.
type edge struct {
	Divider  shared.Seq // the last message read; 0 where nothing is new
	HasOlder bool       // there are messages before the first one loaded
}

// follow gives an item's place after its neighbour.
func follow(before neighbour, item state.Item, z zone, e edge) place {
	now := neighbourOf(item)
	if before.None {
		return place{
			Day:   true,
			New:   !e.HasOlder && isNew(now.Seq, e.Divider),
			First: true,
		}
	}
	p := place{
		Day: z.day(before.At) != z.day(now.At),
		New: before.Seq != 0 && before.Seq <= e.Divider && isNew(now.Seq, e.Divider),
	}
	p.First = p.Day || p.New || before.Note || before.By != now.By || now.At-before.At > groupFor
	return p
}

func isNew(seq, divider shared.Seq) bool { return divider != 0 && seq > divider }

// neighbourOf is what the next item sees of an item.
func neighbourOf(item state.Item) neighbour {
	if note := item.Note; note != nil {
		return neighbour{Seq: note.Seq, At: note.At, By: note.By, Note: true}
	}
	m := item.Message
	return neighbour{Seq: m.Seq, At: m.At, By: m.By}
}
