// Package api is Parley's HTTP: every route, who may take it, and how errors
// are told.
package api

import (
	"cmp"
	"context"
	"log/slog"
	"net/http"
	"sync/atomic"
	"time"

	"github.com/gorilla/mux"

	"parley/server/callback"
	"parley/server/feed"
	"parley/server/files"
	"parley/server/lab"
	"parley/server/lab/meter"
	"parley/server/openid"
	"parley/server/park"
	"parley/server/store"
	"parley/shared"
	"parley/web"
)

// Config is what the routes stand on. All fields but Lot, Streams, Proxies, Origins and OpenID
// are required.
type Config struct {
	Store     *store.Store
	Feed      *feed.Feed
	Callbacks *callback.Callbacks
	Lot       *park.Lot // for connections to be parked in; nil where none are
	Lab       *lab.Lab
	Lines     *meter.Book
	Files     *files.Store
	Metrics   *Metrics
	Log       *slog.Logger
	Now       func() time.Time
	RateLimit bool             // whether entering, posting and streams are limited
	Streams   StreamLimits     // where they are; the zero value is that of shared/limits.go
	Full      func() bool      // true while there is no room for more connections
	Proxies   Proxies          // whose word on where a request came from is taken
	Origins   Origins          // whose pages may listen
	OpenID    *openid.Provider // by whom people sign in too; nil for none
	Invited   bool             // whether nobody enters without an account or an invitation
	URL       func() string    // where this machine reaches the server
	Life      context.Context  // until the server shuts down
}

type server struct {
	store     *store.Store
	feed      *feed.Feed
	callbacks *callback.Callbacks
	lot       *park.Lot
	lab       *lab.Lab
	lines     *meter.Book
	uploads   *uploads // of the lab
	files     *files.Store
	untidy    chan struct{} // holds a token when files may have lost their last message
	metrics   *Metrics
	log       *slog.Logger
	now       func() time.Time
	proxies   Proxies
	origins   Origins
	openid    *openid.Provider
	invited   bool
	url       func() string
	life      context.Context
	crowd     *crowd

	incoming *uploads     // of files
	refusals atomic.Int32 // pages that stay: see refusalsStay

	entering, guessing, guessed, acting, together, typing, pressing, sending, searching *limiter // nil where rates are not limited
}

const janitorEvery = time.Hour

// House is the handler of every route, and that of the operator's socket.
type House struct {
	http.Handler
	Operator http.Handler
}

// New gives the handlers, and keeps house until Life ends.
func New(c Config) House {
	s := &server{
		store: c.Store, feed: c.Feed, callbacks: c.Callbacks, lot: c.Lot, lab: c.Lab, lines: c.Lines, metrics: c.Metrics, log: c.Log, now: c.Now,
		uploads: newUploads(shared.MaxLabUploads), incoming: newUploads(shared.MaxUploadsPerPerson),
		files: c.Files, untidy: make(chan struct{}, 1),
		url: c.URL, openid: c.OpenID, invited: c.Invited, life: c.Life, proxies: c.Proxies, origins: c.Origins,
	}
	limits := StreamLimits{}
	if c.RateLimit {
		limits = cmp.Or(c.Streams, StreamLimits{Person: shared.MaxStreamsPerPerson, Address: shared.MaxStreamsPerAddress})
		s.entering = newLimiter(tooFastTogether, enterEvery, enterBurst, c.Now)
		s.guessing = newLimiter(tooManyGuesses, guessEvery, guessBurst, c.Now)
		s.guessed = newLimiter(tooManyGuesses, guessedEvery, guessedBurst, c.Now)
		s.acting = newLimiter(tooFast, commandEvery, commandBurst, c.Now)
		s.together = newLimiter(tooFastTogether, togetherEvery, togetherBurst, c.Now)
		s.typing = newLimiter(tooFast, typingEvery, typingBurst, c.Now)
		s.pressing = newLimiter(tooFast, typingEvery, typingBurst, c.Now)
		s.sending = newLimiter(tooFast, uploadEvery, uploadBurst, c.Now)
		s.searching = newLimiter(tooFast, searchEvery, searchBurst, c.Now)
	}
	s.crowd = newCrowd(limits, c.Full)
	s.metrics.gauges(s.store.Head, s.store.Unindexed, s.store.Ailing, s.feed.Listeners)
	go s.janitor(c.Life, janitorEvery)
	go s.tidies(c.Life, tidyEvery)
	return House{s.watch(harden(makeRoom(c.Full, compress(s.share(s.sameOrigin(s.routes())))))), s.watch(s.operator())}
}

// Routes lists what the server answers, as "GET /api/rooms/{room}/messages": a HEAD
// is answered as a GET, and an asset has no method.
func Routes() (routes []string, err error) {
	s := &server{metrics: NewMetrics()}
	err = s.routes().Walk(func(route *mux.Route, _ *mux.Router, _ []*mux.Route) error {
		path, err := route.GetPathTemplate()
		methods, _ := route.GetMethods() // an error is none
		for _, method := range methods {
			if method != http.MethodHead {
				routes = append(routes, method+" "+path)
			}
		}
		if len(methods) == 0 {
			routes = append(routes, path)
		}
		return err
	})
	return routes, err
}

func (s *server) routes() *mux.Router {
	r := mux.NewRouter()
	r.NotFoundHandler = http.HandlerFunc(s.notFound)
	r.MethodNotAllowedHandler = s.methodNotAllowed(r)

	r.HandleFunc(shared.PathSession, s.postSession).Methods("POST")
	r.HandleFunc(shared.PathSession, s.member(s.getSession)).Methods("GET", "HEAD")
	r.HandleFunc(shared.PathSession, s.member(s.deleteSession)).Methods("DELETE")
	r.HandleFunc(shared.PathMe, s.member(s.getAccount)).Methods("GET", "HEAD")
	r.HandleFunc(shared.PathPassword, s.member(s.postPassword)).Methods("POST")
	r.HandleFunc(shared.PathDevices+"/{device}", s.member(s.deleteDevice)).Methods("DELETE")
	r.HandleFunc(shared.PathInvites, s.member(s.postInvitation)).Methods("POST")
	r.HandleFunc(shared.PathInvites+"/{invitation}", s.member(s.deleteInvitation)).Methods("DELETE")
	r.HandleFunc(shared.PathBots, s.overseer(s.getBots)).Methods("GET", "HEAD")
	r.HandleFunc(shared.PathBots, s.overseer(s.postBot)).Methods("POST")
	r.HandleFunc(shared.PathBot("{bot}"), s.overseer(s.deleteBot)).Methods("DELETE")
	r.HandleFunc(shared.PathKeys("{bot}"), s.overseer(s.postKey)).Methods("POST")
	r.HandleFunc(shared.PathKeys("{bot}")+"/{key}", s.overseer(s.deleteKey)).Methods("DELETE")
	r.HandleFunc(shared.PathSnapshot, s.member(s.getSnapshot)).Methods("GET", "HEAD")
	r.HandleFunc(shared.PathCommands, s.member(s.postCommand)).Methods("POST")
	r.HandleFunc(shared.PathRooms, s.member(s.getDirectory)).Methods("GET", "HEAD")
	r.HandleFunc(shared.PathSearch, s.member(s.getSearch)).Methods("GET", "HEAD")
	r.HandleFunc(shared.PathRooms+"/{room}/messages", s.member(s.getMessages)).Methods("GET", "HEAD")
	r.HandleFunc(shared.PathRooms+"/{room}/messages", s.member(s.postMessage)).Methods("POST")
	r.HandleFunc(shared.PathRooms+"/{room}/messages/{message}/versions", s.member(s.getVersions)).Methods("GET", "HEAD")
	r.HandleFunc(shared.PathRooms+"/{room}/typing", s.member(s.postTyping)).Methods("POST")

	const file = "/{room}/files/{file}"
	r.HandleFunc(shared.PathRooms+"/{room}/files", s.member(s.postFile)).Methods("POST")
	r.HandleFunc(shared.PathRooms+file, s.member(s.getFile)).Methods("GET", "HEAD")
	r.HandleFunc(shared.PathRooms+file, s.member(s.deleteFile)).Methods("DELETE")
	r.HandleFunc(shared.PathRooms+file+"/thumbnail", s.member(s.getThumbnail)).Methods("GET", "HEAD")

	r.HandleFunc(shared.PathSSE, s.stream(s.sse)).Methods("GET")
	r.HandleFunc(shared.PathWebSocket, s.stream(s.webSocket)).Methods("GET")
	r.HandleFunc(shared.PathPoll, s.stream(s.poll)).Methods("GET")
	r.HandleFunc(shared.PathFrame, s.frame).Methods("GET")

	r.HandleFunc(shared.PathLab, s.member(s.getLab)).Methods("GET", "HEAD")
	r.HandleFunc(shared.PathPress, s.member(s.pressButton)).Methods("POST")
	r.HandleFunc(shared.PathLines, s.member(s.getLines)).Methods("GET", "HEAD")
	r.HandleFunc(shared.PathLines+"/{line}/cut", s.onNamed(cutLine)).Methods("POST")
	r.HandleFunc(shared.PathLines+"/{line}/hold", s.onNamed(holdLine)).Methods("POST")
	r.HandleFunc(shared.PathLines+"/{line}/stop", s.onNamed(stopLine)).Methods("POST")
	r.HandleFunc(shared.PathLines+"/{line}/start", s.onNamed(startLine)).Methods("POST")
	r.HandleFunc(shared.PathUpload, s.stream(s.upload)).Methods("GET")
	r.HandleFunc(shared.PathRestart, s.member(s.restartWords)).Methods("POST")
	r.HandleFunc(shared.PathLabStream("{stream}")+"/{transport}", s.stream(s.labEvents)).Methods("GET")

	r.HandleFunc("/healthz", s.healthy).Methods("GET", "HEAD")
	r.HandleFunc("/readyz", s.readyNow).Methods("GET", "HEAD")
	r.Handle("/metrics", s.metrics.handler()).Methods("GET", "HEAD")

	r.HandleFunc(shared.PageHome, s.home).Methods("GET", "HEAD")
	r.HandleFunc("/shell", s.shell).Methods("GET", "HEAD")
	r.HandleFunc(shared.PageDirectory, s.page(s.directoryPage)).Methods("GET", "HEAD")
	r.HandleFunc(shared.PageDirectory+"/{room}", s.page(s.roomPage)).Methods("GET", "HEAD")
	r.HandleFunc(shared.PageSearch, s.page(s.searchPage)).Methods("GET", "HEAD")
	r.HandleFunc(shared.PageLab, s.labDoor).Methods("GET", "HEAD")
	r.HandleFunc(shared.PageDirectory+"/{room}"+shared.PageLive, s.live).Methods("GET", "HEAD")
	r.HandleFunc(shared.PageDirectory+"/{room}"+shared.PageWaiting, s.waiting).Methods("GET", "HEAD")
	r.HandleFunc("/enter", s.enterForm).Methods("POST")
	r.HandleFunc("/exit", s.page(s.exitForm)).Methods("POST")
	r.HandleFunc(shared.PageMe, s.page(s.mePage)).Methods("GET", "HEAD")
	r.HandleFunc(shared.PageMe, s.page(s.renameForm)).Methods("POST")
	r.HandleFunc(shared.PageMe+"/status", s.page(s.statusForm)).Methods("POST")
	r.HandleFunc(shared.PageMe+"/password", s.page(s.passwordForm)).Methods("POST")
	r.HandleFunc(shared.PageMe+"/devices/{device}/end", s.page(s.endDeviceForm)).Methods("POST")
	r.HandleFunc(shared.PathPictures+"/{picture}", s.member(s.getPicture)).Methods("GET", "HEAD")
	r.HandleFunc(shared.PageMe+"/picture", s.page(s.pictureForm)).Methods("POST")
	r.HandleFunc(shared.PageMe+"/picture/end", s.page(s.endPictureForm)).Methods("POST")
	r.HandleFunc(shared.PagePasskeys, s.page(s.passkeyForm)).Methods("POST")
	r.HandleFunc(shared.PagePasskeys+"/challenge", s.page(s.askToMakePasskey)).Methods("POST")
	r.HandleFunc(shared.PagePasskeys+"/{passkey}/end", s.page(s.endPasskeyForm)).Methods("POST")
	r.HandleFunc(shared.PathOpenID, s.beginOpenID).Methods("GET", "HEAD")
	r.HandleFunc(shared.PageOpenID, s.endOpenID).Methods("GET", "HEAD")
	r.HandleFunc(shared.PageMe+"/openid/end", s.page(s.endOpenIDForm)).Methods("POST")
	r.HandleFunc(shared.PageProve, s.proveForm).Methods("POST")
	r.HandleFunc(shared.PageProve+"/challenge", s.askForPasskey).Methods("POST")
	r.HandleFunc(shared.PageMe+"/invitations", s.page(s.inviteForm)).Methods("POST")
	r.HandleFunc(shared.PageMe+"/invitations/{invitation}/end", s.page(s.endInvitationForm)).Methods("POST")
	r.HandleFunc(shared.PageMe+"/invitations/{token}/code.svg", s.page(s.invitationCode)).Methods("GET", "HEAD")
	s.doors(r)
	s.keeping(r)
	r.HandleFunc(shared.PathHook("{token}"), s.postHook).Methods("POST")
	r.HandleFunc(shared.PageBots, s.page(s.botsPage)).Methods("GET", "HEAD")
	r.HandleFunc(shared.PageBots, s.page(s.botForm)).Methods("POST")
	r.HandleFunc(shared.PageReference, s.page(s.referencePage)).Methods("GET", "HEAD")
	r.HandleFunc(shared.PageDirectory, s.page(s.createForm)).Methods("POST")
	r.HandleFunc(shared.PageDirectory+"/{room}", s.page(s.postForm)).Methods("POST")
	r.HandleFunc(shared.PageDirectory+"/{room}/join", s.page(s.joinForm)).Methods("POST")
	r.HandleFunc(shared.PageDirectory+"/{room}/leave", s.page(s.leaveForm)).Methods("POST")
	r.HandleFunc(shared.PageDirectory+"/{room}/hide", s.page(s.hideForm)).Methods("POST")
	r.HandleFunc(shared.PageDirectory+"/{room}/add", s.page(s.addForm)).Methods("POST")
	r.HandleFunc(shared.PageDirectory+"/{room}/remove", s.page(s.removeForm)).Methods("POST")
	r.HandleFunc(shared.PageDirectory+"/{room}/messages/{message}/versions", s.page(s.versionsPage)).Methods("GET", "HEAD")
	r.HandleFunc(shared.PageDirect, s.page(s.directForm)).Methods("POST")

	r.PathPrefix("/static/").Handler(web.Assets())
	for _, path := range web.RootPaths() {
		r.Handle(path, web.Assets())
	}
	return r
}
