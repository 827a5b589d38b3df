// Package outward asks other servers, at addresses that people chose. A server
// stands where they do not: inside a network, beside services that trust whoever
// reaches them. So nothing is sent but to the public internet: the address that is
// connected to is looked at when it is, after all names were resolved, and again
// for each redirect. What a name meant when somebody checked it plays no part.
package outward
