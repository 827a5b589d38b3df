//go:build linux

package main

import (
	"context"
	"fmt"
	"net/http"
	"time"

	"parley/server/bench/load"
	"parley/server/bench/report"
	"parley/server/bench/rival"
	"parley/shared"
)

// The sizes of what is posted, in bytes.
const (
	smallEvent = 100  // about 250 as the event that goes out
	rivalExtra = 150  // what rivals get on top, for Parley's event has more around its text
	largeEvent = 3900 // fills buffers
)

// request opens the stream of listener i.
func (t *target) request(i int) string { return t.requestAfter(i, "") }

// requestAfter opens it after a cursor.
func (t *target) requestAfter(i int, cursor string) string {
	path, headers := "/", ""
	switch t.kind {
	case report.Parley:
		path, headers = shared.PathSSE, "Cookie: "+t.house.cookies[i]+"\r\n"
		if cursor != "" {
			headers += "Last-Event-ID: " + cursor + "\r\n"
		}
	case rival.R3Labs:
		path += "?" + rival.R3LabsStream
	}
	return "GET " + path + " HTTP/1.1\r\nHost: " + t.address + "\r\nAccept: text/event-stream\r\n" + headers + "\r\n"
}

// post has the server tell an event to everybody in the general room, and gives
// its position where the server has positions. Person author writes it.
func (t *target) post(p *load.Poster, author int, due time.Time, size int) (seq int64, err error) {
	if t.kind == report.Parley {
		return t.command(p, t.house.cookies[author%min(len(t.house.cookies), authors)], shared.General, "message.post", `{"text":"`+load.Stamp(due, size)+`"}`)
	}
	answer, err := p.Post("/post", "", load.Stamp(due, size+rivalExtra))
	if err == nil && answer.Status >= http.StatusMultipleChoices {
		err = fmt.Errorf("a post is answered with %d: %s", answer.Status, answer.Body)
	}
	return 0, err
}

// authors is how many people write at most: a crowd mostly listens.
const authors = 64

// command has something done, and gives its position.
func (t *target) command(p *load.Poster, cookie string, room shared.RoomID, kind, body string) (seq int64, err error) {
	answer, err := p.Post(shared.PathCommands, cookie, `{"id":"`+string(shared.NewCommandID(time.Now().UnixMilli()))+`","kind":"`+kind+`","room":"`+string(room)+`","body":`+body+`}`)
	if err != nil {
		return 0, err
	}
	if answer.Status != http.StatusOK || answer.Seq() == 0 {
		return 0, fmt.Errorf("%s is answered with %d: %s", kind, answer.Status, answer.Body)
	}
	return answer.Seq(), nil
}

// say posts small events, to be driven.
func (t *target) say() load.Do {
	return func(p *load.Poster, i int, due time.Time) error {
		_, err := t.post(p, i, due, smallEvent)
		return err
	}
}

// once posts one event, over a connection of its own.
func (t *target) once(ctx context.Context, size int) (seq int64, err error) {
	p, err := load.DialPoster(ctx, t.address)
	if err != nil {
		return 0, err
	}
	defer p.Close()
	return t.post(p, 0, time.Now(), size)
}
