package chattest

import (
	"slices"

	"parley/server/chat"
	"parley/shared"
)

// bans keeps somebody out, and lets them in again.
func (s suite) bans() {
	banned := func(id shared.PersonID, want any) {
		s.Helper()
		ban, ok, err := s.tx.Ban(id)
		s.is("the ban of "+string(id), ban, ok, err, want)
	}
	named := func(name string, want any) {
		s.Helper()
		id, ok, err := s.tx.BanNamed(chat.NameKey(name))
		s.is("who is banned as "+name, id, ok, err, want)
	}
	banned("u_zed", nil)
	named("Zed", nil)
	ban := chat.Ban{Person: shared.Person{ID: "u_zed", Name: "Zed", Role: shared.RoleMember}, By: "u_ann", At: 7}
	s.must(s.tx.PutBan(ban))
	banned("u_zed", ban)
	named("ZED", shared.PersonID("u_zed"))
	named("Ann", nil)
	s.must(s.tx.AddAct(7, "tea"))
	s.must(s.tx.AddAct(8, ""))
	s.must(s.tx.DeleteBan("u_ann"))
	s.must(s.tx.DeleteBan("u_zed"))
	banned("u_zed", nil)
	named("Zed", nil)
}

// paces tells when somebody wrote, and once more.
func (s suite) paces() {
	wrote := func(room shared.RoomID, want any) {
		s.Helper()
		at, ok, err := s.tx.Wrote(room, "u_ann")
		s.is("the time of writing in "+string(room), at, ok, err, want)
	}
	wrote("tea", nil)
	s.must(s.tx.PutWrote("tea", "u_ann", 1_700_000_000_000))
	s.must(s.tx.PutWrote("tea", "u_other", 5))
	wrote("tea", int64(1_700_000_000_000))
	wrote("coffee", nil)
	s.must(s.tx.PutWrote("tea", "u_ann", 1_700_000_060_000))
	wrote("tea", int64(1_700_000_060_000))
}

// reports come, and are seen to.
func (s suite) reports() {
	report := func(seq shared.Seq, want any) {
		s.Helper()
		about, ok, err := s.tx.OpenReport(seq)
		s.is("whom a report is about", about, ok, err, want)
	}
	open := func(want int) {
		s.Helper()
		if count, err := s.tx.OpenReports("u_ann"); err != nil || count != want {
			s.Errorf("%d reports of Ann are open, %v; want %d", count, err, want)
		}
	}
	report(60, nil)
	open(0)
	s.must(s.tx.AddReport(60, "u_ann", "u_zed"))
	s.must(s.tx.AddReport(61, "u_ann", "u_other"))
	s.must(s.tx.AddReport(62, "u_zed", "u_ann"))
	report(60, shared.PersonID("u_zed"))
	open(2)
	s.must(s.tx.DeleteReport(60))
	report(60, nil)
	report(61, shared.PersonID("u_other"))
	open(1)
}

// blocks has Ann not hear Zed, whom the suite's calls are by.
func (s suite) blocks() {
	blocked := func(want ...shared.PersonID) {
		s.Helper()
		got, err := s.tx.Blocked("u_ann")
		s.must(err)
		if !slices.Equal(got, want) {
			s.Errorf("Ann blocked %v, want %v", got, want)
		}
	}
	blocked()
	s.must(s.tx.AddCall("tea", "u_ann", 900, "u_zed"))
	s.must(s.tx.AddCall("tea", chat.Everyone, 901, "u_zed"))
	s.must(s.tx.AddCall("tea", "u_ann", 902, "u_other"))
	s.called("u_ann", 899, 900, 901, 902)
	s.must(s.tx.PutBlock("u_ann", "u_zed"))
	s.must(s.tx.PutBlock("u_ann", "u_bob"))
	s.must(s.tx.PutBlock("u_ann", "u_zed"))
	s.must(s.tx.PutBlock("u_other", "u_zed"))
	blocked("u_bob", "u_zed")
	s.called("u_ann", 899, 902)
	s.must(s.tx.DeleteBlock("u_ann", "u_zed"))
	s.must(s.tx.DeleteBlock("u_ann", "u_nobody"))
	blocked("u_bob")
	s.called("u_ann", 899, 900, 901, 902)
}
