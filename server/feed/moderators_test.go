package feed

import (
	"testing"

	"parley/server/feed/feedtest"
	"parley/shared"
)

// Who becomes a moderator hears what is for moderators from then on, and nothing that
// was on its way to them is lost by it.
func TestAModeratorHearsWhatIsForModerators(t *testing.T) {
	m := feedtest.New()
	f := begin(t, m, Options{})
	m.Join("a", "ann", "bob")
	ann, bob := hearing(t, f, "ann", nil), hearing(t, f, "bob", nil)
	m.Happen("a", "bob", shared.ReportMade{Person: "ann"}) // before her time
	ann.news()
	bob.news()
	raise := func(role shared.Role) shared.Seq {
		return m.Happen("", "", shared.PersonRoleChanged{Person: "ann", Role: role})
	}
	said := m.Say("a", "bob", "on its way")
	raised := raise(shared.RoleModerator)
	expect(t, "as she becomes one", ann.news(), seqs(said, raised))

	again := m.Say("a", "bob", "on its way")
	raised = raise(shared.RoleOwner)
	report := m.Happen("a", "bob", shared.ReportMade{Person: "ann"})
	closed := m.Happen("", "ann", shared.ReportClosed{Report: report})
	expect(t, "as one", ann.news(), seqs(again, raised, report, closed))
	lowered := raise(shared.RoleMember)
	m.Happen("a", "bob", shared.ReportMade{Person: "ann"})
	expect(t, "as none any more", ann.news(), seqs(lowered))
	if heard := bob.news(); len(heard) != 7 { // all but what is for moderators, with his own reports
		t.Errorf("Bob hears %v", heard)
	}
}
