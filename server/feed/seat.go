package feed

import "parley/shared"

// Seat is a place among those who may listen. Its methods must not call the feed.
type Seat interface {
	// Take takes the place for a stream over a transport. Its error refuses the
	// stream.
	Take(over shared.Transport) error
	// Leave gives a place back that was taken: once, when the stream has ended.
	Leave()
}

func (w Who) takeSeat() error {
	if w.Seat == nil {
		return nil
	}
	return w.Seat.Take(w.Transport)
}

func (w Who) leaveSeat() {
	if w.Seat != nil {
		w.Seat.Leave()
	}
}
