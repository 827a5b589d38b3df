package chattest

import (
	"strings"

	"parley/server/chat"
	"parley/shared"
)

// bring lets a message bring files along: mostly those that its author uploaded
// to that room, now and then somebody else's or one that another message has.
func (c *Crowd) bring(ask *Ask, body shared.PostMessage) {
	for range 1 + c.random.IntN(2) {
		upload := chat.Upload{By: ask.By, Room: ask.Command.Room, File: shared.File{
			ID: c.fileID(), Name: c.name(), Size: int64(c.random.IntN(1000)), Type: "image/png", Width: 4, Height: 3, Hash: strings.Repeat("e3", 32),
		}}
		switch c.random.IntN(8) {
		case 0:
			upload.By = pick(c, c.people)
		case 1:
			upload.Room = c.room()
		}
		if len(c.files) > 0 && c.random.IntN(8) == 0 {
			body.Files = append(body.Files, pick(c, c.files))
		} else {
			ask.Uploads = append(ask.Uploads, upload)
			body.Files = append(body.Files, upload.File.ID)
			c.files = append(c.files, upload.File.ID)
		}
	}
	ask.Command.Body = body
}

func (c *Crowd) fileID() shared.FileID {
	random := make([]byte, len(crowdFile))
	for i := range random {
		random[i] = crowdFile[c.random.IntN(len(crowdFile))]
	}
	return shared.NewFileID(string(random))
}

// crowdFile is as long as the random part of a file's ID.
const crowdFile = "ABCDEFGHIJKLMNOPQRSTUVWXYZ"

func (c *Crowd) link() string {
	return pick(c, []string{"https://example.org/a", "https://example.org/b"})
}

// looked lets the server, or somebody who says so, have looked at what a message
// leads to: now and then there is a picture.
func (c *Crowd) looked(ask *Ask, body shared.PreviewMessage) {
	if c.random.IntN(6) > 0 {
		ask.By = ""
	}
	if c.random.IntN(2) == 0 {
		return
	}
	upload := chat.Upload{Room: ask.Command.Room, File: shared.File{ID: c.fileID(), Name: "preview.png", Size: 9, Type: "image/png", Width: 4, Height: 3, Hash: strings.Repeat("e3", 32)}}
	ask.Uploads = append(ask.Uploads, upload)
	body.Preview.Picture = &shared.File{ID: upload.File.ID}
	ask.Command.Body = body
}
