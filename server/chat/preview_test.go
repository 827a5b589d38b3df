package chat_test

import (
	"testing"

	"parley/server/chat"
	"parley/shared"
)

const (
	leading shared.Seq    = 8 // Ann's message in Tea that leads to a page
	page                  = "https://example.org/"
	sight   shared.FileID = "f_sight"
)

func previewOf(message shared.Seq) shared.PreviewMessage {
	return shared.PreviewMessage{Message: message, Preview: shared.Preview{URL: page, Title: "An example"}}
}

func withPicture(message shared.Seq) shared.PreviewMessage {
	preview := previewOf(message)
	preview.Preview.Picture = &shared.File{ID: sight}
	return preview
}

func leads(w *world) {
	w.must(ann, "tea", shared.PostMessage{Text: "see " + page, Rich: shared.Rich{Link: page}})
}

func previewed(w *world) {
	leads(w)
	w.records.Uploads[sight] = chat.Upload{File: shared.File{ID: sight, Name: "sight.jpg"}, Room: "tea"}
	w.must("", "tea", withPicture(leading))
}

func leadsElsewhere(w *world) {
	leads(w)
	w.must(ann, "tea", shared.EditMessage{Message: leading, Text: "see http://other", Rich: shared.Rich{Link: "http://other"}})
}

func leadsInArchive(w *world) {
	leads(w)
	archived(w)
}

func annsPicture(w *world) {
	leads(w)
	w.records.Uploads[sight] = chat.Upload{File: shared.File{ID: sight}, By: ann, Room: "tea"}
}

func bare(w *world) {
	leads(w)
	w.must(ann, "tea", shared.UnpreviewMessage{Message: leading})
}

// The picture of a preview is the message's, and goes with the preview, however
// that goes.
func TestAPreviewsPicture(t *testing.T) {
	for name, goes := range map[string]shared.CommandBody{
		"unwanted": shared.UnpreviewMessage{Message: leading},
		"edited":   shared.EditMessage{Message: leading, Text: "nothing to see"},
		"deleted":  shared.DeleteMessage{Message: leading},
	} {
		w := newTeaParty(t)
		previewed(w)
		a := w.records.Files[sight]
		if a.Message != leading || a.Room != "tea" || a.File.Name != "sight.jpg" || len(w.records.Uploads) > 0 {
			t.Fatalf("the picture is %+v", a)
		}
		w.must(ann, "tea", shared.EditMessage{Message: leading, Text: "do see " + page, Rich: shared.Rich{Link: page}})
		if len(w.records.Files) != 1 {
			t.Error("an edit beside the address took the picture away")
		}
		w.must(ann, "tea", goes)
		if m := w.records.Messages["tea"][leading]; len(w.records.Files) > 0 || m.Preview != nil {
			t.Errorf("%s: there are %v, %+v", name, w.records.Files, m)
		}
	}
}
