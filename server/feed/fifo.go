package feed

// fifo is a queue that can be read at any place. The zero value is empty.
type fifo[T any] struct {
	items []T
	first int // items before it are gone
}

func (q *fifo[T]) len() int   { return len(q.items) - q.first }
func (q *fifo[T]) all() []T   { return q.items[q.first:] }
func (q *fifo[T]) push(v T)   { q.items = append(q.items, v) }
func (q *fifo[T]) oldest() *T { return &q.items[q.first] }

// pop drops the oldest. Half of the space at most is kept for what is gone.
func (q *fifo[T]) pop() {
	var zero T
	q.items[q.first] = zero
	if q.first++; q.first*2 < len(q.items) {
		return
	}
	q.items, q.first = q.compact(), 0
}

// compact gives what is there from the beginning of the space, or of a smaller
// one where that is enough.
func (q *fifo[T]) compact() []T {
	n := q.len()
	if cap(q.items) > 4*n {
		return append([]T(nil), q.all()...)
	}
	copy(q.items, q.all())
	clear(q.items[n:])
	return q.items[:n]
}
