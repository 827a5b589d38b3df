package client

import "parley/shared"

// Search finds messages of the person's rooms, newest first; before is where an
// earlier answer ended, 0 for the newest. It is a request for now or never.
func (c *Client) Search(typed string, before shared.Seq, done func(shared.SearchResults, *shared.Error)) {
	var results shared.SearchResults
	c.call("GET", shared.PathSearch+shared.SearchFor(typed, before), nil, &results, requestTimeout, func(err *shared.Error) {
		if err != nil && err.Code == shared.CodeNoSession {
			c.end()
		}
		done(results, err)
	})
}
