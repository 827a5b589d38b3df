package ui

import (
	"github.com/maxence-charriere/go-app/v9/pkg/app"

	"parley/app/state"
	"parley/app/ui/words"
	"parley/shared"
)

// peopleShown is how many people the panel lists at most.
const peopleShown = 200

// settingPeople is the choice to hide the panel of people.
const (
	settingPeople = "people"
	peopleHidden  = "hidden"
)

// people lists who is in a room: first who is connected.
type people struct {
	app.Compo

	Root    *Root
	Words   *words.Words
	Me      shared.PersonID
	Here    []shared.Person
	Away    []shared.Person
	Members int
	Online  int  // how many are connected, be they listed or not
	Told    bool // whether it is known who is connected
}

func (r *Root) people() app.UI {
	room := r.Client.State().Room(r.at().room)
	if r.screen() != screenRoom || room == nil {
		return nil
	}
	p := &people{Root: r, Words: r.words(), Me: r.Client.State().Me().ID, Members: len(room.Members), Online: room.OnlineCount()}
	p.Told = p.Online > 0 && p.Members <= shared.MaxPresenceRoom
	p.gather(r.Client.State(), room)
	return p
}

// gather lists the members in the order in which they joined.
func (p *people) gather(s *state.State, room *state.Room) {
	online := 0
	for _, id := range room.Members {
		if p.Told && room.Online(id) {
			online++
			p.Here = append(p.Here, s.Person(id))
		} else {
			p.Away = append(p.Away, s.Person(id))
		}
	}
	if p.Told {
		p.Online = online
	}
	p.Here = p.Here[:min(len(p.Here), peopleShown)]
	p.Away = p.Away[:min(len(p.Away), peopleShown-len(p.Here))]
}

func (p *people) Render() app.UI {
	w := p.Words
	parts := []app.UI{app.Div().Class("bar").Body(
		app.Span().Class("label").Text(w.PeopleLabel), closer(peopleID, w.ClosePeople),
	)}
	switch {
	case p.Told:
		parts = append(parts, p.group(w.Here(p.Online), "dot", p.Here)...)
		parts = append(parts, p.group(w.Away(p.Members-p.Online), "dot off", p.Away)...)
	case p.Online > 0:
		parts = append(parts, app.H2().Text(w.Connected(p.Online)))
		parts = append(parts, p.group(w.Members(p.Members), "", p.Away)...)
	default:
		parts = append(parts, p.group(w.Members(p.Members), "", p.Away)...)
	}
	if more := p.Members - len(p.Here) - len(p.Away); more > 0 {
		parts = append(parts, app.P().Class("none").Text(w.AndMore(more)))
	}
	return app.Aside().ID(peopleID).Class("people").Attr("popover", "auto").Aria("label", w.PeopleLabel).Body(parts...)
}

func (p *people) group(title, dot string, persons []shared.Person) []app.UI {
	if len(persons) == 0 {
		return nil
	}
	rows := make([]app.UI, len(persons))
	for i, person := range persons {
		rows[i] = p.row(person, dot)
	}
	return []app.UI{app.H2().Text(title), app.Ul().Body(rows...)}
}

func (p *people) row(person shared.Person, dot string) app.UI {
	parts := []app.UI{Face(person, "small"), app.Span().Class("name").Dir("auto").Text(person.Name)}
	if person.ID == p.Me {
		parts = append(parts, app.Span().Class("tag").Text(p.Words.You))
	}
	if dot != "" {
		parts = append(parts, app.I().Class(dot))
	}
	return app.Li().Class("person").Body(parts...)
}

// togglePeople shows or hides the panel, and remembers it.
func (r *Root) togglePeople() {
	if r.peopleHidden() {
		r.Client.Set(settingPeople, "")
	} else {
		r.Client.Set(settingPeople, peopleHidden)
	}
	r.refresh()
}

func (r *Root) peopleHidden() bool { return r.Client.Setting(settingPeople) == peopleHidden }
