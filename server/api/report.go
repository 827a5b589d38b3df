package api

import (
	"net/http"
	"slices"

	"parley/server/store"
	"parley/shared"
)

// reportPage asks why somebody reports a message or a person, whom the address names.
func (s *server) reportPage(w http.ResponseWriter, r *http.Request, who session) error {
	snapshot, err := s.store.Snapshot(r.Context(), who.person.ID)
	if err != nil {
		return err
	}
	report := shared.Reporting{Done: r.URL.Query().Has("done"), Why: r.URL.Query().Get("why")}
	if !report.Done {
		if err := s.reportOf(r, who, &report); err != nil {
			return err
		}
		report.Blocked = slices.Contains(snapshot.Blocked, report.Whom.ID)
	}
	s.render(w, r, http.StatusOK, shared.Boot{Snapshot: &snapshot, Reporting: &report})
	return nil
}

// reportOf finds what is to be reported, as far as who asks may know of it.
func (s *server) reportOf(r *http.Request, who session, report *shared.Reporting) (err error) {
	query := r.URL.Query()
	message, err := number(r, "message", maxSeq)
	if err != nil {
		return err
	}
	if message == 0 {
		report.Whom, err = s.store.Person(r.Context(), shared.PersonID(query.Get("person")))
		return err
	}
	room, err := roomNamed(query.Get("room"))
	if err != nil {
		return err
	}
	page, err := s.store.Messages(r.Context(), who.person.ID, room, store.Range{Around: shared.Seq(message), Limit: 1})
	if err != nil {
		return err
	}
	for _, m := range page.Messages {
		if m.Seq == shared.Seq(message) && !m.Deleted {
			report.Room, report.Message, report.Said = room, m.Seq, m.Text
			report.Whom = shared.Person{ID: m.By}
		}
	}
	for _, person := range page.People {
		if person.ID == report.Whom.ID {
			report.Whom = person
		}
	}
	if report.Message == 0 {
		err = shared.Errorf(shared.CodeMessageNotFound, "There is no message %d in this room.", message)
	}
	return err
}

// reportForm reports it, or blocks whom it is about, or hears them again.
func (s *server) reportForm(w http.ResponseWriter, r *http.Request, who session) error {
	if err := form(w, r); err != nil {
		return err
	}
	person := shared.PersonID(r.PostForm.Get("person"))
	switch r.PostForm.Get("do") {
	case "block":
		return s.blockForm(w, r, who, person, shared.BlockPerson{Person: person})
	case "unblock":
		return s.blockForm(w, r, who, person, shared.UnblockPerson{Person: person})
	}
	message, err := position(r.PostForm.Get("message"))
	if err == nil {
		_, err = s.do(r, who, shared.Command{ID: s.newCommandID(), Room: shared.RoomID(r.PostForm.Get("room")), Body: shared.MakeReport{
			Person: person, Message: message, Why: r.PostForm.Get("why"),
		}})
	}
	if err != nil {
		s.seeOther(w, r, shared.PageReport, err, "room", "message", "person", "why")
		return nil
	}
	http.Redirect(w, r, shared.PageReport+"?done", http.StatusSeeOther)
	return nil
}

func (s *server) blockForm(w http.ResponseWriter, r *http.Request, who session, person shared.PersonID, body shared.CommandBody) error {
	if _, err := s.do(r, who, shared.Command{ID: s.newCommandID(), Body: body}); err != nil {
		return err
	}
	http.Redirect(w, r, shared.PageReportPerson(person), http.StatusSeeOther)
	return nil
}

// reportsPage lists what waits for a moderator.
func (s *server) reportsPage(w http.ResponseWriter, r *http.Request, who session) error {
	reports, err := s.store.Reports(r.Context(), who.person.ID)
	if err != nil {
		return err
	}
	return s.showKeeping(w, r, who, shared.Keeping{Reports: &reports})
}

// closeReportForm puts one away.
func (s *server) closeReportForm(w http.ResponseWriter, r *http.Request, who session) error {
	if err := form(w, r); err != nil {
		return err
	}
	report, err := position(r.PostForm.Get("report"))
	if err == nil {
		_, err = s.do(r, who, shared.Command{ID: s.newCommandID(), Body: shared.CloseReport{Report: report}})
	}
	s.seeOther(w, r, shared.PageReports, err)
	return nil
}
