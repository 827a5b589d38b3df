package state

import "parley/shared"

// ChunkSize is how many items a chunk of a timeline holds at most.
const ChunkSize = 50

// Timeline is the loaded stretch of a room's history: contiguous, oldest
// first, cut into chunks, so that a change costs one chunk and not the whole.
type Timeline struct{}

// Loaded reports whether there is a stretch at all, be it an empty one.
func (t *Timeline) Loaded() bool { return false }

// HasOlder reports whether the room has older messages than the stretch.
func (t *Timeline) HasOlder() bool { return false }

// HasNewer reports whether the room has newer messages than the stretch: it
// then shows neither what arrives nor what is pending.
func (t *Timeline) HasNewer() bool { return false }

// Chunks are the stretch, oldest first, followed by what is pending. They stay
// valid until the state changes.
func (t *Timeline) Chunks() []*Chunk { return nil }

// Version grows with every change of the timeline.
func (t *Timeline) Version() uint64 { return 0 }

// Chunk is a run of at most ChunkSize neighbouring items.
type Chunk struct {
	ID      int    // the same for as long as the chunk exists
	Version uint64 // grows when the items or their pending changes do
	Items   []Item // oldest first; never empty
}

// Item is one entry of a timeline.
type Item struct {
	Message shared.Message // zero for a note
	Note    *shared.Event  // an event of a kind unknown to this build; else nil
	Pending *Pending       // set for a post that the log does not show yet
}

// Key names the item on the screen: a message's command, so that a post keeps
// its element when it is confirmed.
func (i Item) Key() string { return "" }

// Seq is the item's position; 0 while it is pending.
func (i Item) Seq() shared.Seq { return 0 }
