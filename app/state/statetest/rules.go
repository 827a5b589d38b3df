package statetest

import (
	"slices"
	"strings"

	"parley/shared"
)

// doing decides one command, as far as a test of the client needs.
type doing struct {
	log   *Log
	by    shared.PersonID
	event shared.Event
}

// member is the command's room, where its author may change something.
func (d *doing) member(in shared.RoomID) (*room, error) {
	r := d.log.rooms[in]
	switch {
	case r == nil:
		return nil, shared.Errorf(shared.CodeRoomNotFound, "no room %s", in)
	case r.since[d.by] == 0 && r.facts.Private:
		return nil, shared.NoRoom(in)
	case r.since[d.by] == 0:
		return nil, shared.Errorf(shared.CodeNotMember, "not in %s", in)
	case r.facts.Archived:
		return nil, shared.Errorf(shared.CodeRoomArchived, "%s is archived", in)
	}
	return r, nil
}

func (d *doing) message(in shared.RoomID, seq shared.Seq) (*shared.Message, error) {
	r, err := d.member(in)
	if err != nil {
		return nil, err
	}
	for _, m := range r.messages {
		if m.Seq == seq && !m.Deleted {
			return m, nil
		}
	}
	return nil, shared.Errorf(shared.CodeMessageNotFound, "no message %d", seq)
}

func (d *doing) own(in shared.RoomID, seq shared.Seq) error {
	m, err := d.message(in, seq)
	if err == nil && m.By != d.by {
		err = shared.Errorf(shared.CodeNotAuthor, "not yours")
	}
	return err
}

func (d *doing) happens(in shared.RoomID, body shared.EventBody, err error) error {
	d.event = shared.Event{Room: in, Body: body}
	return err
}

func (d *doing) PostMessage(c shared.Command, b shared.PostMessage) error {
	r, err := d.member(c.Room)
	if err == nil && b.Reply != 0 && r.at(b.Reply) == nil {
		err = shared.Errorf(shared.CodeMessageNotFound, "no message %d", b.Reply)
	}
	var files []shared.File
	for _, id := range b.Files { // whatever is asked for was uploaded
		files = append(files, shared.File{ID: id, Name: string(id), Type: shared.TypeOther})
	}
	return d.happens(c.Room, shared.MessagePosted{Text: b.Says(), Files: files, Rich: b.Rich, Reply: b.Reply, Action: b.Action}, err)
}

func (d *doing) EditMessage(c shared.Command, b shared.EditMessage) error {
	return d.happens(c.Room, b.Becomes(), d.own(c.Room, b.Message))
}

func (d *doing) DeleteMessage(c shared.Command, b shared.DeleteMessage) error {
	m, err := d.message(c.Room, b.Message)
	if err == nil && m.By != d.by && !d.log.person(d.by).Manages(d.log.rooms[c.Room].facts) {
		err = shared.Errorf(shared.CodeNotAuthor, "not yours")
	}
	return d.happens(c.Room, b.Becomes(), err)
}

func (d *doing) PinMessage(c shared.Command, b shared.PinMessage) error {
	_, err := d.message(c.Room, b.Message)
	return d.happens(c.Room, b.Becomes(), err)
}

func (d *doing) PreviewMessage(c shared.Command, b shared.PreviewMessage) error {
	r := d.log.rooms[c.Room]
	if r == nil || r.at(b.Message) == nil || !r.at(b.Message).Previewable() || d.by != "" {
		return shared.Errorf(shared.CodeNotAllowed, "no preview for %d", b.Message)
	}
	return d.happens(c.Room, shared.MessagePreviewed{Message: b.Message, Preview: &b.Preview}, nil)
}

func (d *doing) UnpreviewMessage(c shared.Command, b shared.UnpreviewMessage) error {
	return d.happens(c.Room, b.Becomes(), d.own(c.Room, b.Message))
}

func (d *doing) UnpinMessage(c shared.Command, b shared.UnpinMessage) error {
	_, err := d.message(c.Room, b.Message)
	return d.happens(c.Room, b.Becomes(), err)
}

func (d *doing) AddReaction(c shared.Command, b shared.AddReaction) error {
	_, err := d.message(c.Room, b.Message)
	return d.happens(c.Room, b.Becomes(), err)
}

func (d *doing) RemoveReaction(c shared.Command, b shared.RemoveReaction) error {
	_, err := d.message(c.Room, b.Message)
	return d.happens(c.Room, b.Becomes(), err)
}

func (d *doing) CreateRoom(c shared.Command, b shared.CreateRoom) error {
	if d.log.rooms[c.Room] != nil {
		return shared.Errorf(shared.CodeRoomExists, "%s exists", c.Room)
	}
	if b.Private {
		c.Room = shared.RoomID("p-" + strings.ToLower(string(c.ID)))
	}
	return d.happens(c.Room, shared.RoomCreated(b), nil)
}

func (d *doing) HideRoom(c shared.Command, _ shared.HideRoom) error {
	r, err := d.member(c.Room)
	if err == nil && !r.facts.Direct {
		err = shared.Errorf(shared.CodeNotAllowed, "%s is not direct", c.Room)
	}
	return d.happens(c.Room, shared.RoomHidden{}, err)
}

func (d *doing) OpenDirect(_ shared.Command, b shared.OpenDirect) error {
	people, id := shared.DirectPeople(d.by, b.People), "d"
	opened := shared.DirectOpened{}
	for _, p := range people {
		id += "-" + strings.TrimPrefix(string(p), "u_")
		opened.People = append(opened.People, d.log.person(p))
	}
	r := d.log.rooms[shared.RoomID(id)]
	if r != nil {
		opened.Back = slices.DeleteFunc(slices.Clone(people), func(p shared.PersonID) bool {
			return r.since[p] != 0 || len(people) > 2 && p != d.by
		})
	}
	if r != nil && len(opened.Back) == 0 || len(people) < 2 {
		return shared.Errorf(shared.CodeRoomExists, "%s exists, or is of one", id)
	}
	return d.happens(shared.RoomID(id), opened, nil)
}

func (d *doing) RenameRoom(c shared.Command, b shared.RenameRoom) error {
	_, err := d.member(c.Room)
	return d.happens(c.Room, shared.RoomRenamed(b), err)
}

func (d *doing) ArchiveRoom(c shared.Command, _ shared.ArchiveRoom) error {
	_, err := d.member(c.Room)
	return d.happens(c.Room, shared.RoomArchived{}, err)
}

func (d *doing) RestrictRoom(c shared.Command, b shared.RestrictRoom) error {
	_, err := d.member(c.Room)
	return d.happens(c.Room, shared.RoomRestricted(b), err)
}

func (d *doing) MutePerson(_ shared.Command, b shared.MutePerson) error {
	return d.happens("", shared.PersonMuted{Person: b.Person, Until: int64(b.Minutes) * 60_000}, nil)
}

func (d *doing) BanPerson(_ shared.Command, b shared.BanPerson) error {
	return d.happens("", shared.PersonBanned(b), nil)
}

func (d *doing) UnbanPerson(_ shared.Command, b shared.UnbanPerson) error {
	if !d.log.banned[b.Person] {
		return shared.Errorf(shared.CodePersonNotFound, "%s is not banned", b.Person)
	}
	return d.happens("", shared.PersonUnbanned{Person: b.Person, Role: shared.RoleMember}, nil)
}

func (d *doing) BlockPerson(_ shared.Command, b shared.BlockPerson) error {
	return d.happens("", shared.PersonBlocked(b), nil)
}

func (d *doing) UnblockPerson(_ shared.Command, b shared.UnblockPerson) error {
	return d.happens("", shared.PersonUnblocked(b), nil)
}

func (d *doing) MakeReport(c shared.Command, b shared.MakeReport) error {
	if b.Message == 0 {
		return d.happens("", shared.ReportMade{Person: b.Person, Why: b.Why}, nil)
	}
	m, err := d.message(c.Room, b.Message)
	if err != nil {
		return err
	}
	return d.happens(c.Room, shared.ReportMade{Person: m.By, Message: b.Message, Said: m.Text, Why: b.Why}, nil)
}

func (d *doing) CloseReport(_ shared.Command, b shared.CloseReport) error {
	if !d.log.reports[b.Report] {
		return shared.Errorf(shared.CodeNotFound, "no report %d", b.Report)
	}
	return d.happens("", shared.ReportClosed{Report: b.Report}, nil)
}

func (d *doing) ReadRoom(c shared.Command, b shared.ReadRoom) error {
	return d.reads(c.Room, false, func(r *room) shared.Seq { return max(r.read[d.by], min(b.Message, r.facts.Last)) })
}

func (d *doing) UnreadRoom(c shared.Command, b shared.UnreadRoom) error {
	return d.reads(c.Room, true, func(*room) shared.Seq { return b.Message - 1 })
}

func (d *doing) reads(in shared.RoomID, back bool, to func(*room) shared.Seq) error {
	r := d.log.rooms[in]
	if r == nil || r.since[d.by] == 0 {
		return shared.Errorf(shared.CodeNotMember, "not in %s", in)
	}
	told := r.standingAt(d.by, to(r))
	return d.happens(in, shared.RoomRead{Read: told.Read, Unread: told.Unread, Calls: told.Calls, Back: back}, nil)
}

func (d *doing) AddPerson(c shared.Command, b shared.AddPerson) error {
	r, err := d.member(c.Room)
	if err == nil && (r.facts.Direct || r.since[b.Person] != 0) {
		err = shared.Errorf(shared.CodeAlreadyEntered, "%s can't come to %s", b.Person, c.Room)
	}
	return d.happens(c.Room, shared.PersonAdded{Person: d.log.person(b.Person)}, err)
}

func (d *doing) RemovePerson(c shared.Command, b shared.RemovePerson) error {
	r, err := d.member(c.Room)
	if err == nil && r.since[b.Person] == 0 {
		err = shared.Errorf(shared.CodePersonNotFound, "%s is not in %s", b.Person, c.Room)
	}
	return d.happens(c.Room, shared.PersonRemoved(b), err)
}

func (d *doing) SetLevel(c shared.Command, b shared.SetLevel) error {
	r := d.log.rooms[c.Room]
	if r == nil || r.since[d.by] == 0 {
		return shared.Errorf(shared.CodeNotMember, "not in %s", c.Room)
	}
	return d.happens(c.Room, shared.RoomLevelSet(b), nil)
}

func (d *doing) Join(c shared.Command, _ shared.Join) error {
	if r := d.log.rooms[c.Room]; r == nil || r.facts.Private && r.since[d.by] == 0 {
		return shared.NoRoom(c.Room)
	}
	p := d.log.people[d.by]
	return d.happens(c.Room, shared.PersonJoined{Name: p.Name, Role: p.Role, Status: p.Status, Muted: p.Muted, Picture: p.Picture}, nil)
}

func (d *doing) Leave(c shared.Command, _ shared.Leave) error {
	if r := d.log.rooms[c.Room]; c.Room != "" && (r == nil || r.facts.Direct && len(r.facts.With) == 2) {
		return shared.NoRoom(c.Room)
	}
	return d.happens(c.Room, shared.PersonLeft{}, nil)
}

func (d *doing) Rename(_ shared.Command, b shared.Rename) error {
	return d.happens("", shared.PersonRenamed(b), nil)
}

func (d *doing) SetStatus(_ shared.Command, b shared.SetStatus) error {
	return d.happens("", shared.PersonStatusChanged(b), nil)
}

func (d *doing) SetPicture(_ shared.Command, b shared.SetPicture) error {
	return d.happens("", shared.PersonPictureChanged(b), nil)
}

func (d *doing) ChangeRole(_ shared.Command, b shared.ChangeRole) error {
	return d.happens("", shared.PersonRoleChanged(b), nil)
}

// add logs an event and draws its consequences.
func (l *Log) add(e shared.Event) shared.Seq {
	e.Seq, e.At = shared.Seq(len(l.events)+1), l.Now
	who := entry{event: e, room: e.Room}
	switch body := e.Body.(type) {
	case shared.MessagePosted:
		l.rooms[e.Room].post(shared.NewMessage(e, body))
	case shared.RoomRead:
		l.rooms[e.Room].read[e.By] = body.Read
		who.room, who.person = "", e.By
	case shared.RoomLevelSet:
		l.rooms[e.Room].level[e.By] = body.Level
		who.room, who.person = "", e.By
	case shared.RoomHidden:
		l.rooms[e.Room].hidden[e.By] = e.Seq
		who.room, who.person = "", e.By
	case shared.MessageChange:
		l.rooms[e.Room].at(body.Target()).Change(e)
		l.rooms[e.Room].facts.Pins = shared.PinsAfter(l.rooms[e.Room].facts.Pins, body)
	case shared.RoomCreated:
		if e.By != "" {
			l.open(shared.Room{ID: e.Room, Name: body.Name, Topic: body.Topic, Private: body.Private, By: e.By}).enter(e.By, e.Seq)
		}
	case shared.DirectOpened:
		r := l.rooms[e.Room]
		if r == nil {
			r = l.open(shared.Room{ID: e.Room, Private: true, Direct: true, With: body.IDs(), By: e.By})
		}
		for _, p := range body.Comers() {
			r.enter(p, e.Seq)
		}
	case shared.RoomRenamed:
		l.rooms[e.Room].facts.Name, l.rooms[e.Room].facts.Topic = body.Name, body.Topic
	case shared.RoomArchived:
		l.rooms[e.Room].facts.Archived = true
	case shared.PersonMuted:
		l.learn(body.Person, func(p *shared.Person) { p.Muted = body.Until })
	case shared.RoomRestricted:
		l.rooms[e.Room].facts.Restrictions = body.Restrictions
	case shared.PersonJoined:
		l.rooms[e.Room].enter(e.By, e.Seq)
	case shared.PersonAdded:
		l.rooms[e.Room].enter(body.Person.ID, e.Seq)
	case shared.PersonRemoved:
		who.person = body.Person
		l.rooms[e.Room].exit(body.Person)
	case shared.PersonLeft:
		who.person = e.By
		l.leave(e)
		if e.Room == "" {
			who.person = ""
			delete(l.moderators, e.By)
			l.learn(e.By, func(p *shared.Person) { p.Role, p.Status, p.Muted, p.Picture = shared.RoleGuest, "", 0, "" })
		}
	case shared.PersonBlocked:
		who.person = e.By
		l.blocks[[2]shared.PersonID{e.By, body.Person}] = true
	case shared.PersonUnblocked:
		who.person = e.By
		delete(l.blocks, [2]shared.PersonID{e.By, body.Person})
	case shared.ReportMade:
		who.room, who.person = moderators, e.By
		l.reports[e.Seq] = true
	case shared.ReportClosed:
		who.room = moderators
		delete(l.reports, body.Report)
	case shared.PersonBanned:
		delete(l.moderators, body.Person)
		l.banned[body.Person] = true
		for _, r := range l.rooms {
			r.exit(body.Person)
		}
		l.learn(body.Person, func(p *shared.Person) { p.Role, p.Status, p.Muted, p.Picture = shared.RoleGuest, "", 0, "" })
	case shared.PersonUnbanned:
		delete(l.banned, body.Person)
		l.learn(body.Person, func(p *shared.Person) { p.Role = body.Role })
	case shared.PersonRenamed:
		l.learn(e.By, func(p *shared.Person) { p.Name = body.Name })
	case shared.PersonStatusChanged:
		l.learn(e.By, func(p *shared.Person) { p.Status = body.Status })
	case shared.PersonPictureChanged:
		l.learn(e.By, func(p *shared.Person) { p.Picture = body.Picture })
	case shared.PersonRoleChanged:
		switch since := l.moderators[body.Person]; {
		case !body.Role.AtLeast(shared.RoleModerator):
			delete(l.moderators, body.Person)
		case since == 0:
			l.moderators[body.Person] = e.Seq
		}
		l.learn(body.Person, func(p *shared.Person) { p.Role = body.Role })
	case shared.Unknown:
	default:
		panic("what follows from " + string(e.Kind()) + "?")
	}
	l.events = append(l.events, who)
	return e.Seq
}

func (l *Log) learn(id shared.PersonID, change func(*shared.Person)) {
	p := l.people[id]
	change(&p)
	l.people[id] = p
}

func (l *Log) leave(e shared.Event) {
	for id, r := range l.rooms {
		if e.Room == "" || id == e.Room {
			r.exit(e.By)
		}
	}
}

func (r *room) enter(p shared.PersonID, at shared.Seq) {
	if r.since[p] == 0 {
		r.since[p], r.read[p] = at, at
		r.facts.Members = append(r.facts.Members, p)
	}
}

func (r *room) exit(p shared.PersonID) {
	delete(r.since, p)
	delete(r.level, p)
	delete(r.hidden, p)
	r.facts.Members = slices.DeleteFunc(r.facts.Members, func(m shared.PersonID) bool { return m == p })
}

func (r *room) post(m shared.Message) {
	r.messages = append(r.messages, &m)
	r.facts.Posted++
	r.facts.Last = m.Seq
	r.read[m.By], r.posted[m.Seq] = m.Seq, m.Rich
}

func (r *room) standing(p shared.PersonID) shared.Standing { return r.standingAt(p, r.read[p]) }

func (r *room) standingAt(p shared.PersonID, read shared.Seq) shared.Standing {
	told := shared.Standing{Read: read, Level: r.level[p], Hidden: r.hidden[p]}
	for _, m := range r.messages {
		if m.Seq <= read || m.Deleted {
			continue
		}
		told.Unread++
		if m.By != p && r.posted[m.Seq].Calls(p) && !r.log.blocks[[2]shared.PersonID{p, m.By}] {
			told.Calls = append(told.Calls, m.Seq)
		}
	}
	told.Calls = told.Calls[max(0, len(told.Calls)-shared.MaxUnreadCalls):]
	return told
}

func (r *room) at(seq shared.Seq) *shared.Message {
	i := slices.IndexFunc(r.messages, func(m *shared.Message) bool { return m.Seq == seq })
	if i < 0 {
		return nil
	}
	return r.messages[i]
}
