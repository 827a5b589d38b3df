package store

import (
	"cmp"
	"database/sql"
	"strconv"
	"strings"
	"unicode"

	"parley/shared"
)

const (
	maxShownRunes = 200   // of each record in a difference
	compareStep   = 1_000 // rows between two tellings of progress
)

// derivedTable is a table that the log makes, and a query that gives its rows by
// their key.
type derivedTable struct{ name, rows string }

// derived lists the derived tables. Each query gives what row.scan reads.
var derived = []derivedTable{
	{"persons", "SELECT id, '', 0, trim(coalesce(name_key, '') || ' ' || role || ' ' || picture), doc FROM persons ORDER BY id"},
	{"rooms", "SELECT id, '', 0, coalesce(name_key, ''), doc FROM rooms ORDER BY id"},
	{"members", "SELECT room, person, 0, '', CAST(since AS TEXT) FROM members ORDER BY room, person"},
	{"standings", "SELECT person, room, 0, level, 'up to ' || read || ', message ' || posted || ', hidden ' || hidden FROM standings ORDER BY person, room"},
	{"files", "SELECT id, room || ' ' || author || ' ' || hash, message, CAST(size AS TEXT), doc FROM files ORDER BY id"},
	{"calls", "SELECT room, person, seq, '', 'by ' || author FROM calls ORDER BY room, person, seq"},
	{"edits", "SELECT room, '', seq, '', 'of ' || message FROM edits ORDER BY room, seq"},
	{"paces", "SELECT room, person, 0, '', 'at ' || at FROM paces ORDER BY room, person"},
	{"acts", "SELECT '', room, seq, '', '' FROM acts ORDER BY room, seq"},
	{"reports", "SELECT author, about, seq, '', '' FROM reports ORDER BY author, about, seq"},
	{"blocks", "SELECT person, blocked, 0, '', '' FROM blocks ORDER BY person, blocked"},
	{"bans", "SELECT person, '', 0, name_key, doc FROM bans ORDER BY person"},
	{"messages", "SELECT room, '', seq, number || CASE WHEN deleted = 1 THEN ' deleted' ELSE '' END, doc FROM messages ORDER BY room, seq"},
	{"search_pages", "SELECT first, '', block, '', data FROM search_pages ORDER BY first, block"},
}

// row is one row of a derived table: its key, in three parts of which each table
// uses some, and its content.
type row struct {
	id, second string
	seq        shared.Seq
	index, doc string
}

func (r row) compareKey(o row) int {
	return cmp.Or(strings.Compare(r.id, o.id), strings.Compare(r.second, o.second), cmp.Compare(r.seq, o.seq))
}

func (r row) name() string {
	name := r.id
	if r.second != "" {
		name += " " + r.second
	}
	if r.seq != 0 {
		name += " " + strconv.FormatInt(int64(r.seq), 10)
	}
	return legible(name)
}

func (r row) content() string {
	content := r.doc
	if r.index != "" {
		content += ", found as " + r.index
	}
	return legible(shared.Clip(content, maxShownRunes))
}

// legible stands for text that may be none: pages of the search index are bytes.
func legible(text string) string {
	return strings.Map(func(r rune) rune {
		if unicode.IsControl(r) {
			return unicode.ReplacementChar
		}
		return r
	}, text)
}

// compare walks through a table and its rebuilt twin side by side.
func (v *verification) compare(table derivedTable) error {
	there, err := v.original.rowsOf(table)
	if err != nil {
		return err
	}
	defer there.rows.Close()
	made, err := v.rebuilt.rowsOf(table)
	if err != nil {
		return err
	}
	defer made.rows.Close()
	steps := 0
	for there.next() || made.next() {
		v.compareRow(table.name, there, made)
		if steps++; steps == compareStep {
			if err := v.advance(steps); err != nil {
				return err
			}
			steps = 0
		}
	}
	return cmp.Or(there.err, made.err, v.advance(steps))
}

// compareRow takes one key from whichever side has it, or both.
func (v *verification) compareRow(table string, there, made *rowReader) {
	order := 0
	switch {
	case !there.next():
		order = 1
	case !made.next():
		order = -1
	default:
		order = there.row.compareKey(made.row)
	}
	switch {
	case order < 0:
		v.report.Differ("%s: %s is there, as %s; by the log it should not be", table, there.row.name(), there.row.content())
	case order > 0:
		v.report.Differ("%s: %s is missing; by the log it should be %s", table, made.row.name(), made.row.content())
	case there.row != made.row:
		v.report.Differ("%s: %s is %s; by the log it should be %s", table, there.row.name(), there.row.content(), made.row.content())
	}
	if order <= 0 {
		there.taken()
	}
	if order >= 0 {
		made.taken()
	}
}

// rowReader reads rows with a look ahead of one.
type rowReader struct {
	rows *sql.Rows
	row  row  // the next, where held
	held bool // whether row was read and not taken
	err  error
}

func (c *conn) rowsOf(table derivedTable) (*rowReader, error) {
	rows, err := c.sql.QueryContext(background, table.rows)
	return &rowReader{rows: rows}, err
}

// next makes sure that row is the next one; false where there is none.
func (r *rowReader) next() bool {
	if r.held {
		return true
	}
	if r.err != nil {
		return false
	}
	if !r.rows.Next() {
		r.err = r.rows.Err()
		return false
	}
	r.row = row{}
	r.err = r.rows.Scan(&r.row.id, &r.row.second, &r.row.seq, &r.row.index, &r.row.doc)
	r.held = r.err == nil
	return r.held
}

func (r *rowReader) taken() { r.held = false }
