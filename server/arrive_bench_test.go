package main

import (
	"bytes"
	"context"
	"crypto/sha256"
	"encoding/base64"
	"fmt"
	"net"
	"sync"
	"sync/atomic"
	"testing"
	"time"

	"parley/shared"
)

const arrivals = 15_000 // people who come, in turn

// BenchmarkArrive opens a stream over a connection of its own, hears hello and
// goes: what each of a herd costs that comes back at once. Both ends count.
func BenchmarkArrive(b *testing.B) {
	h := openHouse(b)
	requests := h.crowd(b, arrivals)
	var turn atomic.Int64
	b.SetParallelism(16)
	b.ResetTimer()
	b.RunParallel(func(pb *testing.PB) {
		read := make([]byte, 4<<10)
		for pb.Next() {
			if err := arrive(h.config.Listen, requests[int(turn.Add(1))%len(requests)], read); err != nil {
				b.Error(err)
				return
			}
		}
	})
}

// crowd lets many people enter, past HTTP, and gives each one's request for a
// stream.
func (h *house) crowd(b *testing.B, people int) [][]byte {
	b.Helper()
	requests := make([][]byte, people)
	var turn atomic.Int64
	var all sync.WaitGroup
	for range fillers {
		all.Go(func() {
			for n := int(turn.Add(1)); n <= people; n = int(turn.Add(1)) {
				token := fmt.Appendf(nil, "%032d", n)
				if err := h.admit(fmt.Sprintf("Person %d", n), token); err != nil {
					b.Error(err)
					return
				}
				requests[n-1] = fmt.Appendf(nil, "GET %s HTTP/1.1\r\nHost: %s\r\nCookie: parley_session=%s\r\n\r\n",
					shared.PathSSE, h.config.Listen, base64.RawURLEncoding.EncodeToString(token))
			}
		})
	}
	all.Wait()
	return requests
}

// admit makes a person of that name, with a session of that token.
func (h *house) admit(name string, token []byte) error {
	ctx, hash := context.Background(), sha256.Sum256(token)
	id := shared.NewPersonID()
	join := shared.Command{ID: newID(), Room: shared.General, Body: shared.Join{Name: name}}
	if _, err := h.node.store.Do(ctx, id, join); err != nil {
		return err
	}
	return h.node.store.Keep(ctx, h.node.store.OpensSession(hash[:], id, "", time.Now().Add(time.Hour)))
}

func arrive(address string, request, read []byte) error {
	conn, err := net.Dial("tcp", address)
	if err != nil {
		return err
	}
	defer conn.Close()
	if _, err := conn.Write(request); err != nil {
		return err
	}
	for heard := read[:0]; !bytes.Contains(heard, []byte("event: hello")); {
		n, err := conn.Read(read[len(heard):])
		if err != nil {
			return fmt.Errorf("%w after %q", err, heard)
		}
		heard = read[:len(heard)+n]
	}
	return nil
}
