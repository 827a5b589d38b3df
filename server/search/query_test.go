package search

import (
	"math/rand/v2"
	"slices"
	"strings"
	"testing"
	"time"

	"parley/shared"
)

// found tells whether a text has what is looked for, with the hits in brackets.
func found(typed, text string) (shown string, ok bool) {
	excerpt, ok := Parse(typed, time.UTC).Find(shared.Message{Text: text})
	for _, piece := range excerpt {
		if piece.Hit {
			shown += "[" + piece.Text + "]"
		} else {
			shown += piece.Text
		}
	}
	return shown, ok
}

func TestFind(t *testing.T) {
	tests := []struct{ typed, text, shown string }{ // shown "" where it is not found
		{"hello", "well, Hello there", "well, [Hello] there"},
		{"hel", "hello", "[hello]"},
		{"ello", "hello", ""},
		{"hello there", "there: hello", "[there]: [hello]"},
		{`"hello there"`, "there: hello", ""},
		{`"hello there"`, "Hello, there!", "[Hello, there]!"},
		{`"hel"`, "hello", ""},
		{`"hello th"`, "hello there", ""},
		{"zoe", "Zoë", "[Zoë]"},
		{"ZOË", "zoe", "[zoe]"},
		{"ｆｕｌｌ", "full", "[full]"},
		{"don't", "I don’t know", "I [don’t] know"},
		{"foo-bar", "foo_bar", "[foo_bar]"},
		{"foo-bar", "bar foo", ""},
		{"c++", "C is older than C++", "[C] is older than [C]++"},
		{"ещё", "Еще раз", "[Еще] раз"},
		{"σοφος", "ΣΟΦΌΣ", "[ΣΟΦΌΣ]"},
		{"می‌خواهم", "میخواهم", "[میخواهم]"},
		{"你好", "大家你好吗", "大家[你好]吗"},
		{"好你", "你好", ""},
		{"好", "你好", "你[好]"},
		{"你好 吗", "吗？你好", "[吗]？[你好]"},
		{"好世", "你好，世界", ""},
		{"你好，世界", "你好世界", "[你好世界]"},
		{"go语言", "学Go语言吧", "学[Go语言]吧"},
		{"ラーメン", "ﾗｰﾒﾝが好き", "[ﾗｰﾒﾝ]が好き"},
		{"か", "が", ""},
		{"한국", "한국어", "[한국]어"},
		{"ภาษา", "เรียนภาษาไทย", "เรียน[ภาษา]ไทย"},
		{"🎉", "well done 🎉🎉", "well done [🎉🎉]"},
		{"👍", "👍🏽", "[👍🏽]"},
		{"“你好吗”", "你好吗", "[你好吗]"},
		{`"never closed`, "never closed", "[never closed]"},
		{"foo:bar", "foo: bar", "[foo: bar]"},
		{"before:yesterday", "before yesterday", "[before yesterday]"},
		{"from:", "from me", "[from] me"},
		{"' OR 1=1; --", "or 1 = 1", "[or] [1 = 1]"},
		{"%_*^(){}~", "anything", "anything"},
	}
	for _, test := range tests {
		shown, ok := found(test.typed, test.text)
		if ok != (test.shown != "") || shown != test.shown {
			t.Errorf("%q in %q: %q, %v; want %q", test.typed, test.text, shown, ok, test.shown)
		}
	}
}

func TestWhatIsGoneIsNotFound(t *testing.T) {
	if _, ok := Parse("hello", time.UTC).Find(shared.Message{Text: "hello", Deleted: true}); ok {
		t.Error("a deleted message was found")
	}
}

func TestFilters(t *testing.T) {
	shanghai := time.FixedZone("", 8*60*60)
	q := Parse(`from:@ann tea IN：#general from:"Lu Xun" in:"Green tea" before:2025-3-01 before:2025`, shanghai)
	if !slices.Equal(q.From, []string{"ann", "Lu Xun"}) || !slices.Equal(q.In, []string{"general", "Green tea"}) {
		t.Errorf("from %q in %q", q.From, q.In)
	}
	if want := time.Date(2025, 1, 1, 0, 0, 0, 0, shanghai).UnixMilli(); q.Before != want {
		t.Errorf("before %d, want %d", q.Before, want)
	}
	if len(q.phrases) != 1 || q.Empty() {
		t.Errorf("looks for %+v", q.phrases)
	}
	for at, want := range map[int64]bool{q.Before - 1: true, q.Before: false} {
		if _, ok := q.Find(shared.Message{Text: "tea", At: at}); ok != want {
			t.Errorf("at %d: %v", at, ok)
		}
	}
	for _, typed := range []string{"", "  ", "??? --", `""`} {
		if !Parse(typed, shanghai).Empty() {
			t.Errorf("%q asks for something", typed)
		}
	}
}

func TestFilesAreFound(t *testing.T) {
	q := Parse("has:FILE tea", time.UTC)
	e := shared.Event{Seq: 7, Room: "tea", By: "u_ann", At: 1}
	for _, files := range [][]shared.File{nil, {{}}} {
		message := shared.MessagePosted{Text: "tea", Files: files}
		block := Block{}
		block.Post(7, e, message)
		block.Unsay(7)
		block.Say(7, "tea")
		listed := listed(t, block.Pages(), q.Terms(nil)[1]).Has(7)
		if _, found := q.Find(shared.NewMessage(e, message)); found != (len(files) > 0) || listed != found {
			t.Errorf("with %d files: found %v, listed %v", len(files), found, listed)
		}
	}
	if _, found := found("has:cats", "it has: cats"); !found {
		t.Error("has:cats is no words")
	}
}

func TestExcerpts(t *testing.T) {
	long := strings.Repeat("before ", 100) + "needle" + strings.Repeat(" after", 100)
	shown, ok := found("needle", long)
	runes := len([]rune(shown))
	if !ok || !strings.HasPrefix(shown, "… before ") || !strings.HasSuffix(shown, " …") || !strings.Contains(shown, "[needle]") || runes > excerptRunes+10 {
		t.Errorf("of %d runes: %q", runes, shown)
	}
	wide := strings.Repeat("前", 300) + "针" + strings.Repeat("后", 300)
	if shown, _ := found("针", wide); !strings.Contains(shown, "前[针]后") {
		t.Errorf("%q", shown)
	}
	if shown, _ := found("in:general", long); !strings.HasPrefix(shown, "before") || len([]rune(shown)) > excerptRunes+2 {
		t.Errorf("%q", shown)
	}
}

// Whatever is found is filed under all that is looked up for it.
func TestTheIndexMissesNothing(t *testing.T) {
	random := rand.New(rand.NewPCG(1, 1))
	alphabet := []rune("aabbcZoëéΑάя ё  .-,你好世界、がガカﾞ㍿한グー👍🏽🎉\u200d\u0301ﬁＡ")
	text := func(most int) string {
		runes := make([]rune, 1+random.IntN(most))
		for i := range runes {
			runes[i] = alphabet[random.IntN(len(alphabet))]
		}
		return string(runes)
	}
	hits := 0
	for range 200_000 {
		said, typed := text(12), text(3)
		if random.IntN(4) == 0 {
			typed = `"` + typed + `"`
		}
		query := Parse(typed, time.UTC)
		if _, ok := query.Find(shared.Message{Text: said}); !ok || query.Empty() {
			continue
		}
		hits++
		block := Block{}
		block.Say(7, said)
		pages := block.Pages()
		for _, terms := range query.Terms(nil) {
			if !listed(t, pages, terms).Has(7) {
				t.Fatalf("%q is found in %q, which is not filed under %q", typed, said, terms)
			}
		}
	}
	if hits < 1000 {
		t.Errorf("only %d were found", hits)
	}
}

// listed collects the places of some terms from pages.
func listed(t testing.TB, pages []Page, terms []Term) *Places {
	t.Helper()
	var places Places
	for _, page := range pages {
		if err := Collect(page.Data, terms, &places); err != nil {
			t.Fatal(err)
		}
	}
	return &places
}

func FuzzFind(f *testing.F) {
	f.Add(`from:a "b`, "hello\xff 你好")
	f.Fuzz(func(t *testing.T, typed, text string) {
		excerpt, ok := Parse(typed, time.UTC).Find(shared.Message{Text: text})
		var shown strings.Builder
		for _, piece := range excerpt {
			shown.WriteString(piece.Text)
		}
		if ok && len([]rune(text)) < excerptRunes && shown.String() != text {
			t.Errorf("%q in %q shows %q", typed, text, shown.String())
		}
	})
}

func TestWhatAMessageShows(t *testing.T) {
	for markup, want := range map[string]string{
		"<p>one<br>two &lt;b&gt;</p>\n<p>three</p>":                                       "one\ntwo <b>\nthree",
		"<p><strong>so</strong>me <em>thing</em></p>":                                     "some thing",
		`<ul><li>a</li><li>b <a href="https://example.org/" rel="x">c</a></li></ul>`:      "a\nb c",
		`<pre tabindex="0"><code><span class="k">if</span> x {` + "\n\ty\n}</code></pre>": "if x {\ny\n}",
		"<table><tr><th>a</th><th>b</th></tr><tr><td>1</td><td>2</td></tr></table>":       "a b\n1 2",
	} {
		if got := strings.Join(Parts("the source", markup, nil), "|"); got != want {
			t.Errorf("%s shows %q, want %q", markup, got, want)
		}
	}
	file := shared.File{Name: "a.txt"}
	for _, test := range []struct {
		text  string
		files []shared.File
		want  string
	}{{"hi", nil, "hi"}, {"", nil, ""}, {"", []shared.File{file}, "a.txt"}, {"hi", []shared.File{file, file}, "hi|a.txt|a.txt"}} {
		if got := strings.Join(Parts(test.text, "", test.files), "|"); got != test.want {
			t.Errorf("%+v shows %q", test, got)
		}
	}
}
