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
	n := copy(q.items, q.all())
	clear(q.items[n:])
	q.items, q.first = q.items[:n], 0
	if n == 0 {
		q.items = nil
	}
}
