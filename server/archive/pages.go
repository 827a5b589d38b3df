package archive

import (
	"embed"
	"errors"
	"html/template"
	"os"
	"path/filepath"
	"strconv"
	"strings"
	"time"

	"parley/shared"
)

//go:embed pages.html style.css
var look embed.FS

var templates = template.Must(template.ParseFS(look, "pages.html"))

const (
	onPage    = 1000   // messages that stand on one page
	keptQuote = 20_000 // messages that can be quoted before the older ones are forgotten
)

// page is one of a room's.
type page struct {
	Room     string
	Topic    string
	Messages []said
	Earlier  string // the pages before and after; "" for none
	Later    string
}

// said is a message as a page shows it.
type said struct {
	shared.Message
	Author  string
	When    string // UTC
	Day     string // where it begins one
	HTML    template.HTML
	Quotes  string // the beginning of what it answers, with its author
	Brought []brought
	Reacted []string
}

// brought is a file of a message.
type brought struct {
	shared.File
	Href string
}

// pager writes the pages of a room, as the messages come.
type pager struct {
	of      *exporter
	room    shared.Room
	folder  string
	waiting []said
	number  int
	day     string
	lately  map[shared.Seq]string // what answers may quote
}

func (p *pager) add(m shared.Message) error {
	if len(p.waiting) == onPage {
		if err := p.write(pageName(p.number + 2)); err != nil {
			return err
		}
	}
	at := time.UnixMilli(m.At).UTC()
	s := said{Message: m, Author: p.of.nameOf(m.By), When: at.Format("15:04"), Quotes: p.lately[m.Reply]}
	if day := at.Format("2006-01-02"); day != p.day {
		p.day, s.Day = day, day
	}
	s.HTML = template.HTML(m.Rich.HTML) // which was sanitised when it was made
	for _, f := range m.Files {
		s.Brought = append(s.Brought, brought{f, "../../" + fileName(f)})
	}
	for _, r := range m.Reactions {
		s.Reacted = append(s.Reacted, r.Emoji+" "+strconv.Itoa(len(r.By)))
	}
	if p.lately == nil || len(p.lately) == keptQuote {
		p.lately = map[shared.Seq]string{}
	}
	if !m.Deleted {
		p.lately[m.Seq] = s.Author + ": " + shared.Clip(strings.Join(strings.Fields(m.Text), " "), 100)
	}
	p.waiting = append(p.waiting, s)
	return nil
}

// end writes the last page, which is there also where nothing was said.
func (p *pager) end() error { return p.write("") }

func (p *pager) write(later string) error {
	p.number++
	told := page{Room: p.of.called(p.room), Topic: p.room.Topic, Messages: p.waiting, Later: later}
	if p.number > 1 {
		told.Earlier = pageName(p.number - 1)
	}
	p.waiting = nil
	return render(filepath.Join(p.folder, pageName(p.number)), "room", told)
}

func pageName(number int) string {
	if number == 1 {
		return indexName
	}
	return strconv.Itoa(number) + ".html"
}

func (x *exporter) nameOf(id shared.PersonID) string {
	if p := x.people[id]; p.Name != "" {
		return p.Name
	}
	return string(id)
}

// called is a room's name; a direct room is called after its people.
func (x *exporter) called(room shared.Room) string {
	if !room.Direct {
		return room.Name
	}
	names := make([]string, len(room.With))
	for i, id := range room.With {
		names[i] = x.nameOf(id)
	}
	return strings.Join(names, ", ")
}

// index leads to the rooms.
func (x *exporter) index(rooms []shared.Room) error {
	type entry struct {
		shared.Room
		Called, Href string
	}
	var list []entry
	for i, room := range rooms {
		list = append(list, entry{room, x.called(room), roomFolder(i) + "/" + indexName})
	}
	style, err := look.ReadFile(styleName)
	return errors.Join(err,
		os.WriteFile(filepath.Join(x.To, styleName), style, fileMode),
		render(filepath.Join(x.To, indexName), "index", list))
}

func render(name, template string, data any) error {
	file, err := os.OpenFile(name, os.O_WRONLY|os.O_CREATE|os.O_EXCL, fileMode)
	if err != nil {
		return err
	}
	return errors.Join(templates.ExecuteTemplate(file, template, data), file.Close())
}
