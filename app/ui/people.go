package ui

import (
	"strings"

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

	Root  *Root
	Words *words.Words
	Me    shared.PersonID
	Room  shared.RoomID
	Name  string // of the room
	Crowd crowd

	Direct  bool // nobody comes or goes
	Manages bool // whether one may remove people

	whose shared.PersonID // whom the menu is of
	err   *shared.Error   // why something was not done
}

// crowd is who is in a room, as far as they are listed. It is put together anew
// only when that changed: a room may have thousands of members.
type crowd struct {
	room    shared.RoomID
	version uint64 // of the state's people

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
	s := r.Client.State()
	if r.crowd.room != room.ID || r.crowd.version != s.PeopleVersion() {
		r.crowd = gather(s, room)
	}
	return &people{
		Root: r, Words: r.words(), Me: s.Me().ID, Room: room.ID, Name: room.Name, Crowd: r.crowd,
		Direct: room.Direct, Manages: s.Manages(room),
	}
}

// gather lists the members in the order in which they joined.
func gather(s *state.State, room *state.Room) crowd {
	c := crowd{room: room.ID, version: s.PeopleVersion(), Members: len(room.Members), Online: room.OnlineCount()}
	c.Told = c.Online > 0 && c.Online <= shared.MaxPresenceRoom
	online := 0
	for _, id := range room.Members {
		switch here := c.Told && room.Online(id); {
		case here:
			online++
			c.Here = append(c.Here, s.Person(id))
		case len(c.Away) < peopleShown:
			c.Away = append(c.Away, s.Person(id))
		}
	}
	if c.Told {
		c.Online = online
	}
	c.Here = c.Here[:min(len(c.Here), peopleShown)]
	c.Away = c.Away[:min(len(c.Away), peopleShown-len(c.Here))]
	return c
}

func (p *people) Render() app.UI {
	w, c := p.Words, p.Crowd
	parts := []app.UI{p.menu(), app.Div().Class("bar").Body(
		app.Span().Class("label").Text(w.PeopleLabel), closer(peopleID, w.ClosePeople),
	), p.adding(), p.Root.refusal("people-refusal", p.err)}
	switch {
	case c.Told:
		parts = append(parts, p.group(w.Here(c.Online), "dot", c.Here)...)
		parts = append(parts, p.group(w.Away(c.Members-c.Online), "dot off", c.Away)...)
	case c.Online > 0:
		parts = append(parts, app.H2().Text(w.Connected(c.Online)))
		parts = append(parts, p.group(w.Members(c.Members), "", c.Away)...)
	default:
		parts = append(parts, p.group(w.Members(c.Members), "", c.Away)...)
	}
	if more := c.Members - len(c.Here) - len(c.Away); more > 0 {
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
	parts := []app.UI{Face(person, "small"), app.Span().Class("name").Dir("auto").Body(app.Text(person.Name), p.below(person))}
	if dot != "" {
		parts = append(parts, app.I().Class(dot))
	}
	return app.Li().Class("person").Body(append(parts, p.acts(person))...)
}

// below is what stands under a name: whether it is oneself, what they are more
// than a member, and what they say that they are doing.
func (p *people) below(person shared.Person) app.UI {
	var facts []string
	if person.ID == p.Me {
		facts = append(facts, p.Words.You)
	}
	if person.Role == shared.RoleBot || person.Role.AtLeast(shared.RoleModerator) {
		facts = append(facts, p.Words.RoleNames[person.Role])
	}
	if person.MutedAt(p.Root.Client.Now()) {
		facts = append(facts, p.Words.MutedTag)
	}
	if p.Root.Client.State().Blocked(person.ID) {
		facts = append(facts, p.Words.BlockedTag)
	}
	if person.Status != "" {
		facts = append(facts, person.Status)
	}
	if len(facts) == 0 {
		return nil
	}
	text := strings.Join(facts, " · ")
	return app.Small().Class("status").Dir("auto").Title(Attr(text)).Text(text)
}

// togglePeople shows or hides the panel, and remembers it.
func (r *Root) togglePeople() {
	if r.peopleHidden() || r.search.panel {
		r.search.panel = false
		r.Client.Set(settingPeople, "")
	} else {
		r.Client.Set(settingPeople, peopleHidden)
	}
	r.refresh()
}

func (r *Root) peopleHidden() bool { return r.Client.Setting(settingPeople) == peopleHidden }
