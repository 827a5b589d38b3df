//go:build !js

package ui

import (
	"strconv"

	"github.com/maxence-charriere/go-app/v9/pkg/app"

	"parley/app/ui/words"
	"parley/shared"
)

// keeping is the pages where moderators keep order: what was reported, the log of what
// was done, and who is banned.
type keeping struct {
	app.Compo

	Root  *Root
	Words *words.Plain
	Shows shared.Keeping
	At    address
	Now   int64
	zone  zone
}

func (r *Root) keepingPage(w *words.Plain, shows shared.Keeping) app.UI {
	return &keeping{Root: r, Words: w, Shows: shows, At: r.at(), Now: r.Client.Now(), zone: zoneOf(r.Client)}
}

// keepingTitle names the page.
func keepingTitle(w *words.Plain, shows shared.Keeping) string {
	switch {
	case shows.Reports != nil:
		return w.ReportsTitle
	case shows.Acts != nil:
		return w.ActsTitle
	}
	return w.BansTitle
}

func (k *keeping) Render() app.UI {
	parts := []app.UI{k.ways()}
	if k.At.refused != "" {
		parts = append(parts, k.Root.refusal("keeping-refusal", &shared.Error{Code: k.At.refused}))
	}
	switch {
	case k.Shows.Reports != nil:
		parts = append(parts, k.reports()...)
	case k.Shows.Acts != nil:
		parts = append(parts, k.acts()...)
	default:
		parts = append(parts, k.bans()...)
	}
	return plainMain(keepingTitle(k.Words, k.Shows), parts...)
}

// ways leads from each of the pages to the others.
func (k *keeping) ways() app.UI {
	way := func(to, label string, here bool) app.UI {
		return app.A().Href(to).Attr("aria-current", currentPage(here)).Text(label)
	}
	w, shows := k.Words, k.Shows
	return app.Nav().Class("ways").Aria("label", w.KeepingLabel).Body(
		way(shared.PageReports, w.ReportsTitle, shows.Reports != nil),
		way(shared.PageActs, w.ActsTitle, shows.Acts != nil),
		way(shared.PageBans, w.BansTitle, shows.Acts == nil && shows.Reports == nil),
	)
}

func (k *keeping) bans() []app.UI {
	w := k.Words
	if len(k.Shows.Bans) == 0 {
		return []app.UI{emptyState("ban", w.NobodyBanned, nil)}
	}
	rows := make([]app.UI, len(k.Shows.Bans))
	for i, ban := range k.Shows.Bans {
		rows[i] = app.Li().Class("card").Body(
			Face(ban.Person),
			app.Div().Class("what").Body(
				app.Span().Class("name").Dir("auto").Text(ban.Person.Name),
				k.facts(w.RoleNames[ban.Person.Role], w.ActBy(k.nameOf(ban.By)), k.moment(ban.At)),
			),
			app.Form().Method("post").Action(shared.PageBans).Body(
				hidden("person", string(ban.Person.ID)),
				app.Button().Class("button").Aria("label", Attr(w.Unban+": "+ban.Person.Name)).Text(w.Unban),
			),
		)
	}
	return []app.UI{app.P().Class("facts").Text(w.BansText), app.Ul().Class("cards").Aria("label", w.BansTitle).Body(rows...)}
}

func (k *keeping) acts() []app.UI {
	w, log := k.Words, k.Shows.Acts
	if len(log.Acts) == 0 {
		return []app.UI{emptyState("shield", w.NoActs, nil)}
	}
	rows := make([]app.UI, len(log.Acts))
	for i, act := range log.Acts {
		rows[i] = k.act(act)
	}
	parts := []app.UI{app.P().Class("facts").Text(w.ActsText), app.Ul().Class("cards").Aria("label", w.ActsTitle).Body(rows...)}
	if log.Before != 0 {
		older := shared.PageActs + "?before=" + strconv.FormatInt(int64(log.Before), 10)
		parts = append(parts, app.Div().Class("actions").Body(app.A().Class("button").Href(Attr(older)).Text(w.OlderActs)))
	}
	return parts
}

// actIcons are those of what was done.
var actIcons = map[shared.Kind]string{
	shared.MessageDeleted{}.Kind(): "trash-2", shared.RoomRestricted{}.Kind(): "lock", shared.RoomArchived{}.Kind(): "archive",
	shared.PersonMuted{}.Kind(): "mic-off", shared.PersonRemoved{}.Kind(): "user-minus", shared.PersonRoleChanged{}.Kind(): "shield",
	shared.PersonBanned{}.Kind(): "ban", shared.PersonUnbanned{}.Kind(): "user-plus",
	shared.ReportClosed{}.Kind(): "flag",
}

// act tells of one as who uses a screen reader was told when it was done, and what
// was not said then.
func (k *keeping) act(act shared.Act) app.UI {
	w, e := k.Words, act.Event
	t := telling{words: w.Words, name: func(id shared.PersonID) string {
		if id == act.Whom.ID && id != act.By.ID {
			return k.nameOf(act.Whom)
		}
		return k.nameOf(act.By)
	}}
	e.Visit(&t) // its methods have no errors
	facts := []string{k.moment(e.At)}
	if act.Room != "" {
		facts = append(facts, w.ActIn(act.Room))
	}
	switch b := e.Body.(type) {
	case shared.MessageDeleted:
		facts = append(facts, w.ActMessageOf(k.nameOf(act.Whom)))
	case shared.PersonMuted:
		if b.Until > e.At {
			facts = append(facts, w.Pause(int((b.Until-e.At)/1000)))
		}
	}
	return app.Li().Class("card").Body(Icon(actIcons[e.Kind()]),
		app.Div().Class("what").Body(app.Span().Class("name").Dir("auto").Text(t.take()), k.facts(facts...)))
}

func (k *keeping) facts(facts ...string) app.UI {
	parts := make([]app.UI, len(facts))
	for i, fact := range facts {
		parts[i] = app.Span().Dir("auto").Text(fact)
	}
	return app.P().Class("facts", "wrap").Body(parts...)
}

func (k *keeping) moment(at int64) string { return k.Words.Moment(k.zone.local(at)) }

// nameOf is what somebody is called; the server itself is its operator.
func (k *keeping) nameOf(person shared.Person) string {
	if person.ID == "" {
		return k.Words.TheOperator
	}
	return named(person, k.Words.Words).Name
}
