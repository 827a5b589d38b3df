package main

import (
	"bufio"
	"cmp"
	"encoding/json"
	"fmt"
	"io"
	"math/rand/v2"
	"os"
	"os/exec"
	"strings"
	"sync"
	"sync/atomic"
	"syscall"
	"testing"
	"time"

	"parley/shared"
)

const beServer = "PARLEY_TEST_BE_SERVER" // makes this test binary the server

func TestMain(m *testing.M) {
	if os.Getenv(beServer) != "" {
		main()
		return
	}
	code := m.Run()
	if theBrowser.quit != nil {
		theBrowser.quit()
	}
	os.Exit(code)
}

// process is the real server as a process of its own.
type process struct {
	t       testing.TB
	data    string
	listen  string
	program string   // the server; this test binary where it is empty
	args    []string // of serve, beside the address
	command *exec.Cmd
}

func (p *process) run(args ...string) *exec.Cmd {
	command := exec.Command(cmp.Or(p.program, os.Args[0]), args...)
	command.Env = append(os.Environ(), beServer+"=1", "PARLEY_DATA="+p.data, "PARLEY_RATE_LIMIT=off")
	return command
}

// start starts the server and waits until it says where it is open.
func (p *process) start() {
	p.t.Helper()
	p.command = p.run(append([]string{"serve", "--listen", p.listen}, p.args...)...)
	p.command.Stderr = os.Stderr
	if !testing.Verbose() {
		p.command.Stderr = io.Discard
	}
	out, err := p.command.StdoutPipe()
	if err != nil {
		p.t.Fatal(err)
	}
	if err := p.command.Start(); err != nil {
		p.t.Fatal(err)
	}
	greeting, err := bufio.NewReader(out).ReadString('\n')
	_, address, ok := strings.Cut(strings.TrimSpace(greeting), "http://localhost:")
	if err != nil || !ok {
		p.t.Fatalf("the server says %q: %v", greeting, err)
	}
	p.listen = "127.0.0.1:" + address
	go io.Copy(io.Discard, out)
}

// startProcess starts a server as a process on a folder of data, and gives the
// house that guests visit; the process is killed in the end.
func startProcess(t testing.TB, data string, args ...string) (*process, *house) {
	t.Helper()
	p := &process{t: t, data: data, listen: "127.0.0.1:0", args: args}
	p.start()
	t.Cleanup(p.kill)
	return p, &house{t: t, config: Config{Listen: p.listen}}
}

// terminate has the server end in an orderly way, and waits until it has.
func (p *process) terminate() {
	p.t.Helper()
	if err := p.command.Process.Signal(syscall.SIGTERM); err != nil {
		p.t.Fatal(err)
	}
	late := time.AfterFunc(2*shutdownLimit, p.kill)
	defer late.Stop()
	if err := p.command.Wait(); err != nil {
		p.t.Errorf("on SIGTERM the server ends with %v", err)
	}
}

// verify checks the data that a server left behind.
func (p *process) verify() {
	p.t.Helper()
	if out, err := p.run("verify").CombinedOutput(); err != nil {
		p.t.Errorf("verify: %v\n%s", err, out)
	}
}

func (p *process) kill() {
	p.command.Process.Kill()
	p.command.Wait()
}

// TestKilledInMidSentence posts from many connections at once and kills the
// server with SIGKILL in the middle, again and again. What was acknowledged is
// in the log exactly once, at the position that was acknowledged; what was not
// is sent again by its author, and is there once in the end. Listeners, who come
// back from where they were, heard exactly that.
func TestKilledInMidSentence(t *testing.T) {
	t.Parallel()
	const posters, followers = 16, 6
	rounds := 50
	if testing.Short() {
		rounds = 5
	}
	p, visit := startProcess(t, t.TempDir())
	auditor := visit.enter("Auditor")
	people := visit.posters(posters)
	listeners := make([]*follower, followers)
	for i := range listeners {
		listeners[i] = visit.follows(visit.enter(fmt.Sprintf("Listener %d", i)), shared.TransportSSE)
	}
	for range rounds {
		var acknowledged atomic.Int64
		enough := int64(20 + rand.IntN(200))
		hit := make(chan struct{})
		var once sync.Once
		var all sync.WaitGroup
		for _, person := range people {
			all.Go(func() {
				for person.send() {
					if acknowledged.Add(1) == enough {
						once.Do(func() { close(hit) })
					}
				}
			})
		}
		select {
		case <-hit:
		case <-time.After(patience):
			t.Fatal("the server takes no posts")
		}
		p.kill()
		all.Wait()
		p.start()
	}
	for _, person := range people {
		if person.pending != nil && !person.send() {
			t.Fatalf("%s can't send what was not acknowledged", person.me.Name)
		}
	}
	audit(t, auditor, people)
	checkAll(t, listeners)
	p.kill()
	p.verify()
}

// poster posts one message after another, and repeats the one whose answer did
// not come.
type poster struct {
	*guest
	pending *shared.Command
	sent    int
	tail    string // of every message
	acked   map[shared.CommandID]shared.Seq
	bears   shared.Code // the refusal that is to be expected
}

// posters has so many enter who post.
func (h *house) posters(n int) []*poster {
	h.t.Helper()
	people := make([]*poster, n)
	for i := range people {
		people[i] = &poster{guest: h.enter(fmt.Sprintf("Poster %d", i)), acked: map[shared.CommandID]shared.Seq{}}
	}
	return people
}

// send sends the pending command, or a new one; it reports whether it was
// acknowledged.
func (p *poster) send() bool {
	if p.pending == nil {
		p.sent++
		p.pending = &shared.Command{ID: newID(), Room: shared.General, Body: shared.PostMessage{Text: fmt.Sprintf("%d of %s%s", p.sent, p.me.Name, p.tail)}}
	}
	status, answer, err := p.try("POST", shared.PathCommands, p.pending)
	if err != nil {
		return false
	}
	if p.bears != "" && codeIn(answer) == p.bears {
		return false
	}
	var reply shared.CommandReply
	if status != 200 || json.Unmarshal(answer, &reply) != nil {
		p.t.Errorf("a post is answered with %d %s", status, answer)
		return false
	}
	p.acked[p.pending.ID] = reply.Seq
	p.pending = nil
	return true
}

// codeIn is the code of a refusal; "" for any other answer.
func codeIn(answer []byte) shared.Code {
	var said shared.ErrorReply
	if json.Unmarshal(answer, &said) != nil || said.Error == nil {
		return ""
	}
	return said.Error.Code
}

// audit reads the whole log as a listener does and compares it with what was
// acknowledged.
func audit(t testing.TB, auditor *guest, people []*poster) {
	t.Helper()
	seen := map[shared.CommandID]shared.Seq{}
	last := map[shared.PersonID]int{}
	var newest shared.Seq
	for _, event := range auditor.log() {
		if event.Seq <= newest {
			t.Fatalf("position %d comes after %d", event.Seq, newest)
		}
		newest = event.Seq
		posted, ok := event.Body.(shared.MessagePosted)
		if !ok {
			continue
		}
		if seen[event.Command] != 0 {
			t.Errorf("command %s stands at %d and %d", event.Command, seen[event.Command], event.Seq)
		}
		seen[event.Command] = event.Seq
		var n int
		fmt.Sscanf(posted.Text, "%d", &n)
		if n != last[event.By]+1 {
			t.Errorf("message %d of %s comes after %d", n, event.By, last[event.By])
		}
		last[event.By] = n
	}
	acknowledged := 0
	for _, person := range people {
		for id, seq := range person.acked {
			acknowledged++
			if seen[id] != seq {
				t.Errorf("command %s was acknowledged at %d and stands at %d", id, seq, seen[id])
			}
		}
	}
	if len(seen) != acknowledged {
		t.Errorf("%d messages in the log, %d acknowledged", len(seen), acknowledged)
	}
	t.Logf("%d messages, each exactly once", len(seen))
}

// log reads all events that a guest may see, from the first on.
func (g *guest) log() []shared.Event {
	g.t.Helper()
	return g.logAfter(shared.Cursor{Epoch: g.snapshot().Cursor.Epoch})
}

func (g *guest) logAfter(cursor shared.Cursor) []shared.Event {
	g.t.Helper()
	var events []shared.Event
	for {
		var answer shared.Poll
		g.must("GET", shared.PathPoll+"?after="+cursor.String(), nil, &answer)
		if answer.Reset {
			g.t.Fatal("the log is reset")
		}
		if len(answer.Events) == 0 {
			return events
		}
		events = append(events, answer.Events...)
		cursor = answer.Cursor
	}
}
