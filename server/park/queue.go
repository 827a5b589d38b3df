package park

import "sync"

// queue has the connections that are to be served, in the order in which they
// came.
type queue struct {
	mu     sync.Mutex
	filled sync.Cond
	conns  []*Conn // guarded by mu, as all that follows
	first  int     // those before it are gone
	closed bool
}

func newQueue() *queue {
	q := &queue{}
	q.filled.L = &q.mu
	return q
}

func (q *queue) push(c *Conn) {
	q.mu.Lock()
	defer q.mu.Unlock()
	if q.first > 0 && len(q.conns) == cap(q.conns) {
		q.compact()
	}
	q.conns = append(q.conns, c)
	q.filled.Signal()
}

// compact takes back the space of those that are gone.
func (q *queue) compact() {
	n := copy(q.conns, q.conns[q.first:])
	clear(q.conns[n:])
	q.conns, q.first = q.conns[:n], 0
}

// take fills conns from the queue and tells how many it found. It waits for the
// first; none is the end.
func (q *queue) take(conns []*Conn) int {
	q.mu.Lock()
	defer q.mu.Unlock()
	for q.first == len(q.conns) && !q.closed {
		q.filled.Wait()
	}
	if q.closed {
		return 0
	}
	n := copy(conns, q.conns[q.first:])
	clear(q.conns[q.first : q.first+n])
	if q.first += n; q.first == len(q.conns) {
		q.conns, q.first = q.conns[:0], 0
	}
	return n
}

func (q *queue) close() {
	q.mu.Lock()
	defer q.mu.Unlock()
	q.closed = true
	q.filled.Broadcast()
}
