//go:build js

package browser

import (
	"strings"
	"syscall/js"
)

// Storage keeps small texts in localStorage. Where the browser refuses that, they
// last as long as the page.
type Storage struct {
	memory map[string]string // what localStorage did not take
}

// storagePrefix keeps Parley's keys apart from others of the origin.
const storagePrefix = "parley/"

// OpenStorage gives the page's storage.
func OpenStorage() *Storage { return &Storage{memory: map[string]string{}} }

// Get gives a text; "" where none was set.
func (s *Storage) Get(key string) string {
	if value, ok := s.memory[key]; ok {
		return value
	}
	value := js.Null()
	try(func() { value = localStorage().Call("getItem", storagePrefix+key) })
	if value.Type() != js.TypeString {
		return ""
	}
	return value.String()
}

// Set keeps a text; "" removes it.
func (s *Storage) Set(key, value string) {
	err := try(func() {
		if value == "" {
			localStorage().Call("removeItem", storagePrefix+key)
		} else {
			localStorage().Call("setItem", storagePrefix+key, value)
		}
	})
	if delete(s.memory, key); err != nil {
		s.memory[key] = value
	}
}

// Keys lists the keys that begin with prefix.
func (s *Storage) Keys(prefix string) []string {
	var keys []string
	for key := range s.memory {
		if strings.HasPrefix(key, prefix) {
			keys = append(keys, key)
		}
	}
	try(func() {
		storage := localStorage()
		for i := range storage.Get("length").Int() {
			key, ours := strings.CutPrefix(storage.Call("key", i).String(), storagePrefix)
			if ours && strings.HasPrefix(key, prefix) {
				keys = append(keys, key)
			}
		}
	})
	return keys
}

func localStorage() js.Value { return window().Get("localStorage") }
