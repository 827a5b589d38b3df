package chat

import (
	"cmp"

	"parley/shared"
)

// Moderators is where moderators hear what is for them alone. It is no room, and no
// room has that ID; who has the role is in it.
const Moderators shared.RoomID = "@moderators"

// reportRunes is how much of a message a report carries.
const reportRunes = 500

// MakeReport tells the moderators of a message, or of a person.
func (d *decision) MakeReport(cmd shared.Command, c shared.MakeReport) error {
	if _, err := d.here(); err != nil {
		return err
	}
	open, err := d.tx.OpenReports(d.event.By)
	if err == nil && open >= shared.MaxReports {
		err = shared.Errorf(shared.CodeTooMany, "Moderators have %d reports of yours to see to first.", open)
	}
	if err != nil {
		return err
	}
	made := shared.ReportMade{Person: c.Person, Message: c.Message, Why: shared.CleanName(c.Why)}
	if c.Message == 0 {
		d.event.Room = ""
		_, err = d.someone(c.Person)
	} else {
		made.Person, made.Said, err = d.reported(cmd.Room, c.Message)
	}
	if err == nil && made.Person == d.event.By {
		err = shared.Errorf(shared.CodeNotAllowed, "Nobody reports themselves.")
	}
	return cmp.Or(err, d.happened(made))
}

// reported finds who wrote a message that who asks can read, and what it says.
func (d *decision) reported(room shared.RoomID, seq shared.Seq) (shared.PersonID, string, error) {
	if _, err := d.inside(room); err != nil {
		return "", "", err
	}
	message, ok, err := d.tx.Message(room, seq)
	switch {
	case err != nil:
	case !ok:
		err = shared.Errorf(shared.CodeMessageNotFound, "There is no message %d in this room.", seq)
	case message.Deleted:
		err = shared.Errorf(shared.CodeMessageDeleted, "The message was deleted.")
	}
	said := message.Text
	for _, file := range message.Files {
		said += " [" + file.Name + "]"
	}
	return message.By, shared.Clip(shared.CleanName(said), reportRunes), err
}

// CloseReport puts a report away.
func (d *decision) CloseReport(_ shared.Command, c shared.CloseReport) error {
	d.event.Room = ""
	if err := d.ordered(); err != nil {
		return err
	}
	person, open, err := d.tx.OpenReport(c.Report)
	if err == nil && !open {
		err = shared.Errorf(shared.CodeNotFound, "There is no report %d that waits for somebody.", c.Report)
	}
	return cmp.Or(err, d.happened(shared.ReportClosed{Report: c.Report, Person: person}))
}

func (a applier) ReportMade(e shared.Event, b shared.ReportMade) error {
	return a.tx.AddReport(e.Seq, e.By, b.Person)
}

func (a applier) ReportClosed(e shared.Event, b shared.ReportClosed) error {
	return cmp.Or(a.tx.DeleteReport(b.Report), a.act(e))
}

// ReportMade is for the moderators, and for who made it.
func (r *reach) ReportMade(e shared.Event, _ shared.ReportMade) error {
	r.audience = Audience{Room: Moderators, Person: e.By}
	return nil
}

// ReportClosed is for the moderators.
func (r *reach) ReportClosed(shared.Event, shared.ReportClosed) error {
	r.audience = Audience{Room: Moderators}
	return nil
}
