package accept

import (
	"errors"
	"net"
	"os"
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
		l := New(herd{})
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
		l := New(herd{})
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

// TestItIsFullWhenTheReserveIsReached and not any more once there is room.
func TestItIsFullWhenTheReserveIsReached(t *testing.T) {
	if descriptors() > 1<<30 {
		t.Skip("descriptors are not limited here")
	}
	tcp, err := net.Listen("tcp", "127.0.0.1:0")
	if err != nil {
		t.Fatal(err)
	}
	l := New(tcp)
	defer l.Close()
	come := func() net.Conn {
		t.Helper()
		out, err := net.Dial("tcp", tcp.Addr().String())
		if err != nil {
			t.Fatal(err)
		}
		t.Cleanup(func() { out.Close() })
		in, err := l.Accept()
		if err != nil {
			t.Fatal(err)
		}
		t.Cleanup(func() { in.Close() })
		return in
	}
	first := come()
	if l.Full() {
		t.Fatalf("full by descriptor %d", number(first))
	}
	files := make([]*os.File, 0, 64)
	for range cap(files) {
		f, err := os.Open(os.DevNull)
		if err != nil {
			t.Fatal(err)
		}
		files = append(files, f)
	}
	l.room = number(first) + cap(files)/2
	come()
	if !l.Full() {
		t.Error("there is room in the reserve")
	}
	for _, f := range files {
		f.Close()
	}
	come()
	if l.Full() {
		t.Error("full, though there is room again")
	}
}
