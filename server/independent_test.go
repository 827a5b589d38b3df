package main

import (
	"bufio"
	"context"
	"encoding/json"
	"fmt"
	"net/http"
	"os/exec"
	"slices"
	"strings"
	"sync"
	"testing"
	"time"

	"github.com/chromedp/chromedp"
	labs "github.com/r3labs/sse/v2"
	max "github.com/tmaxmax/go-sse"
	"gopkg.in/cenkalti/backoff.v1"

	"parley/shared"
)

// Clients that know nothing of Parley but an address, and Server-Sent Events or
// WebSocket as the standards say. Each listens while Bo talks, is cut in between
// again and again, and has to hear everything, in order and once.

// independents say how each client listens as the guest until ctx is done, and
// the program that it takes, if any. They tell heard the data of each event that
// reaches onmessage, or its like.
var independents = map[string]struct {
	program string
	listen  func(t *testing.T, ctx context.Context, ann *guest, heard func(data string))
}{
	"tmaxmax/go-sse": {"", listenWithMax},
	"r3labs/sse":     {"", listenWithLabs},
	"curl":           {"curl", listenWithCurl},
}

const (
	spells     = 4  // of talk, each ended by a cut
	saidASpell = 20 // messages
)

func TestIndependentClientsHearEverythingOnce(t *testing.T) {
	for name, client := range independents {
		t.Run(name, func(t *testing.T) {
			if client.program != "" {
				programPath(t, client.program)
			}
			t.Parallel() // most of the time goes into waiting to come back
			h := openHouse(t)
			m := meddle(t, h)
			ann, bo := m.at(h.enter("Ann")), h.enter("Bo")
			a := &account{t: t, changed: make(chan struct{}, 1)}
			ctx, cancel := context.WithCancel(t.Context())
			defer cancel()
			var listening sync.WaitGroup
			listening.Go(func() { client.listen(t, ctx, ann, a.hear) })
			h.awaitListeners(1)
			a.talk(bo, m)
			cancel()
			listening.Wait()
		})
	}
}

// awaitListeners waits until so many streams are open.
func (h *house) awaitListeners(n int) {
	h.t.Helper()
	deadline := time.Now().Add(patience)
	for {
		open := 0
		for _, count := range h.node.feed.Listeners() {
			open += count
		}
		if open == n {
			return
		}
		if time.Now().After(deadline) {
			h.t.Fatalf("%d streams are open, want %d", open, n)
		}
		<-time.After(time.Millisecond)
	}
}

// account is what a client heard.
type account struct {
	t       *testing.T
	changed chan struct{} // holds one token when something was heard
	mu      sync.Mutex
	heard   []string // guarded by mu: the texts of messages
}

func (a *account) hear(data string) {
	var event shared.Event
	if err := json.Unmarshal([]byte(data), &event); err != nil {
		a.t.Errorf("%v in %q", err, data)
		return
	}
	posted, ok := event.Body.(shared.MessagePosted)
	if !ok {
		return
	}
	a.mu.Lock()
	a.heard = append(a.heard, posted.Text)
	a.mu.Unlock()
	select {
	case a.changed <- struct{}{}:
	default:
	}
}

func (a *account) texts() []string {
	a.mu.Lock()
	defer a.mu.Unlock()
	return slices.Clone(a.heard)
}

// talk lets Bo talk while the connections are cut: after each spell, when all was
// heard, and in the midst of it.
func (a *account) talk(bo *guest, m *meddler) {
	a.t.Helper()
	var said []string
	for spell := range spells {
		for n := range saidASpell {
			text := fmt.Sprintf("%d.%d 你好\r\n\u2028data: x\n\nid: 7", spell, n)
			bo.post(shared.General, text)
			said = append(said, shared.CleanText(text))
			if spell%2 == 1 && n == saidASpell/2 {
				m.cut()
			}
		}
		a.awaits(said)
		m.cut()
	}
}

// awaits waits until exactly that was heard.
func (a *account) awaits(said []string) {
	a.t.Helper()
	limit := time.After(patience)
	for {
		heard := a.texts()
		if len(heard) > len(said) || !slices.Equal(heard, said[:len(heard)]) {
			a.t.Fatalf("heard %q, but said was %q", heard, said)
		}
		if len(heard) == len(said) {
			return
		}
		select {
		case <-a.changed:
		case <-limit:
			a.t.Fatalf("heard %d of %d messages", len(heard), len(said))
		}
	}
}

func listenWithMax(t *testing.T, ctx context.Context, ann *guest, heard func(string)) {
	request, err := http.NewRequestWithContext(ctx, "GET", ann.base+shared.PathSSE, nil)
	if err != nil {
		t.Error(err)
		return
	}
	client := max.Client{HTTPClient: ann.http, Backoff: max.Backoff{InitialInterval: 10 * time.Millisecond, Multiplier: 1}}
	connection := client.NewConnection(request)
	connection.SubscribeMessages(func(e max.Event) { heard(e.Data) })
	if err := connection.Connect(); ctx.Err() == nil {
		t.Errorf("it ended by itself: %v", err)
	}
}

func listenWithLabs(t *testing.T, ctx context.Context, ann *guest, heard func(string)) {
	client := labs.NewClient(ann.base + shared.PathSSE)
	client.Connection = ann.http
	client.ReconnectStrategy = backoff.WithContext(backoff.NewConstantBackOff(10*time.Millisecond), ctx)
	for ctx.Err() == nil { // the end of a stream in between two events ends a subscription of theirs
		err := client.SubscribeRawWithContext(ctx, func(e *labs.Event) {
			if len(e.Event) == 0 && len(e.Data) > 0 {
				heard(string(e.Data))
			}
		})
		if err != nil && ctx.Err() == nil {
			t.Errorf("it ended by itself: %v", err)
		}
	}
}

// listenWithCurl runs curl -N anew whenever it ends, as a shell script would,
// with the last id: that came whole.
func listenWithCurl(t *testing.T, ctx context.Context, ann *guest, heard func(string)) {
	request := mustRequest(t, ann.base)
	var cookies []string
	for _, cookie := range ann.http.Jar.Cookies(request.URL) {
		cookies = append(cookies, cookie.String())
	}
	last := ""
	for ctx.Err() == nil {
		command := exec.CommandContext(ctx, "curl", "-sN", "-b", strings.Join(cookies, "; "), "-H", "Last-Event-ID: "+last, ann.base+shared.PathSSE)
		out, err := command.StdoutPipe()
		if err == nil {
			err = command.Start()
		}
		if err != nil {
			t.Error(err)
			return
		}
		e := &ear{t: t, lines: bufio.NewReader(out), cancel: func() {}}
		for {
			l, err := e.next()
			if err != nil {
				break
			}
			if l.id != "" {
				last = l.id
			}
			if l.event == "" && l.data != "" {
				heard(l.data)
			}
		}
		command.Wait()
	}
}

// plainPage listens by what browsers bring along. A WebSocket does not come back
// by itself: the page opens another one after the last cursor.
const plainPage = `<!doctype html><title>plain</title><script>
const heard = [];
function eventSource() {
	const source = new EventSource("` + shared.PathSSE + `");
	source.onmessage = e => heard.push(e.data);
}
let after = "";
function webSocket() {
	const socket = new WebSocket(location.origin.replace("http", "ws") + "` + shared.PathWebSocket + `" + after);
	socket.onmessage = e => {
		const frame = JSON.parse(e.data);
		if (frame.cursor) after = "?after=" + frame.cursor;
		if (frame.type === "event") heard.push(JSON.stringify(frame.data));
	};
	socket.onclose = () => setTimeout(webSocket, 20);
}
</script>`

func TestABrowsersOwnClientsHearEverythingOnce(t *testing.T) {
	for name, begin := range map[string]string{"EventSource": "eventSource()", "WebSocket": "webSocket()"} {
		t.Run(name, func(t *testing.T) {
			t.Parallel()
			h := openHouse(t)
			m := meddle(t, h)
			m.pages = map[string]string{"/plain": plainPage}
			ann, bo := m.at(h.enter("Ann")), h.enter("Bo")
			v := h.visits("Ann", as(ann), chromedp.Navigate(m.URL+"/plain"))
			v.mayHear(cut, "WebSocket connection", "favicon")
			a := &account{t: t, changed: make(chan struct{}, 1)}
			eval[any](v, begin)
			h.awaitListeners(1)
			stop := make(chan struct{})
			var looking sync.WaitGroup
			looking.Go(func() {
				for {
					select {
					case <-stop:
						return
					case <-time.After(look):
						for _, data := range eval[[]string](v, "heard.splice(0)") {
							a.hear(data)
						}
					}
				}
			})
			a.talk(bo, m)
			close(stop)
			looking.Wait()
		})
	}
}
