// Package web holds what the browser gets besides messages: styles, scripts,
// icons, the compiled client and the frame of every page. All of it is embedded,
// compressed beforehand, and served under addresses that carry a hash of the
// content, so that a browser fetches each version once.
//
// The client and the compressed copies come from "go run ./web/build"; without
// them the package compiles and serves the rest (see Built).
package web
