package words

// Keeping is the pages where moderators keep order.
type Keeping struct {
	KeepingLabel string // of the ways among them, and to them
	KeepingWay   string
	BansTitle    string
	BansText     string
	NobodyBanned string
	Unban        string
	ActsTitle    string
	ActsText     string
	NoActs       string
	OlderActs    string
	ActBy        func(name string) string
	ActIn        func(room string) string
	ActMessageOf func(name string) string
	TheOperator  string
}

var keepingEnglish = Keeping{
	KeepingLabel: "Order",
	KeepingWay:   "What moderators did is put down for all of them to see, and who was banned can be let in again.",
	BansTitle:    "Banned people",
	BansText:     "Nobody comes in under these names or with these accounts. Who had an account and is let in again has it as it was, as a member.",
	NobodyBanned: "Nobody is banned.",
	Unban:        "Let come back",
	ActsTitle:    "What was done",
	ActsText:     "All that was done to keep order, the newest first. What happened in private rooms shows to those who are in them.",
	NoActs:       "Nothing had to be done yet.",
	OlderActs:    "Older",
	ActBy:        func(name string) string { return "by " + name },
	ActIn:        func(room string) string { return "in " + room },
	ActMessageOf: func(name string) string { return "written by " + name },
	TheOperator:  "The operator",
}

var keepingChinese = Keeping{
	KeepingLabel: "秩序",
	KeepingWay:   "管理员做过的事都有记录，所有管理员都能看到；被封禁的人也可以再放进来。",
	BansTitle:    "被封禁的人",
	BansText:     "任何人都不能用这些名字或账号进来。有账号的人被解除封禁后，账号照旧，身份是成员。",
	NobodyBanned: "没有人被封禁。",
	Unban:        "解除封禁",
	ActsTitle:    "管理记录",
	ActsText:     "为维持秩序所做的一切，最新的在前。私密房间里的事只有其中的人能看到。",
	NoActs:       "还没有需要处理的事。",
	OlderActs:    "更早的",
	ActBy:        func(name string) string { return "由 " + name },
	ActIn:        func(room string) string { return "在 " + room },
	ActMessageOf: func(name string) string { return "作者 " + name },
	TheOperator:  "运营者",
}
