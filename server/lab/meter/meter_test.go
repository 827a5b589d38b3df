package meter

import (
	"bytes"
	"io"
	"net"
	"net/http"
	"os"
	"path/filepath"
	"runtime"
	"sync/atomic"
	"syscall"
	"testing"
	"time"
)

// serve answers with a handler over counted connections, and gives its address.
func serve(t *testing.T, handler http.HandlerFunc) string {
	t.Helper()
	l, err := Listen("127.0.0.1:0")
	if err != nil {
		t.Fatal(err)
	}
	server := &http.Server{Handler: handler, ConnContext: Context, ConnState: State}
	go server.Serve(l)
	t.Cleanup(func() { server.Close() })
	return "http://" + l.Addr().String()
}

// TestFilesCountToo, although they go out without passing through the server.
func TestFilesCountToo(t *testing.T) {
	const size = 1 << 20
	path := filepath.Join(t.TempDir(), "file")
	if err := os.WriteFile(path, make([]byte, size), 0o600); err != nil {
		t.Fatal(err)
	}
	conns := make(chan *Conn, 1)
	url := serve(t, func(w http.ResponseWriter, r *http.Request) {
		conns <- From(r.Context())
		http.ServeFile(w, r, path)
	})
	response, err := http.Get(url)
	if err != nil {
		t.Fatal(err)
	}
	defer response.Body.Close()
	if body, err := io.ReadAll(response.Body); err != nil || len(body) != size {
		t.Fatal(len(body), err)
	}
	conn := <-conns
	for begun := time.Now(); conn.traffic().down < size && time.Since(begun) < 10*time.Second; { // it counts when all is out
		runtime.Gosched()
	}
	if down := conn.traffic().down; down < size || down > size+1000 {
		t.Errorf("%d bytes were counted of %d", down, size)
	}
}

// TestTheConnectionWithin is there for who hijacks it.
func TestTheConnectionWithin(t *testing.T) {
	hijacked := make(chan net.Conn, 1)
	url := serve(t, func(w http.ResponseWriter, r *http.Request) {
		conn, _, err := http.NewResponseController(w).Hijack()
		if err != nil {
			t.Error(err)
		}
		hijacked <- conn
		conn.Close()
	})
	http.Get(url)
	conn := <-hijacked
	if _, ok := conn.(syscall.Conn); !ok {
		t.Errorf("a %T has no file descriptor", conn)
	}
	if counted, ok := conn.(*Conn); !ok || counted.TCPConn == nil {
		t.Errorf("a %T has no connection within", conn)
	}
}

// TestMoreThanCanBeHeldBackGoesOut, as from a proxy whose buffer is full.
func TestMoreThanCanBeHeldBackGoesOut(t *testing.T) {
	let := make(chan bool)
	body := bytes.Repeat([]byte("x"), maxBack+1)
	url := serve(t, func(w http.ResponseWriter, r *http.Request) {
		conn := From(r.Context())
		conn.hold()
		w.Write(body)
		http.NewResponseController(w).Flush()
		<-let
		w.Write([]byte("y"))
		conn.release()
	})
	response, err := http.Get(url)
	if err != nil {
		t.Fatal(err)
	}
	defer response.Body.Close()
	got := make([]byte, maxBack/2)
	if _, err := io.ReadFull(response.Body, got); err != nil {
		t.Fatal(err)
	}
	close(let)
	rest, err := io.ReadAll(response.Body)
	if want := append(body[len(got):], 'y'); err != nil || !bytes.Equal(rest, want) {
		t.Errorf("%d bytes came, %d wanted, %v", len(rest), len(want), err)
	}
}

// BenchmarkConn is what counting adds to a small write.
func BenchmarkConn(b *testing.B) {
	l, err := net.Listen("tcp", "127.0.0.1:0")
	if err != nil {
		b.Fatal(err)
	}
	defer l.Close()
	go func() {
		if conn, err := l.Accept(); err == nil {
			io.Copy(io.Discard, conn)
		}
	}()
	tcp, err := net.Dial("tcp", l.Addr().String())
	if err != nil {
		b.Fatal(err)
	}
	defer tcp.Close()
	frame := make([]byte, 200)
	for name, conn := range map[string]net.Conn{"plain": tcp, "counted": &Conn{TCPConn: tcp.(*net.TCPConn), open: new(atomic.Int64)}} {
		b.Run(name, func(b *testing.B) {
			for b.Loop() {
				conn.Write(frame)
			}
		})
	}
}
