// Package client keeps a state up to date and carries out what its person
// asks for: stream -> state, outbox -> server. The browser is behind small
// interfaces, so all of it runs, and is tested, without one.
//
// A Client belongs to the goroutine on which Config.Run runs things; its
// methods are called there and never block.
package client

import (
	"parley/app/state"
	"parley/shared"
)

// Config is what a client is made of. With State alone the client is inert: it
// answers what it knows and does nothing, which is what rendering on the
// server takes.
type Config struct {
	State   *state.State
	Version string // of this build; a server that offers another has a new one
}

// Client is a person's client.
type Client struct {
	state *state.State
}

// New makes a client; nothing happens before Start.
func New(config Config) *Client { return &Client{state: config.State} }

// State is what the client knows. Read it; changing it is the client's work.
func (c *Client) State() *state.State { return c.state }

// Changed sets who is called after any change, replacing who was. Changes
// made in one go are told once.
func (c *Client) Changed(f func()) {}

// Now is the time of the device: milliseconds since 1970.
func (c *Client) Now() int64 { return 0 }

// Start takes over what came with the page and connects, where boot has a
// snapshot.
func (c *Client) Start(boot shared.Boot) {}

// Stop ends the stream and all timers; the client does nothing any more.
func (c *Client) Stop() {}

// NewVersion reports whether the server offers another build than this one.
func (c *Client) NewVersion() bool { return false }

// Update loads the new build; drafts and the outbox are kept.
func (c *Client) Update() {}

// CanInstall reports whether the browser offers to install the app.
func (c *Client) CanInstall() bool { return false }

// Install asks the browser to install the app.
func (c *Client) Install() {}
