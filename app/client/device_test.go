package client_test

import (
	"slices"
	"strings"
)

// The device on which the tabs of a world run: its clock, locks and storage.

func (t *tab) Now() int64 { return t.w.now }

func (t *tab) After(ms int64, f func()) func() {
	made := &timer{at: t.w.now + ms, f: func() { t.alive(f) }}
	t.w.timers = append(t.w.timers, made)
	return func() { made.stopped = true }
}

func (t *tab) Hold(_ string, f func(release func())) {
	t.w.lockQueue = append(t.w.lockQueue, func(release func()) {
		if t.closed {
			release()
			return
		}
		t.lockHeld = release
		f(release)
	})
	t.w.nextLock()
}

func (w *world) nextLock() {
	if w.locked || len(w.lockQueue) == 0 {
		return
	}
	next := w.lockQueue[0]
	w.lockQueue = w.lockQueue[1:]
	w.locked = true
	released := false
	w.todo = append(w.todo, func() {
		next(func() {
			if !released {
				released, w.locked = true, false
				w.nextLock()
			}
		})
	})
}

func (t *tab) Send(text string) {
	for _, other := range t.w.tabs {
		if other != t && other.receive != nil && !t.w.deaf {
			t.w.todo = append(t.w.todo, func() { other.alive(func() { other.receive(text) }) })
		}
	}
}

func (t *tab) Receive(f func(string)) { t.receive = f }

func (t *tab) Online() bool { return !t.offline }

func (t *tab) Visible() bool { return !t.hidden }

func (t *tab) Watch(online, visible func(bool), woke func()) {
	t.online, t.visible, t.woke = online, visible, woke
}

func (t *tab) Update() { t.updates++ }

type storage struct{ w *world }

func (s storage) Get(key string) string { return s.w.device[key] }

func (s storage) Set(key, value string) {
	if delete(s.w.device, key); value != "" {
		s.w.device[key] = value
	}
}

func (s storage) Keys(prefix string) []string {
	var keys []string
	for key := range s.w.device {
		if strings.HasPrefix(key, prefix) {
			keys = append(keys, key)
		}
	}
	return keys
}

type queue struct{ w *world }

func (q queue) at(id string) int {
	return slices.IndexFunc(q.w.records, func(r record) bool { return r.id == id })
}

func (q queue) Put(id, text string, done func(bool)) {
	q.w.todo = append(q.w.todo, func() {
		if i := q.at(id); i >= 0 {
			q.w.records[i].text = text
		} else {
			q.w.records = append(q.w.records, record{id, text})
		}
		done(true)
	})
}

func (q queue) Remove(id string) {
	q.w.todo = append(q.w.todo, func() {
		q.w.records = slices.DeleteFunc(q.w.records, func(r record) bool { return r.id == id })
	})
}

func (q queue) All(done func([]string, bool)) {
	q.w.todo = append(q.w.todo, func() {
		var texts []string
		for _, r := range q.w.records {
			texts = append(texts, r.text)
		}
		done(texts, true)
	})
}
