package words

// Search is the page of messages that were looked for.
type Search struct {
	SearchTitle  string
	CloseSearch  string // the panel
	SearchHint   string // in the field
	SearchButton string
	SearchHelp   string // what can be looked for besides words
	SearchForms  [][2]string
	SearchAll    func(typed string) string
	Searching    string
	FoundNone    string
	FoundOlder   string // the way to older ones
	FoundAll     string // there are no older ones
	FoundBehind  string // old messages are still being indexed
	FoundIn      func(room, when string) string
	Found        func(n int) string // for screen readers
}

var searchEnglish = Search{
	SearchTitle:  "Search",
	CloseSearch:  "Close search",
	SearchHint:   "Search messages",
	SearchButton: "Search",
	SearchHelp:   "Words find what begins with them, in all of your rooms. You can also say:",
	SearchForms: [][2]string{
		{"“green tea”", "these words in a row"},
		{"from:Ann", "what Ann said; from:me for yourself"},
		{"in:general", "in that room"},
		{"before:2025-03-01", "until that day, month or year"},
		{"has:file", "messages with a file or picture"},
	},
	SearchAll:   func(typed string) string { return "Search messages for “" + typed + "”" },
	Searching:   "Searching…",
	FoundNone:   "Nothing was found.",
	FoundOlder:  "Older messages",
	FoundAll:    "That is all there is.",
	FoundBehind: "Old messages are still being made ready to be searched. Try again in a few minutes.",
	FoundIn:     func(room, when string) string { return room + " · " + when },
	Found:       func(n int) string { return count(int64(n), "message found", "messages found") },
}

var searchChinese = Search{
	SearchTitle:  "搜索",
	CloseSearch:  "关闭搜索",
	SearchHint:   "搜索消息",
	SearchButton: "搜索",
	SearchHelp:   "在你加入的所有房间里查找；英文单词按开头匹配。还可以这样写：",
	SearchForms: [][2]string{
		{"“绿茶”", "连在一起的词"},
		{"from:Ann", "Ann 说的话；from:me 是你自己"},
		{"in:general", "在这个房间里"},
		{"before:2025-03-01", "在这一天、月或年之前"},
		{"has:file", "带有文件或图片的消息"},
	},
	SearchAll:   func(typed string) string { return "在消息中搜索“" + typed + "”" },
	Searching:   "正在搜索…",
	FoundNone:   "没有找到。",
	FoundOlder:  "更早的消息",
	FoundAll:    "全部在这里了。",
	FoundBehind: "旧消息还在建立索引，请过几分钟再试。",
	FoundIn:     func(room, when string) string { return room + " · " + when },
	Found:       func(n int) string { return "找到 " + number(int64(n)) + " 条消息" },
}
