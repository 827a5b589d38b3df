// Package search says what it means to find a message. It knows no SQL and no
// HTTP: one function takes text apart, for what is said and for what is looked
// for, so that whatever database keeps the index finds the same.
//
// Text falls into units: words, and single characters of scripts that are
// written without spaces. What is looked for is a number of phrases, each some
// units in a row, and filters. A Query tells whether a message is what it looks
// for (Find), and that alone decides; the index only spares looking at messages
// that can't be. For this each message is filed under terms (FileUnder): its
// words, its characters and pairs of them, its room, author and day. A Query
// gives the terms that every message it finds is filed under (Terms).
//
// The index is made of blocks (Block), each about BlockSpan positions of the
// log. A block lists, for each term, the messages of its stretch; it is kept as
// sorted pages.
package search
