//go:build linux

package park

import (
	"bufio"
	"errors"
	"fmt"
	"io"
	"math/rand/v2"
	"net"
	"os"
	"strings"
	"sync/atomic"
	"testing"
	"time"
)

// counter is a stream that writes the numbers up to news, a line each. It has no
// lock: the race detector sees to it that one at a time serves it.
type counter struct {
	Conn
	news   atomic.Int64 // the last number to write
	last   atomic.Bool  // the stream ends with it
	over   atomic.Bool  // it has ended already
	closes atomic.Int32

	told   int64 // the last that was written, or kept
	chance *rand.Rand
	slowly bool // it asks for time
}

// line is long enough for a socket to be full soon.
func line(n int64) string { return fmt.Sprintf("%d%s\n", n, strings.Repeat(".", 5000)) }

// Serve implements Stream.
func (s *counter) Serve(beat, slow bool) Verdict {
	if s.closes.Load() > 0 {
		panic("served after it was closed")
	}
	if s.slowly = !slow && s.chance.IntN(10) == 0; s.slowly {
		return Slow
	}
	for range 1 + s.chance.IntN(3) {
		if s.told == s.news.Load() {
			break
		}
		text := line(s.told + 1)
		n := s.Write([]byte(text))
		if n > 0 {
			s.told++
		}
		if n < len(text) {
			if n > 0 {
				s.Keep([]byte(text)[n:])
			}
			return Rest
		}
	}
	switch {
	case s.told < s.news.Load():
		return Again
	case s.last.Load():
		return End
	case beat:
		s.Write([]byte("beat\n"))
	}
	return Rest
}

// Over implements Stream.
func (s *counter) Over() bool { return s.over.Load() }

// Close implements Stream.
func (s *counter) Close() { s.closes.Add(1) }

func (s *counter) say(n int) {
	s.news.Add(int64(n))
	s.Wake()
}

func openLot(t *testing.T, beat, stay time.Duration) *Lot {
	l, err := Open(Options{Beat: beat, Stay: stay})
	if err != nil {
		t.Fatal(err)
	}
	t.Cleanup(l.Close)
	return l
}

// joined gives the two ends of a connection.
func joined(t *testing.T) (client, server *net.TCPConn) {
	t.Helper()
	listener, err := net.Listen("tcp", "127.0.0.1:0")
	if err != nil {
		t.Fatal(err)
	}
	defer listener.Close()
	dialed, err := net.Dial("tcp", listener.Addr().String())
	if err != nil {
		t.Fatal(err)
	}
	t.Cleanup(func() { dialed.Close() })
	accepted, err := listener.Accept()
	if err != nil {
		t.Fatal(err)
	}
	return dialed.(*net.TCPConn), accepted.(*net.TCPConn)
}

func parks(t *testing.T, l *Lot, seed uint64) (*counter, *net.TCPConn) {
	t.Helper()
	client, server := joined(t)
	s := &counter{chance: rand.New(rand.NewPCG(seed, 7))}
	l.Prepare(&s.Conn, s)
	if err := s.Park(server, []byte("hello\n")); err != nil {
		t.Fatal(err)
	}
	return s, client
}

// eventually waits for what has to become so.
func eventually(t *testing.T, what string, so func() bool) {
	t.Helper()
	limit := time.Now().Add(patience)
	for !so() {
		if time.Now().After(limit) {
			t.Fatalf("not so after %v: %s", patience, what)
		}
		time.Sleep(time.Millisecond)
	}
}

// hears reads the lines that there have to be.
func hears(t *testing.T, from *bufio.Reader, first, last int64) {
	t.Helper()
	for n := first; n <= last; {
		text, err := from.ReadString('\n')
		if err != nil {
			t.Fatalf("before %d: %v", n, err)
		}
		if text == "hello\n" || text == "beat\n" {
			continue
		}
		if text != line(n) {
			t.Fatalf("%.20q instead of %d", text, n)
		}
		n++
	}
}

func closed1(s *counter) func() bool { return func() bool { return s.closes.Load() == 1 } }

// TestManyTalkToMany wakes at random while readers pause, leave and are cut off:
// each hears everything, in order and once, up to where it left.
func TestManyTalkToMany(t *testing.T) {
	l := openLot(t, 20*time.Millisecond, time.Minute)
	descriptors := open(t)
	var all []*counter
	heard := make(chan func(), 40)
	for i := range 40 {
		s, client := parks(t, l, uint64(i))
		all = append(all, s)
		go func() {
			chance := rand.New(rand.NewPCG(uint64(i), 9))
			from := bufio.NewReaderSize(client, 1<<10)
			until := int64(300)
			if i%4 == 0 {
				until = 1 + chance.Int64N(299) // leaves early
			}
			for n := int64(1); n <= until; n++ {
				hears(t, from, n, n)
				if chance.IntN(50) == 0 {
					time.Sleep(time.Duration(chance.IntN(20)) * time.Millisecond)
				}
			}
			if i%8 == 0 {
				client.SetLinger(0) // is cut off
			}
			if i%4 == 0 {
				client.Close()
				heard <- func() { eventually(t, "who left is let go", closed1(s)) }
				return
			}
			heard <- func() {
				s.last.Store(true)
				s.Wake()
				if rest, err := io.ReadAll(from); err != nil || strings.Trim(string(rest), "beat\n") != "" {
					t.Errorf("in the end %q, %v", rest, err)
				}
				eventually(t, "the stream is closed", closed1(s))
			}
		}()
	}
	chance := rand.New(rand.NewPCG(3, 3))
	for _, s := range all {
		go func() {
			for left := 300; left > 0; {
				n := 1 + rand.IntN(min(left, 20))
				s.say(n)
				left -= n
			}
		}()
		if chance.IntN(4) == 0 {
			s.Wake()
		}
	}
	for range all {
		(<-heard)()
	}
	for _, s := range all {
		s.Wake() // does nothing any more
		if s.closes.Load() != 1 {
			t.Errorf("closed %d times", s.closes.Load())
		}
	}
	eventually(t, "descriptors are given back", func() bool { return open(t) <= descriptors+40 })
}

// open counts the process's descriptors; a test's clients are among them.
func open(t *testing.T) int {
	all, err := os.ReadDir("/proc/self/fd")
	if err != nil {
		t.Fatal(err)
	}
	return len(all)
}

func TestWhoTakesNothingIsLetGo(t *testing.T) {
	l := openLot(t, 30*time.Millisecond, 60*time.Millisecond)
	s, client := parks(t, l, 1)
	other, listens := parks(t, l, 2)
	s.say(10_000)
	eventually(t, "the stuck one is closed", closed1(s))
	if n, err := io.Copy(io.Discard, client); err != nil && n == 0 {
		t.Error(err)
	}
	other.say(5)
	hears(t, bufio.NewReader(listens), 1, 5)
	if other.closes.Load() != 0 {
		t.Error("the other was closed too")
	}
}

func TestWhoTakesLittleIsNotStuck(t *testing.T) {
	l := openLot(t, 150*time.Millisecond, 300*time.Millisecond)
	s, client := parks(t, l, 1)
	s.say(600) // 3 MB
	from := bufio.NewReaderSize(client, 1<<10)
	for n := int64(1); n <= 600; n += 60 {
		hears(t, from, n, n+59)
		time.Sleep(100 * time.Millisecond) // less than it may be stuck, more in sum
	}
	if s.closes.Load() != 0 {
		t.Error("closed")
	}
}

func TestWhoIsStuckAndOverIsLetGo(t *testing.T) {
	l := openLot(t, time.Minute, time.Minute)
	s, _ := parks(t, l, 1)
	s.say(10_000)
	eventually(t, "the socket is full", func() bool { return s.word.Load()&phase == idle })
	s.over.Store(true)
	s.Wake()
	eventually(t, "it is closed", closed1(s))
}

func TestBeats(t *testing.T) {
	l := openLot(t, 30*time.Millisecond, time.Minute)
	_, client := parks(t, l, 1)
	from := bufio.NewReader(client)
	for _, want := range []string{"hello\n", "beat\n", "beat\n", "beat\n"} {
		if text, err := from.ReadString('\n'); text != want || err != nil {
			t.Fatalf("%q, %v, want %q", text, err, want)
		}
	}
}

func TestWokenBeforeItIsParked(t *testing.T) {
	l := openLot(t, time.Minute, time.Minute)
	client, server := joined(t)
	s := &counter{chance: rand.New(rand.NewPCG(1, 1))}
	l.Prepare(&s.Conn, s)
	s.say(3)
	if err := s.Park(server, []byte("hello\n")); err != nil {
		t.Fatal(err)
	}
	hears(t, bufio.NewReader(client), 1, 3)
}

func TestLeavingBeforeAnythingIsSaid(t *testing.T) {
	l := openLot(t, time.Minute, time.Minute)
	client, server := joined(t)
	client.Close()
	s := &counter{chance: rand.New(rand.NewPCG(1, 1))}
	l.Prepare(&s.Conn, s)
	if err := s.Park(server, []byte("hello\n")); err != nil {
		t.Fatal(err)
	}
	eventually(t, "it is let go", closed1(s))
}

func TestTheLotCloses(t *testing.T) {
	l := openLot(t, time.Minute, time.Minute)
	var all []*counter
	for i := range 20 {
		s, _ := parks(t, l, uint64(i))
		s.say(1 + 1000*(i%2))
		all = append(all, s)
	}
	l.Close()
	l.Close()
	for _, s := range all {
		if s.closes.Load() != 1 {
			t.Errorf("closed %d times", s.closes.Load())
		}
		s.Wake()
	}
	client, server := joined(t)
	late := &counter{}
	l.Prepare(&late.Conn, late)
	if err := late.Park(server, nil); !errors.Is(err, ErrClosed) {
		t.Errorf("error %v, want ErrClosed", err)
	}
	if _, err := client.Read(make([]byte, 1)); err != io.EOF {
		t.Errorf("the late one reads %v", err)
	}
}
