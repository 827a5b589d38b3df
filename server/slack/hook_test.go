package slack

import "testing"

func TestHook(t *testing.T) {
	for _, c := range []struct{ name, body, want string }{
		{"a text", `{"text":"hello"}`, "hello"},
		{"bold and struck", `{"text":"*one* *two* and ~three~, 2*3*4, a ~ b"}`, "**one** **two** and ~~three~~, 2*3*4, a ~ b"},
		{"a link", `{"text":"see <https://example.org/a?b=1&amp;c=2|the build>, or <https://example.org>"}`,
			"see [the build](https://example.org/a?b=1&c=2), or https://example.org"},
		{"a link that Markdown would take apart", `{"text":"<https://example.org/(a)|here>"}`, "here https://example.org/(a)"},
		{"code", "{\"text\":\"`*p &amp;&amp; q*` *b*\"}", "`*p && q*` **b**"},
		{"entities", `{"text":"1 &lt; 2 &amp;&amp; 3 &gt; 2"}`, "1 < 2 && 3 > 2"},
		{"it calls nobody", `{"text":"<!here> <!subteam^S1|@team> <@U1|ann> <#C1|general>"}`, "here @team @ann #general"},
		{"an attachment", `{"text":"Deploy","attachments":[{"color":"#f00","pretext":"now","title":"Build 7","title_link":"https://example.org/7",
			"text":"it *failed*","fields":[{"title":"Branch","value":"main","short":true}],"footer":"ci_1"}]}`,
			"Deploy\n\nnow\n\n> **[Build 7](https://example.org/7)**\n> it **failed**\n> **Branch**: main\n> ci\\_1"},
		{"a fallback", `{"attachments":[{"fallback":"a *picture*","image_url":"https://example.org/x.png"}]}`, `> a \*picture\*`},
		{"blocks", `{"text":"for who can't","blocks":[{"type":"header","text":{"type":"plain_text","text":"News"}},
			{"type":"section","text":{"type":"mrkdwn","text":"*yes*"},"fields":[{"type":"mrkdwn","text":"one"}]},{"type":"divider"},
			{"type":"context","elements":[{"type":"image","image_url":"x"},{"type":"plain_text","text":"by_me"}]},
			{"type":"actions","elements":[{"type":"button","text":{"type":"plain_text","text":"no"}}]}]}`,
			"**News**\n\n**yes**\n\none\n\n---\n\nby\\_me"},
		{"nothing", `{"attachments":[{}],"blocks":[{"type":"section"}]}`, ""},
	} {
		if got, err := Hook([]byte(c.body)); got != c.want || err != nil {
			t.Errorf("%s: %v\n%q, want\n%q", c.name, err, got, c.want)
		}
	}
}

func TestWhatIsNoHookIsRefused(t *testing.T) {
	for _, body := range []string{"", "hello", "[]", `{"text":1}`, `{"attachments":"x"}`} {
		if text, err := Hook([]byte(body)); err == nil {
			t.Errorf("%s says %q", body, text)
		}
	}
}

func FuzzHook(f *testing.F) {
	f.Add("*a* ~b~ <x|y> `c`")
	f.Fuzz(func(t *testing.T, text string) {
		Text(text)
		Text("`" + text)
	})
}
