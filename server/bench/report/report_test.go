package report

import (
	"bytes"
	"encoding/json"
	"encoding/xml"
	"errors"
	"io"
	"strings"
	"testing"
	"time"
)

func sample() *Report {
	r := &Report{Taken: time.Date(2026, 11, 21, 12, 0, 0, 0, time.UTC), Machine: `2 × "fast" <processor>`}
	memory := r.Figure(Figure{Scenario: "one post at a time", Name: "memory of an idle listener", Condition: "15,000 listeners", Unit: KiB, Goal: &Goal{Limit: 2}, Drawn: true})
	memory.Add(Reading{Server: "write(2)", Role: Floor, Value: 0.4})
	memory.Add(Reading{Server: "net/http", Role: Other, Value: 25.5})
	memory.Add(Reading{Server: "a<b>&c", Role: Other, Value: 33})
	memory.Add(Reading{Server: "broken", Role: Other, Failed: true, Note: "it stalls"})
	memory.Add(Reading{Server: Parley, Role: Ours, Value: 1.7})
	posts := r.Figure(Figure{Scenario: "posts as fast as they are taken", Name: "deliveries a second", Condition: "5,000 listeners", Unit: PerSecond, More: true, Goal: &Goal{Limit: 5, Times: "net/http"}, Drawn: true})
	posts.Add(Reading{Server: "write(2)", Role: Floor, Value: 104_765})
	posts.Add(Reading{Server: "net/http", Role: Other, Value: 200_000})
	posts.Add(Reading{Server: "a<b>&c", Role: Other, Value: 415_071})
	posts.Add(Reading{Server: Parley, Role: Ours, Value: 900_000, Note: "lost 3"})
	r.Figure(Figure{Scenario: "durable posts", Name: "answer", Unit: Millis}).Add(Reading{Server: Parley, Role: Ours, Value: 0.123})
	return r
}

func TestTheTableComparesAndJudges(t *testing.T) {
	var out strings.Builder
	if err := sample().Table(&out); err != nil {
		t.Fatal(err)
	}
	rows := map[string]string{}
	for line := range strings.Lines(out.String()) {
		words := strings.Fields(line)
		if strings.HasPrefix(line, "  ") && len(words) > 0 {
			rows[words[0]] = strings.Join(words, " ")
		}
	}
	for figure, want := range map[string]string{
		"memory":     "memory of an idle listener, 15,000 listeners 1.70 KiB 0.40 KiB 4.25× 25.5 KiB net/http 0.07× ≤ 2.00 KiB met",
		"deliveries": "deliveries a second, 5,000 listeners 900,000/s 105,000/s 8.59× 415,000/s a<b>&c 2.17× ≥ 5.00× net/http MISSED",
		"answer":     "answer 0.12 ms – – – –",
	} {
		if rows[figure] != want {
			t.Errorf("the row is\n%s\nnot\n%s", rows[figure], want)
		}
	}
	for _, note := range []string{`"fast"`, "broken: it stalls", "Parley: lost 3"} {
		if !strings.Contains(out.String(), note) {
			t.Errorf("%q is not told", note)
		}
	}
}

func TestTheGoalOfWhatFailedIsMissed(t *testing.T) {
	f := (&Report{}).Figure(Figure{Goal: &Goal{Limit: 2}})
	if _, known := f.Met(); known {
		t.Error("a goal is judged before anything was measured")
	}
	f.Add(Reading{Server: Parley, Role: Ours, Failed: true})
	if met, known := f.Met(); met || !known {
		t.Error("what failed has met its goal, or is not judged")
	}
}

func TestJSONHasFiguresWithRatios(t *testing.T) {
	var out bytes.Buffer
	if err := sample().JSON(&out); err != nil {
		t.Fatal(err)
	}
	var got struct {
		Machine string
		Figures []struct {
			Name     string
			Unit     Unit
			Readings []Reading
			ToFloor  float64 `json:"to_floor"`
			Best     string  `json:"best_other"`
			ToBest   float64 `json:"to_best_other"`
			Met      *bool
		}
	}
	if err := json.Unmarshal(out.Bytes(), &got); err != nil {
		t.Fatal(err)
	}
	if len(got.Figures) != 3 || len(got.Figures[0].Readings) != 5 || got.Machine != sample().Machine {
		t.Fatalf("it is\n%s", out.String())
	}
	first, second, third := got.Figures[0], got.Figures[1], got.Figures[2]
	if first.Best != "net/http" || first.ToFloor != 1.7/0.4 || first.ToBest != 1.7/25.5 || !*first.Met || *second.Met || third.Met != nil {
		t.Errorf("it is\n%s", out.String())
	}
}

func TestTheSVGIsWellFormedAndHasABarForEach(t *testing.T) {
	var out bytes.Buffer
	if err := sample().SVG(&out); err != nil {
		t.Fatal(err)
	}
	text := out.String()
	bars, texts := 0, ""
	for in := xml.NewDecoder(&out); ; {
		token, err := in.Token()
		if errors.Is(err, io.EOF) {
			break
		}
		if err != nil {
			t.Fatalf("%v in\n%s", err, text)
		}
		switch token := token.(type) {
		case xml.StartElement:
			if token.Name.Local == "rect" {
				bars++
			}
		case xml.CharData:
			texts += string(token)
		}
	}
	if bars != 1+5+4 { // the card's, and those of two figures
		t.Errorf("there are %d rectangles", bars)
	}
	for _, want := range []string{"1.70 KiB", "900,000/s", "a<b>&c", "failed", `2 × "fast" <processor>`, "Memory of an idle listener", "15,000 listeners", "write(2), floor"} {
		if !strings.Contains(texts, want) {
			t.Errorf("%q is not in it", want)
		}
	}
	if strings.Contains(texts, "durable") {
		t.Error("what is not to be drawn is")
	}
}

func TestValuesHaveThreeDigits(t *testing.T) {
	for value, want := range map[float64]string{0: "0", 0.378: "0.38", 1.694: "1.69", 9.996: "10.0", 33.33: "33.3", 99.96: "100", 999.7: "1,000", 4353973.4: "4,350,000", -1234: "-1,230"} {
		if got := Count.Of(value); got != want {
			t.Errorf("%v is told as %s, not %s", value, got, want)
		}
	}
}
