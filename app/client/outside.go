package client

// What the client needs from the world besides transport.Outside, likewise in
// types that need no import, so that the browser's side knows nothing of this
// package. All functions that are passed in may be called on any goroutine, but
// never before the method that takes them has returned.

// Storage keeps small texts on the device, for this origin. What can't be kept
// is lost silently.
type Storage interface {
	// Get gives a text; "" where none was set.
	Get(key string) string
	// Set keeps a text; "" removes it.
	Set(key, value string)
	// Keys lists the keys that begin with prefix.
	Keys(prefix string) []string
}

// Queue keeps records on the device in the order in which they were first put,
// for all tabs of this origin.
type Queue interface {
	// Put keeps a record under an ID, in the place of the one that has it. done
	// is called when it is kept; kept is false where that was not possible.
	Put(id, record string, done func(kept bool))
	// Remove forgets a record.
	Remove(id string)
	// All reads every record; ok is false where that was not possible.
	All(done func(records []string, ok bool))
}

// Locks let one tab of this origin do something at a time.
type Locks interface {
	// Hold calls f when no other tab holds the name, and lets others hold it
	// when release is called, which is due once, or when the tab is gone.
	Hold(name string, f func(release func()))
}

// Tabs are the other tabs of this origin.
type Tabs interface {
	// Send gives all of them a text.
	Send(text string)
	// Receive sets who is called with what another tab sent.
	Receive(f func(text string))
}

// Page is the page as the browser shows it.
type Page interface {
	// Online reports whether the device believes to have a network.
	Online() bool
	// Visible reports whether the person can see the page.
	Visible() bool
	// Watch sets who is called when Online or Visible changed, and when the
	// page was woken after it had been frozen or kept in reserve.
	Watch(online, visible func(bool), woke func())
	// Update loads the newest build of the page.
	Update()
}
