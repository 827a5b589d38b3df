package main

import (
	"cmp"
	"context"
	"crypto/tls"
	"errors"
	"fmt"
	"io"
	"log/slog"
	"net"
	"net/http"
	"path/filepath"
	"time"

	"parley/server/accept"
	"parley/server/api"
	"parley/server/callback"
	"parley/server/chat"
	"parley/server/feed"
	"parley/server/files"
	"parley/server/lab"
	"parley/server/lab/meter"
	"parley/server/openid"
	"parley/server/outward"
	"parley/server/park"
	"parley/server/preview"
	"parley/server/store"
	"parley/shared"
	"parley/web"
)

const (
	headerTimeout = 10 * time.Second
	bodyTimeout   = 30 * time.Second // streams lift it for themselves
	idleTimeout   = 2 * time.Minute
	maxHeader     = 32 << 10
	shutdownLimit = 10 * time.Second // for listeners to be let go and answers to be given
	filesFolder   = "files"          // in the folder of the database
	cutLimit      = 2 * time.Second  // for the rest to end, once they were cut off
)

// node is one running server: main runs it, and so do the end-to-end tests.
type node struct {
	config    Config
	log       *slog.Logger
	store     *store.Store
	feed      *feed.Feed
	lot       *park.Lot         // nil where the system has none
	previews  *preview.Previews // nil where they are off
	callbacks *callback.Callbacks
	lab       *lab.Lab
	lines     *meter.Book
	http      *http.Server
	operator  *http.Server
	socket    net.Listener // the operator's; nil where there can be none
	address   string       // where a browser finds it, where that is not at the listener
	door      *accept.Listener
	listener  net.Listener    // the door, with TLS where there is any
	life      context.Context // until the last request has ended
	end       context.CancelFunc
	serving   context.Context // until the shutdown begins
	stop      context.CancelFunc
}

// open opens the database and the listener; the node serves when it is run.
func open(ctx context.Context, config Config, log *slog.Logger) (*node, error) {
	n := &node{config: config, log: log}
	proxies, err := api.ParseProxies(config.Proxies)
	if err != nil {
		return nil, fmt.Errorf("--trusted-proxies: %w", err)
	}
	origins, err := api.ParseOrigins(config.Origins)
	if err != nil {
		return nil, fmt.Errorf("--allow-origin: %w", err)
	}
	provider, err := openid.New(config.OpenID)
	if err != nil {
		return nil, fmt.Errorf("--openid-issuer and --openid-client: %w", err)
	}
	networks, err := config.networks()
	if err != nil {
		return nil, fmt.Errorf("--webhook-networks: %w", err)
	}
	n.life, n.end = context.WithCancel(context.WithoutCancel(ctx))
	n.serving, n.stop = context.WithCancel(n.life)
	metrics := api.NewMetrics()
	clock := config.clock
	if clock == nil {
		clock = time.Now
	}
	n.store, err = store.Open(ctx, config.Data, store.Options{
		Log: log, Clock: clock, Observe: metrics.Committed,
		Committed: func(entries []chat.Entry) {
			n.feed.Publish(entries)
			n.previews.Follow(entries)
			n.callbacks.Follow(entries)
		},
	})
	if err != nil {
		return nil, fmt.Errorf("the database in %s: %w", config.Data, err)
	}
	kept, err := files.Open(filepath.Join(config.Data, filesFolder))
	if err != nil {
		return nil, errors.Join(fmt.Errorf("the files in %s: %w", config.Data, err), n.store.Close())
	}
	if err := n.listen(); err != nil {
		return nil, errors.Join(err, n.store.Close())
	}
	n.feed = feed.New(n.store, feed.Options{Version: cmp.Or(config.client, web.Version()), Warm: int(config.EventMemory), Delivered: metrics.Delivered, Clock: clock, Log: log})
	n.lab = lab.New(lab.Options{Listeners: n.feed.Listeners, Head: n.store.Head, Clock: clock, Log: log})
	n.lines = meter.NewBook(clock)
	n.lot, err = park.Open(park.Options{Beat: shared.Heartbeat, Stay: shared.WriteTimeout})
	if err != nil && !errors.Is(err, errors.ErrUnsupported) {
		return nil, errors.Join(err, n.listener.Close(), n.store.Close())
	}
	if config.Previews {
		if config.outward.Ports == nil && config.outward.Inside == nil {
			config.outward.Ports = preview.WebPorts
		}
		n.previews = preview.New(preview.Options{Store: n.store, Files: kept, Log: log, Now: clock, Outward: config.outward})
	}
	n.callbacks = callback.New(callback.Options{Store: n.store, Log: log, Now: clock, Outward: outward.Options{Inside: append(networks, n.config.outward.Inside...)}, Pause: config.pause})
	house := api.New(api.Config{
		Store: n.store, Feed: n.feed, Callbacks: n.callbacks, Lot: n.lot, Lab: n.lab, Lines: n.lines, Files: kept, Metrics: metrics, Log: log, Now: clock,
		RateLimit: bool(config.RateLimit), Streams: config.streams, Full: n.door.Full, Proxies: proxies, Origins: origins,
		OpenID: provider, Invited: bool(config.Entrance), URL: n.URL, Life: n.serving,
	})
	n.operator = &http.Server{Handler: house.Operator, ReadHeaderTimeout: headerTimeout, ErrorLog: slog.NewLogLogger(log.Handler(), slog.LevelDebug)}
	n.http = &http.Server{
		Handler:           house,
		ReadHeaderTimeout: headerTimeout, ReadTimeout: bodyTimeout, IdleTimeout: idleTimeout, MaxHeaderBytes: maxHeader,
		HTTP2:       &http.HTTP2Config{WriteByteTimeout: shared.WriteTimeout}, // its streams have their own, which don't end a connection
		ConnContext: meter.Context,
		ConnState:   meter.State,
		BaseContext: func(net.Listener) context.Context { return n.life },
		ErrorLog:    slog.NewLogLogger(log.Handler(), slog.LevelDebug),
	}
	n.hearOperator()
	return n, nil
}

func (n *node) listen() error {
	var secret *tls.Config
	if n.config.Certificate != "" || n.config.Key != "" {
		certificate, err := tls.LoadX509KeyPair(n.config.Certificate, n.config.Key)
		if err != nil {
			return fmt.Errorf("--tls-cert and --tls-key: %w", err)
		}
		secret = &tls.Config{Certificates: []tls.Certificate{certificate}, NextProtos: []string{"h2", "http/1.1"}}
	}
	listener, err := meter.Listen(n.config.Listen)
	if err != nil {
		return err
	}
	n.door = accept.New(listener, func() int { return listener.Open() + n.lot.Len() })
	n.listener = n.door
	if secret != nil {
		n.listener = tls.NewListener(n.door, secret)
	}
	return nil
}

// URL is where a browser on this machine finds the node.
func (n *node) URL() string {
	if n.address != "" {
		return n.address
	}
	address := n.listener.Addr().(*net.TCPAddr)
	host := "localhost"
	if !address.IP.IsUnspecified() && !address.IP.IsLoopback() {
		host = address.IP.String()
	}
	scheme := "http"
	if n.config.Certificate != "" {
		scheme = "https"
	}
	return fmt.Sprintf("%s://%s", scheme, net.JoinHostPort(host, fmt.Sprint(address.Port)))
}

func (n *node) greet(ctx context.Context, to io.Writer) {
	fmt.Fprintf(to, "Parley is open at %s\n", n.URL())
	if err := web.Built(); err != nil {
		fmt.Fprintf(to, "Pages are plain, for %v\n", err)
	}
	if err := n.offer(ctx, to); err != nil {
		n.log.Warn("no link for an owner can be made", "error", err)
	}
}

// Run serves until ctx is done, then lets nobody in any more, lets the listeners
// go at a paced rate, answers what is under way, and closes the database.
func (n *node) Run(ctx context.Context) error {
	defer n.operator.Close()
	go n.serveOperator()
	if err := n.callbacks.Refresh(n.life); err != nil {
		n.log.Error("webhooks are not called", "error", err)
	}
	served := make(chan error, 1)
	go func() { served <- n.http.Serve(n.listener) }()
	var failed error
	select {
	case failed = <-served:
	case <-ctx.Done():
		n.listener.Close()
		<-served // it failed for that
	}
	n.stop()
	n.log.Info("shutting down")
	limit, cancel := context.WithTimeout(context.WithoutCancel(ctx), cmp.Or(n.config.haste, shutdownLimit))
	defer cancel()
	n.http.SetKeepAlivesEnabled(false)
	letGo := n.letGo(limit)
	stopped := n.http.Shutdown(limit)
	if stopped != nil {
		n.http.Close()
	}
	n.end()
	letGo = n.cut(letGo)
	n.previews.Close()
	n.callbacks.Close()
	if n.lot != nil {
		n.lot.Close()
	}
	return errors.Join(failed, ignoreDeadline(letGo), ignoreDeadline(stopped), n.store.Close())
}

// cut waits for listeners that were stuck in a write, which n.end and closing
// their connections cut off.
func (n *node) cut(stuck error) error {
	if stuck == nil {
		return nil
	}
	limit, cancel := context.WithTimeout(context.Background(), cutLimit)
	defer cancel()
	return n.letGo(limit)
}

// letGo lets go of all who listen, to the room and to the lab.
func (n *node) letGo(ctx context.Context) error {
	n.lines.Release()
	lab := make(chan error, 1)
	go func() { lab <- n.lab.Shutdown(ctx) }()
	return errors.Join(n.feed.Shutdown(ctx), <-lab)
}

// ignoreDeadline drops the error of having closed what did not end by itself.
func ignoreDeadline(err error) error {
	if errors.Is(err, context.DeadlineExceeded) {
		return nil
	}
	return err
}
