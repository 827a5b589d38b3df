package client

import "strings"

// developing begins the versions of builds that are being worked on: the page
// follows them by itself.
const developing = "dev-"

// NewVersion reports whether the server offers another build than this one.
func (c *Client) NewVersion() bool { return c.offered }

// Update loads the new build; drafts and the outbox are kept.
func (c *Client) Update() { c.config.Page.Update() }

// meetVersion compares the server's build with this one.
func (c *Client) meetVersion(version string) {
	if version == "" || version == c.config.Version {
		return
	}
	c.offered = true
	// Once for each build: a page that can't be renewed must not load for ever.
	if strings.HasPrefix(version, developing) && c.config.Storage.Get(keyFollowed) != version {
		c.config.Storage.Set(keyFollowed, version)
		c.Update()
	}
}
