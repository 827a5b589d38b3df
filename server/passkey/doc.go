// Package passkey is what a browser keeps in the place of a password: a key that
// is made for one site, proven by a signature, and known to the server by its
// public half alone. No HTTP in it, no SQL.
package passkey
