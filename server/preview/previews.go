package preview

import (
	"context"
	"crypto/rand"
	"errors"
	"io"
	"log/slog"
	"net/http"
	"sync"
	"time"

	"parley/server/chat"
	"parley/server/files"
	"parley/server/outward"
	"parley/server/store"
	"parley/shared"
)

const (
	atOnce = 4   // addresses that are looked at, so that nobody makes the server flood another
	queue  = 256 // messages that wait for it; those beyond have no preview
)

// Options of Previews; all but Outward are required.
type Options struct {
	Store   *store.Store
	Files   *files.Store
	Log     *slog.Logger
	Now     func() time.Time
	Outward outward.Options // where it may ask
}

// Previews follows the log. Its methods are safe for use by several goroutines; nil
// follows nothing.
type Previews struct {
	options Options
	client  *http.Client
	waiting chan place
	stop    context.CancelFunc
	workers sync.WaitGroup
}

// place is a message and where it is.
type place struct {
	room shared.RoomID
	seq  shared.Seq
}

// New begins with nothing to do.
func New(o Options) *Previews {
	ctx, stop := context.WithCancel(context.Background())
	p := &Previews{options: o, client: client(o.Outward), waiting: make(chan place, queue), stop: stop}
	for range atOnce {
		p.workers.Go(func() { p.work(ctx) })
	}
	return p
}

// Close gives up what is under way.
func (p *Previews) Close() {
	if p != nil {
		p.stop()
		p.workers.Wait()
	}
}

// Follow takes in what was committed, and does not wait. What is in the way when the
// server stops, or is more than there is room for, goes without a preview.
func (p *Previews) Follow(entries []chat.Entry) {
	if p == nil {
		return
	}
	for _, entry := range entries {
		e, link, at := entry.Event, "", entry.Event.Seq
		switch b := e.Body.(type) {
		case shared.MessagePosted:
			link = b.Link
		case shared.MessageEdited:
			link, at = b.Link, b.Message
		}
		if link == "" {
			continue
		}
		select {
		case p.waiting <- place{e.Room, at}:
		default:
			p.options.Log.Debug("no preview, for too many wait", "room", e.Room, "message", at)
		}
	}
}

func (p *Previews) work(ctx context.Context) {
	for {
		select {
		case <-ctx.Done():
			return
		case at := <-p.waiting:
			if err := p.preview(ctx, at); err != nil {
				p.options.Log.Debug("no preview", "room", at.room, "message", at.seq, "error", err)
			}
		}
	}
}

// preview finds out what a message leads to, if it still does, and tells.
func (p *Previews) preview(ctx context.Context, at place) error {
	message, ok, err := p.options.Store.Message(ctx, at.room, at.seq)
	if err != nil || !ok || !message.Previewable() {
		return err
	}
	found, err := look(ctx, p.client, message.Link)
	if err != nil {
		return err
	}
	told := shared.Preview{URL: message.Link, Site: found.site, Title: found.title, Text: found.text}
	if found.picture != nil {
		if told.Picture, err = p.keep(ctx, at.room, found); err != nil {
			p.options.Log.Debug("a preview without its picture", "room", at.room, "message", at.seq, "error", err)
		}
	}
	_, err = p.options.Store.Do(ctx, "", shared.Command{
		ID: shared.NewCommandID(p.options.Now().UnixMilli()), Room: at.room, Body: shared.PreviewMessage{Message: at.seq, Preview: told},
	})
	if err != nil && told.Picture != nil {
		err = errors.Join(err, p.options.Store.DropUpload(ctx, "", told.Picture.ID))
	}
	return err
}

// keep has the picture that a page shows, made small.
func (p *Previews) keep(ctx context.Context, room shared.RoomID, found *page) (*shared.File, error) {
	var kept *shared.File
	err := picture(ctx, p.client, found.picture, func(content io.Reader) error {
		draft, err := p.options.Files.ReceiveSmall(content, "preview", shared.PreviewSide)
		if err != nil {
			return err
		}
		draft.File.ID = shared.NewFileID(rand.Text())
		err = draft.Keep(func() error {
			return p.options.Store.AddUpload(ctx, chat.Upload{File: draft.File, Room: room}, p.options.Now().Add(shared.UploadLife))
		})
		kept = &draft.File
		return err
	})
	if err != nil {
		return nil, err
	}
	return kept, nil
}
