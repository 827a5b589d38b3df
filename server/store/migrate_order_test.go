package store

import (
	"strings"
	"testing"

	"parley/shared"
)

// filled are the migrations that fill tables of order from the log, and what empties
// them before.
var filled = map[string]string{
	"migrations/00014_acts.sql":    "DELETE FROM acts WHERE seq NOT IN (SELECT seq FROM events WHERE kind = 'report.closed')", // which is newer
	"migrations/00019_reports.sql": "DELETE FROM members WHERE room = '@moderators'",
}

// An older database comes to know what was done in it to keep order, and who its
// moderators are, as if it had known from the start.
func TestOrderIsMadeOfAnOlderLog(t *testing.T) {
	dir := t.TempDir()
	crowded(t, dir)
	s := open(t, dir, Options{})
	moe, lou := enter(t, s, "Moe"), enter(t, s, "Lou")
	for _, role := range []shared.Role{shared.RoleModerator, shared.RoleMember, shared.RoleModerator, shared.RoleOwner} {
		must(t, s, "", command("", shared.ChangeRole{Person: moe, Role: role}))
	}
	must(t, s, "", command("", shared.ChangeRole{Person: lou, Role: shared.RoleModerator}))
	must(t, s, moe, command("", shared.BanPerson{Person: lou}))
	must(t, s, moe, command(shared.General, shared.DeleteMessage{Message: must(t, s, enter(t, s, "Spam"), post(shared.General, "pills"))}))
	if err := s.Close(); err != nil {
		t.Fatal(err)
	}
	for migration, empties := range filled {
		text, err := migrationFiles.ReadFile(migration)
		if err != nil {
			t.Fatal(err)
		}
		damage(t, dir, empties)
		if report, err := Verify(t.Context(), dir, nil); err != nil || report.Count == 0 {
			t.Errorf("%s: nothing is missed, %v", migration, err)
		}
		for statement := range strings.SplitSeq(string(text), ";\n") {
			if at := strings.Index(statement, "INSERT"); at >= 0 {
				damage(t, dir, statement[at:])
			}
		}
	}
	if report, err := Verify(t.Context(), dir, nil); err != nil || report.Count > 0 {
		t.Errorf("%q, %v", report.Differences, err)
	}
}
