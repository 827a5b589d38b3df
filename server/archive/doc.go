// Package archive writes what was said on a server into a folder, to be read by
// people and by programs, and takes such folders in again, as well as those of
// other services.
//
// A folder is a copy of rooms as they stand. For programs there are people.jsonl
// and rooms.jsonl, one shared.Person and shared.Room a line, and for each room
// rooms/<number>/messages.jsonl, one shared.Message a line, oldest first. For
// people there is index.html, which leads to the pages beside these. What the
// messages brought along lies in files/, each content once.
package archive
