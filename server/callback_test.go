package main

import (
	"fmt"
	"io"
	"net/http"
	"net/http/httptest"
	"net/netip"
	"net/url"
	"strconv"
	"strings"
	"sync"
	"testing"
	"time"

	"parley/server/callback"
	"parley/server/outward"
	"parley/shared"
)

// receiver is an address that is told what happens in a room.
type receiver struct {
	t      *testing.T
	server *httptest.Server

	mu     sync.Mutex
	secret string
	status int      // that it answers
	came   int      // requests
	took   []string // what was taken: texts, or kinds of what has none
	last   shared.Seq
}

func newReceiver(t *testing.T) *receiver {
	r := &receiver{t: t, status: http.StatusOK}
	r.server = httptest.NewServer(r)
	t.Cleanup(r.server.Close)
	return r
}

// ServeHTTP implements http.Handler.
func (r *receiver) ServeHTTP(w http.ResponseWriter, request *http.Request) {
	r.mu.Lock()
	defer r.mu.Unlock()
	body, err := io.ReadAll(request.Body)
	if err != nil {
		r.t.Error(err)
	}
	r.came++
	w.WriteHeader(r.status)
	if r.status != http.StatusOK {
		return
	}
	var e shared.Event
	read(r.t, body, &e)
	if e.Seq <= r.last || request.Header.Get(callback.EventHeader) != strconv.FormatInt(int64(e.Seq), 10) {
		r.t.Errorf("after %d comes %d, as %q", r.last, e.Seq, request.Header.Get(callback.EventHeader))
	}
	r.last = e.Seq
	if posted, ok := e.Body.(shared.MessagePosted); ok {
		r.took = append(r.took, posted.Text)
	} else {
		r.took = append(r.took, string(e.Kind()))
	}
	signed := request.Header.Get(callback.SignatureHeader)
	seconds, err := strconv.ParseInt(strings.TrimPrefix(strings.Split(signed, ",")[0], "t="), 10, 64)
	if err != nil || signed != callback.Sign(r.secret, time.Unix(seconds, 0), body) {
		r.t.Errorf("the signature is %q", signed)
	}
}

// answers has it answer otherwise from now on.
func (r *receiver) answers(status int) {
	r.mu.Lock()
	defer r.mu.Unlock()
	r.status, r.came = status, 0
}

// told waits until exactly these were taken; asked until it was called so often.
func (r *receiver) told(want ...string) {
	r.t.Helper()
	until(r.t, fmt.Sprintf("that %q is told", want), func() bool {
		r.mu.Lock()
		defer r.mu.Unlock()
		return strings.Join(r.took, "|") == strings.Join(want, "|")
	})
}

func (r *receiver) asked(times int) {
	r.t.Helper()
	until(r.t, "another attempt", func() bool {
		r.mu.Lock()
		defer r.mu.Unlock()
		return r.came >= times
	})
}

// calling opens a house whose webhooks may call this machine, and in a hurry, with a
// bot in a room that has one.
func calling(t *testing.T) (h *house, ann, robot *guest, bot shared.Bot, r *receiver) {
	h, r = openHouse(t), newReceiver(t)
	h.shut()
	h.config.outward = outward.Options{Inside: []netip.Prefix{netip.MustParsePrefix("127.0.0.1/32")}}
	h.config.pause = func(int) time.Duration { return 10 * time.Millisecond }
	h.start()
	ann = h.overseer("Ann")
	ann.do("", shared.CreateRoom{Name: "Tea", Private: true})
	robot, bot = h.bot(ann, "Robot")
	var made shared.Bot
	ann.must("POST", shared.PathKeys(bot.ID), shared.KeyRequest{Room: ann.hiddenRoom(), URL: r.server.URL + "/parley"}, &made)
	r.secret = made.Keys[0].Token
	bot.Keys = append(bot.Keys, made.Keys...)
	return h, ann, robot, bot, r
}

// hiddenRoom is the private room that a guest is in.
func (g *guest) hiddenRoom() shared.RoomID {
	for _, room := range g.snapshot().Rooms {
		if room.Private && !room.Direct {
			return room.ID
		}
	}
	return ""
}

// What happens in its room is told in order, signed, and again until it is taken,
// also by a server that was started anew meanwhile.
func TestACallbackIsToldAll(t *testing.T) {
	t.Parallel()
	h, ann, robot, _, r := calling(t)
	tea := ann.hiddenRoom()
	r.answers(http.StatusInternalServerError)
	ann.post(tea, "one")
	robot.post(tea, "what it says itself")
	ann.post(shared.General, "elsewhere")
	ann.post(tea, "two <&>")
	r.asked(3)
	r.answers(http.StatusOK)
	r.told("one", "two <&>")
	r.answers(http.StatusServiceUnavailable)
	ann.post(tea, "three")
	r.asked(1)
	h.restart()
	r.asked(2)
	r.answers(http.StatusOK)
	ann.post(tea, "four")
	r.told("one", "two <&>", "three", "four")
}

// A bot that is not in the room is told nothing of it; who wants to hear no more is
// called again only when somebody says so.
func TestACallbackHearsWhatItsBotHears(t *testing.T) {
	t.Parallel()
	_, ann, robot, bot, r := calling(t)
	tea := ann.hiddenRoom()
	ann.do(tea, shared.RemovePerson{Person: robot.me.ID})
	ann.post(tea, "hidden")
	ann.do(tea, shared.AddPerson{Person: robot.me.ID})
	r.told("person.added")
	r.answers(http.StatusGone)
	ann.post(tea, "later")
	key := bot.Keys[1].ID
	until(t, "that it is called no more", func() bool {
		found := ann.keyOf(bot.ID, key)
		return found.Stopped && found.Trouble == "410 Gone"
	})
	r.answers(http.StatusOK)
	ann.submits(shared.PageBots, "do", "revive", "bot", string(bot.ID), "key", key)
	r.told("person.added", "later")
	ann.must("DELETE", shared.PathKeys(bot.ID)+"/"+key, nil, nil)
	ann.post(tea, "after the end")
	if found := ann.keyOf(bot.ID, key); found.ID != "" {
		t.Errorf("there is still %+v", found)
	}
}

func (g *guest) keyOf(bot shared.PersonID, id string) shared.Key {
	g.t.Helper()
	var bots shared.Bots
	g.must("GET", shared.PathBots, nil, &bots)
	for _, b := range bots.Bots {
		for _, key := range b.Keys {
			if b.ID == bot && key.ID == id {
				return key
			}
		}
	}
	return shared.Key{}
}

// Without a word from the operator only the public internet is called, whatever an
// address says and a name means.
func TestCallbacksStayOutOfTheNetwork(t *testing.T) {
	t.Parallel()
	h, r := openHouse(t), newReceiver(t)
	ann := h.overseer("Ann")
	_, bot := h.bot(ann, "Robot")
	for _, address := range []string{r.server.URL, "http://[::1]/", "http://169.254.169.254/latest", "http://10.0.0.1", "file:///etc/passwd", "https://", "x", "https://u:p@example.org/"} {
		ann.refused("POST", shared.PathKeys(bot.ID), shared.KeyRequest{Room: shared.General, URL: address}, http.StatusUnprocessableEntity, shared.CodeAddressInvalid)
	}
	ann.refusedForm(shared.CodeAddressInvalid, shared.PageBots, "do", "call", "bot", string(bot.ID), "room", string(shared.General), "url", "")
	response, err := ann.http.PostForm(ann.base+shared.PageBots, url.Values{"do": {"call"}, "bot": {string(bot.ID)}, "room": {"general"}, "url": {"https://example.invalid/parley"}})
	if err != nil {
		t.Fatal(err)
	}
	defer response.Body.Close()
	if page, err := io.ReadAll(response.Body); err != nil || !strings.Contains(string(page), "The secret that signs what Robot is told") || !strings.Contains(string(page), "general → example.invalid") {
		t.Errorf("the page does not show the secret: %d, %v", response.StatusCode, err)
	}
	port := r.server.URL[strings.LastIndex(r.server.URL, ":"):]
	var made shared.Bot
	ann.must("POST", shared.PathKeys(bot.ID), shared.KeyRequest{Room: shared.General, URL: "http://localhost" + port}, &made)
	ann.post(shared.General, "to whom it may concern")
	until(t, "that it is refused", func() bool {
		return strings.Contains(ann.keyOf(bot.ID, made.Keys[0].ID).Trouble, "not on the public internet")
	})
	r.mu.Lock()
	defer r.mu.Unlock()
	if r.came != 0 {
		t.Errorf("it was called %d times", r.came)
	}
}
