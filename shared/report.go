package shared

import "cmp"

// ReportMade: somebody tells the moderators of a message, or of a person. It carries
// what the message says, which moderators may not be able to read otherwise.
type ReportMade struct {
	Person  PersonID `json:"person"`            // whom it is about
	Message Seq      `json:"message,omitempty"` // of theirs, in the event's room; 0 for none
	Said    string   `json:"said,omitempty"`    // by that message
	Why     string   `json:"why,omitempty"`
}

// ReportClosed: a moderator has seen to a report.
type ReportClosed struct {
	Report Seq      `json:"report"` // the event that made it
	Person PersonID `json:"person"` // whom it was about
}

// MakeReport asks to tell the moderators of a message in the command's room, or of a
// person, where there is no message.
type MakeReport struct {
	Person  PersonID `json:"person,omitempty"`
	Message Seq      `json:"message,omitempty"`
	Why     string   `json:"why,omitempty"`
}

// CloseReport asks to put a report away.
type CloseReport struct {
	Report Seq `json:"report"`
}

// Report is one as moderators see it.
type Report struct {
	Seq     Seq
	At      int64  // milliseconds since 1970
	By      Person // who made it
	Whom    Person // whom it is about
	Message Seq    // of theirs; 0 for none
	Said    string // by that message
	Why     string
	Room    RoomID // of the message, where its reader is in it; else ""
	Name    string // of that room
}

// ReportList is what waits for a moderator: the oldest reports, and how many there are.
type ReportList struct {
	Reports []Report
	Waiting int
}

// Reporting is what somebody is about to report.
type Reporting struct {
	Whom    Person
	Room    RoomID
	Message Seq    // in the room; 0 where it is about the person alone
	Said    string // by that message
	Why     string // as far as it was typed
	Done    bool   // it was reported
	Blocked bool   // whether who asks blocked them
}

// Kind names it on the wire.
func (ReportMade) Kind() Kind { return "report.made" }

// Kind names it on the wire.
func (ReportClosed) Kind() Kind { return "report.closed" }

// Kind names it on the wire.
func (MakeReport) Kind() Kind { return "report.make" }

// Kind names it on the wire.
func (CloseReport) Kind() Kind { return "report.close" }

// Visit calls v.ReportMade.
func (b ReportMade) Visit(e Event, v EventVisitor) error { return v.ReportMade(e, b) }

// Visit calls v.ReportClosed.
func (b ReportClosed) Visit(e Event, v EventVisitor) error { return v.ReportClosed(e, b) }

// Visit calls v.MakeReport.
func (b MakeReport) Visit(c Command, v CommandVisitor) error { return v.MakeReport(c, b) }

// Visit calls v.CloseReport.
func (b CloseReport) Visit(c Command, v CommandVisitor) error { return v.CloseReport(c, b) }

func (ReportMade) sealedEvent()   {}
func (ReportClosed) sealedEvent() {}

func (c MakeReport) check(room RoomID) error {
	why := checkLine(CleanName(c.Why), "reason", MaxReportRunes, false)
	if c.Message == 0 {
		return cmp.Or(checkPerson(c.Person), why)
	}
	return cmp.Or(checkRoom(room), checkMessage(c.Message), why)
}

func (c CloseReport) check(RoomID) error { return checkMessage(c.Report) }
