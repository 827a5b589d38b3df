package store

import (
	"context"
	"fmt"
	"os"
	"path/filepath"

	"parley/server/chat"
	"parley/shared"
)

const (
	maxDifferences = 100   // that a report describes
	rebuildPage    = 5_000 // events that are applied in one transaction
)

// Report is what Verify found.
type Report struct {
	Events      int64    // in the log
	Differences []string // a sentence for each, up to maxDifferences
	Count       int      // all of them
}

// Differ adds a difference.
func (r *Report) Differ(format string, args ...any) {
	r.Count++
	if len(r.Differences) < maxDifferences {
		r.Differences = append(r.Differences, fmt.Sprintf(format, args...))
	}
}

// Verify re-reads the log in a data folder, makes the derived tables again beside
// it, and compares them with those that are there. It changes nothing; no server
// should be running on the folder, or what happens meanwhile is not looked at.
// Progress is told how many events are done, of how many; it may be nil.
func Verify(ctx context.Context, dir string, progress func(done, total int64)) (Report, error) {
	path := filepath.Join(dir, fileName)
	if _, err := os.Stat(path); err != nil {
		return Report{}, err
	}
	original, err := openToVerify(path)
	if err != nil {
		return Report{}, err
	}
	defer original.Close()
	rebuilt, err := openScratch(ctx)
	if err != nil {
		return Report{}, err
	}
	defer rebuilt.Close()
	if progress == nil {
		progress = func(done, total int64) {}
	}
	v := verification{ctx: ctx, original: original.conn, rebuilt: rebuilt.conn, progress: progress}
	err = v.original.within(sqliteDialect.beginRead, v.run)
	return v.report, err
}

// verification is one run of Verify.
type verification struct {
	ctx         context.Context
	original    *conn // read-only, in one transaction
	rebuilt     *conn
	progress    func(done, total int64)
	report      Report
	last        shared.Seq // the event that was looked at last
	indexed     shared.Seq // the last event that the search index should know
	done, total int64      // events and derived rows
}

func (v *verification) run() error {
	if err := v.measure(); err != nil {
		return err
	}
	if err := v.findDamage(); err != nil {
		return err
	}
	if err := v.findRepeats(); err != nil {
		return err
	}
	for more := true; more; {
		var err error
		if more, err = v.rebuildPage(); err != nil {
			return err
		}
	}
	if v.indexed > v.last {
		v.report.Differ("search: what was said is indexed up to event %d, but event %d is the last", v.indexed, v.last)
	}
	for _, table := range derived {
		if err := v.compare(table); err != nil {
			return fmt.Errorf("comparing %s: %w", table.name, err)
		}
	}
	return nil
}

// measure counts what there is to do.
func (v *verification) measure() error {
	if _, err := v.original.one("SELECT count(*) FROM events", nil, &v.report.Events); err != nil {
		return err
	}
	var err error
	if v.indexed, err = indexedTo(v.original); err != nil {
		return err
	}
	v.total = v.report.Events
	for _, table := range derived {
		var rows int64
		if _, err := v.original.one("SELECT count(*) FROM "+table.name, nil, &rows); err != nil {
			return err
		}
		v.total += rows
	}
	return nil
}

func (v *verification) advance(steps int) error {
	v.done = min(v.done+int64(steps), v.total)
	v.progress(v.done, v.total)
	return v.ctx.Err()
}

// findDamage lets the database look at its own pages and indexes.
func (v *verification) findDamage() error {
	return v.original.each(sqliteDialect.check, nil, func(scan func(...any) error) error {
		var found string
		err := scan(&found)
		if err == nil && found != sqliteDialect.sound {
			v.report.Differ("database: %s", found)
		}
		return err
	})
}

// findRepeats looks for commands that were done twice, without trusting the
// index that forbids it.
func (v *verification) findRepeats() error {
	return v.original.each(`SELECT author, command, count(*) FROM
		(SELECT author || '' AS author, command || '' AS command FROM events) AS plain
		GROUP BY author, command HAVING count(*) > 1`, nil, func(scan func(...any) error) error {
		var by shared.PersonID
		var id shared.CommandID
		var times int
		if err := scan(&by, &id, &times); err != nil {
			return err
		}
		v.report.Differ("log: command %s of %q was done %d times", id, by, times)
		return nil
	})
}

// rebuildPage applies the next events of the log to the rebuilt tables.
func (v *verification) rebuildPage() (more bool, err error) {
	entries, err := view{conn: v.original}.entries("seq > $1 ORDER BY seq LIMIT $2", args{v.last, rebuildPage})
	if err != nil {
		return false, err
	}
	err = v.rebuilt.within(sqliteDialect.begin, func() error {
		records, index := newRecords(v.rebuilt), newIndexing(v.rebuilt, v.original)
		for _, entry := range entries {
			v.apply(records, entry)
			if entry.Event.Seq > v.indexed {
				continue
			}
			if err := index.take(entry.Event); err != nil {
				return err
			}
		}
		return index.pages().write(v.rebuilt, v.last)
	})
	if err == nil {
		err = v.advance(len(entries))
	}
	return len(entries) == rebuildPage, err
}

func (v *verification) apply(records *records, entry chat.Entry) {
	e := entry.Event
	if e.Seq != v.last+1 {
		v.report.Differ("log: event %d follows event %d", e.Seq, v.last)
	}
	v.last = e.Seq
	if _, unknown := e.Body.(shared.Unknown); !unknown && chat.AudienceOf(e) != entry.Audience {
		v.report.Differ("log: event %d is for %+v, but should be for %+v", e.Seq, entry.Audience, chat.AudienceOf(e))
	}
	if err := chat.Apply(records, e); err != nil {
		records.forget()
		v.report.Differ("log: %v", err)
	}
}
