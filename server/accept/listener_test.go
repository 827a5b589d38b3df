package accept

import (
	"errors"
	"net"
	"testing"
	"testing/synctest"
	"time"
)

// herd is a listener to which everybody comes at once.
type herd struct{ net.Listener }

func (herd) Accept() (net.Conn, error) { return &net.TCPConn{}, nil }
func (herd) Close() error              { return nil }

// TestAHerdTakesItsTurn and is in soon.
func TestAHerdTakesItsTurn(t *testing.T) {
	synctest.Test(t, func(t *testing.T) {
		l := New(herd{}, func() int { return 0 })
		in := func(n int) {
			for range n {
				if _, err := l.Accept(); err != nil {
					t.Fatal(err)
				}
			}
		}
		begun := time.Now()
		in(burst)
		if took := time.Since(begun); took > 0 {
			t.Errorf("the first %d waited for %v", burst, took)
		}
		in(10_000 - burst)
		if took := time.Since(begun); took < time.Second || took > 2*time.Second {
			t.Errorf("10,000 are in after %v", took)
		}
	})
}

func TestClosingEndsTheWaiting(t *testing.T) {
	synctest.Test(t, func(t *testing.T) {
		l := New(herd{}, func() int { return 0 })
		l.pace.SetLimit(0.001) // one in a quarter of an hour
		for range burst {
			l.Accept()
		}
		ended := make(chan error)
		go func() {
			_, err := l.Accept()
			ended <- err
		}()
		synctest.Wait()
		begun := time.Now()
		l.Close()
		if err := <-ended; !errors.Is(err, net.ErrClosed) || time.Since(begun) > 0 {
			t.Errorf("after %v: %v", time.Since(begun), err)
		}
	})
}

// TestTheReserveIsKept from streams, and half of it from every connection.
func TestTheReserveIsKept(t *testing.T) {
	for _, c := range []struct{ all, full, most int }{{100, 75, 88}, {1024, 768, 896}, {1 << 20, 1<<20 - reserve, 1<<20 - reserve/2}} {
		open := 0
		l := bounded(herd{}, func() int { return open }, c.all)
		for _, at := range []int{0, c.full - 1, c.full, c.most - 1, c.most, c.all} {
			open = at
			if l.Full() != (at >= c.full) {
				t.Errorf("%d of %d are open: full is %v", at, c.all, l.Full())
			}
			_, err := l.Accept()
			if again, ok := errors.AsType[net.Error](err); (err != nil) != (at >= c.most) || ok && !again.Temporary() {
				t.Errorf("%d of %d are open: %v", at, c.all, err)
			}
		}
	}
	if l := New(herd{}, func() int { return 0 }); l.Full() {
		t.Errorf("full with nobody in, of %d", descriptors())
	}
}
