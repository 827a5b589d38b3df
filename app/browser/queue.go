//go:build js

package browser

import (
	"syscall/js"
	"time"
)

// Queue keeps records in IndexedDB, which all tabs of the origin share, in the
// order in which they were first put. Where the browser refuses, nothing is kept
// and the callbacks say so.
type Queue struct {
	db      js.Value // undefined until it is open
	opening bool
	waiting []func() // what to do once opening has ended, either way
}

const (
	databaseName    = "parley"
	databaseVersion = 1
	recordStore     = "outbox"
	recordIndex     = "id"

	// openWithin is how long a database may take to open: one that another tab
	// blocks, or a broken profile, may take for ever.
	openWithin = 3 * time.Second
)

// OpenQueue gives the origin's queue.
func OpenQueue() *Queue { return &Queue{} }

// Put keeps a record under an ID, in the place of the one that has it.
func (q *Queue) Put(id, record string, done func(kept bool)) {
	q.change(func(store js.Value, calls *callbacks) {
		value := map[string]any{"id": id, "record": record}
		keyOf(store, id, calls, func(key js.Value) {
			if key.IsUndefined() {
				store.Call("add", value)
			} else {
				store.Call("put", value, key)
			}
		})
	}, done)
}

// Remove forgets a record.
func (q *Queue) Remove(id string) {
	q.change(func(store js.Value, calls *callbacks) {
		keyOf(store, id, calls, func(key js.Value) {
			if !key.IsUndefined() {
				store.Call("delete", key)
			}
		})
	}, func(bool) {})
}

// All reads every record, oldest first.
func (q *Queue) All(done func(records []string, ok bool)) {
	var all js.Value
	q.within("readonly", func(store js.Value, _ *callbacks) {
		all = store.Call("getAll")
	}, func(ok bool) {
		if !ok {
			done(nil, false)
			return
		}
		rows := all.Get("result")
		records := make([]string, rows.Length())
		for i := range records {
			records[i] = rows.Index(i).Get("record").String()
		}
		done(records, true)
	})
}

func (q *Queue) change(work func(store js.Value, calls *callbacks), done func(kept bool)) {
	q.within("readwrite", work, done)
}

// within does work in a transaction of its own, and calls done when that is
// complete, or with false when it can't be.
func (q *Queue) within(mode string, work func(store js.Value, calls *callbacks), done func(ok bool)) {
	q.opened(func() {
		calls := &callbacks{}
		end := func(ok bool) func(js.Value) {
			return func(js.Value) {
				calls.release()
				done(ok)
			}
		}
		err := try(func() {
			tx := q.db.Call("transaction", recordStore, mode)
			calls.listen(tx, "complete", end(true))
			calls.listen(tx, "abort", end(false))
			work(tx.Call("objectStore", recordStore), calls)
		})
		if err != nil && !calls.released {
			end(false)(js.Undefined())
		}
	})
}

// keyOf finds the place of a record; undefined where there is none.
func keyOf(store js.Value, id string, calls *callbacks, found func(key js.Value)) {
	request := store.Call("index", recordIndex).Call("getKey", id)
	calls.listen(request, "success", func(js.Value) { found(request.Get("result")) })
}

// opened calls f when the database is open, or could not be opened.
func (q *Queue) opened(f func()) {
	if !q.db.IsUndefined() {
		f()
		return
	}
	q.waiting = append(q.waiting, f)
	if !q.opening {
		q.opening = true
		q.open()
	}
}

func (q *Queue) open() {
	calls := &callbacks{}
	end := func(db js.Value) {
		if calls.released {
			return
		}
		calls.release()
		q.openedAs(db)
	}
	timer := time.AfterFunc(openWithin, func() { end(js.Undefined()) })
	err := try(func() {
		request := window().Get("indexedDB").Call("open", databaseName, databaseVersion)
		calls.listen(request, "upgradeneeded", func(js.Value) { lay(request.Get("result")) })
		calls.listen(request, "success", func(js.Value) {
			timer.Stop()
			end(request.Get("result"))
		})
		calls.listen(request, "error", func(event js.Value) {
			event.Call("preventDefault")
			timer.Stop()
			end(js.Undefined())
		})
	})
	if err != nil {
		timer.Stop()
		end(js.Undefined())
	}
}

// lay makes the store of a new database.
func lay(db js.Value) {
	try(func() {
		store := db.Call("createObjectStore", recordStore, map[string]any{"autoIncrement": true})
		store.Call("createIndex", recordIndex, "id", map[string]any{"unique": true})
	})
}

func (q *Queue) openedAs(db js.Value) {
	q.db, q.opening = db, false
	if !db.IsUndefined() {
		calls := &callbacks{}
		leave := func(js.Value) {
			q.db = js.Undefined()
			try(func() { db.Call("close") })
			calls.release()
		}
		calls.listen(db, "versionchange", leave) // a newer build in another tab wants it
		calls.listen(db, "close", leave)         // the person cleared the site's data
	}
	waiting := q.waiting
	q.waiting = nil
	for _, f := range waiting {
		f()
	}
}
