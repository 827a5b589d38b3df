// Package browser is the browser as Parley needs it, and the only package that
// speaks to it by syscall/js: event streams, WebSockets, requests, storage, locks,
// other tabs and the page itself. Its types satisfy the interfaces of app/client
// and of app/client/transport.
//
// A browser may refuse anything, at any time: storage in a private window, locks
// and channels over plain HTTP. Nothing here panics for that; each type says what
// then happens instead. All callbacks run on the browser's event loop and must
// not block.
package browser
