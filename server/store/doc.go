// Package store keeps the log and the tables derived from it, and writes both in
// one transaction.
//
// One committer takes commands from a queue, lets package chat judge each of
// them, and commits what is waiting together, with one fsync. Reads have
// connections of their own and are never kept waiting by it: each is one read
// transaction, so what it gives is true at one position of the log.
//
// The log (events) is the truth. The derived tables (persons, rooms, members,
// standings, messages, bans, acts, reports, blocks) can be made again from it; Verify proves that they agree.
// So can the search index, which follows the log in transactions of its own.
// Sessions are no part of the log.
//
// The SQL is what SQLite and PostgreSQL have in common; dialect.go holds the rest.
package store
