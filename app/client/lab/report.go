package lab

import (
	"strconv"
	"strings"

	"parley/shared"
)

// Row is a line of the table that sums a run up.
type Row struct {
	Transport shared.Transport
	Name      string // of the transport, in the reader's language
	Figures
}

// Markdown gives a table with these headings: one for the transport, and one for
// each of the figures that cells gives.
func Markdown(headings []string, rows []Row, cells func(Figures) []string) string {
	var out strings.Builder
	line(&out, headings)
	rules := make([]string, len(headings))
	for i := range rules {
		if rules[i] = "---:"; i == 0 {
			rules[i] = "---"
		}
	}
	line(&out, rules)
	for _, row := range rows {
		line(&out, append([]string{row.Name}, cells(row.Figures)...))
	}
	return out.String()
}

func line(out *strings.Builder, cells []string) {
	out.WriteString("| " + strings.Join(cells, " | ") + " |\n")
}

// csvHead names the columns of CSV.
const csvHead = "stream,transport,events,missing,twice,last_us,p50_us,p95_us,p99_us," +
	"requests,bytes_down,bytes_up,bytes_per_event,overhead_per_event,reconnects\n"

// CSV gives the figures for programs to read: delays in microseconds, empty where
// nothing was measured. No value needs quotes.
func CSV(stream shared.LabStream, rows []Row) string {
	var out strings.Builder
	out.WriteString(csvHead)
	for _, r := range rows {
		out.WriteString(strings.Join([]string{
			string(stream), string(r.Transport), strconv.Itoa(r.Events), strconv.Itoa(r.Missing), strconv.Itoa(r.Twice),
			micros(r.Last), micros(r.P50), micros(r.P95), micros(r.P99),
			whole(r.Requests), whole(r.Down), whole(r.Up), tenth(r.PerEvent), tenth(r.Overhead), strconv.Itoa(r.Reconnects),
		}, ",") + "\n")
	}
	return out.String()
}

func micros(delay int64) string {
	if delay == Unmeasured {
		return ""
	}
	return whole(delay)
}

func whole(n int64) string { return strconv.FormatInt(n, 10) }

func tenth(n float64) string { return strconv.FormatFloat(n, 'f', 1, 64) }
