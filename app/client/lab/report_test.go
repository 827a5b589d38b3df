package lab_test

import (
	"os"
	"strconv"
	"testing"

	"parley/app/client/lab"
	"parley/shared"
)

var rows = []lab.Row{
	{shared.TransportPoll, "Short polling", lab.Figures{
		Events: 31, Last: 812_345, P50: 1_002_000, P95: 1_800_000, P99: 1_950_000,
		Requests: 16, Down: 12_345, Up: 9_876, PerEvent: 716.8, Overhead: 660.3,
	}},
	{shared.TransportWebSocket, "WebSocket", lab.Figures{
		Missing: 1, Twice: 2, Last: lab.Unmeasured, P50: lab.Unmeasured, P95: lab.Unmeasured, P99: lab.Unmeasured, Reconnects: 3,
	}},
}

func TestReportsAreWritten(t *testing.T) {
	cells := func(f lab.Figures) []string { return []string{strconv.Itoa(f.Events), strconv.FormatInt(f.P50, 10)} }
	for file, got := range map[string]string{
		"report.md":  lab.Markdown([]string{"Transport", "Events", "p50"}, rows, cells),
		"report.csv": lab.CSV(shared.LabClock, rows),
	} {
		want, err := os.ReadFile("testdata/" + file)
		if err != nil {
			t.Fatal(err)
		}
		if got != string(want) {
			t.Errorf("%s:\n%s", file, got)
		}
	}
}
