package state

import (
	"slices"

	"parley/shared"
)

// ChunkSize is how many items a chunk of a timeline holds at most.
const ChunkSize = 50

// Chunk is a run of at most ChunkSize neighbouring items.
type Chunk struct {
	ID      int    // the same for as long as the chunk is in the timeline
	Version uint64 // grows when the items, or names and pending changes that show in them, do
	Items   []Item // oldest first; never empty
}

// Item is one entry of a timeline.
type Item struct {
	Message shared.Message // zero for a note
	Note    *shared.Event  // an event of a kind unknown to this build; else nil
	Pending *Pending       // set for a post that the log does not show yet
}

// Seq is the item's position; 0 while it is pending.
func (i Item) Seq() shared.Seq {
	if i.Note != nil {
		return i.Note.Seq
	}
	return i.Message.Seq
}

// Key names the item on the screen: a message by its command, so that a post
// keeps its element when it is confirmed.
func (i Item) Key() string {
	if i.Note != nil {
		return string(i.Note.Command)
	}
	return string(i.Message.Command)
}

func (c *Chunk) last() shared.Seq { return c.Items[len(c.Items)-1].Seq() }

// names reports whether a person shows in the chunk.
func (c *Chunk) names(p shared.PersonID) bool {
	return slices.ContainsFunc(c.Items, func(i Item) bool {
		return i.Message.By == p || i.Message.DeletedBy == p || (i.Note != nil && i.Note.By == p) ||
			slices.ContainsFunc(i.Message.Reactions, func(r shared.Reaction) bool { return slices.Contains(r.By, p) })
	})
}
