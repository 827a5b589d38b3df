package store

import (
	"strings"
	"testing"
)

// filled are the migrations that fill tables of order from the log, and what empties
// them before.
var filled = map[string]string{
	"migrations/00014_acts.sql":    "DELETE FROM acts WHERE seq NOT IN (SELECT seq FROM events WHERE kind = 'report.closed')", // which is newer
	"migrations/00018_reports.sql": "DELETE FROM members WHERE room = '@moderators'",
}

// An older database comes to know what was done in it to keep order, and who its
// moderators are, as if it had known from the start.
func TestOrderIsMadeOfAnOlderLog(t *testing.T) {
	dir := t.TempDir()
	crowded(t, dir)
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
