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

	ReportTitle   string // the page where one is made
	ReportText    string
	ReportWhy     string
	ReportSend    string
	BlockText     string
	ReportDone    string
	ReportsText   string
	NoReports     string
	ReportBy      func(name string) string
	ReportBecause func(why string) string
	ReportOpen    func(room string) string
	ReportClose   string
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

	ReportTitle:   "Tell the moderators",
	ReportText:    "Moderators see that it was you who reported this, and what the message says, also where it is in a private room. Nobody else is told.",
	ReportWhy:     "What is wrong with it?",
	ReportSend:    "Report",
	BlockText:     "You need not wait for that: of people whom you block you see no messages but those you open, and they neither call you nor start a talk with you. They are not told.",
	ReportDone:    "Thank you. A moderator will see to it.",
	ReportsText:   "What people here want moderators to look at, the oldest first.",
	NoReports:     "Nothing waits for you.",
	ReportBy:      func(name string) string { return "reported by " + name },
	ReportBecause: func(why string) string { return "“" + why + "”" },
	ReportOpen:    func(room string) string { return "Open it in " + room },
	ReportClose:   "Done",
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

	ReportTitle:   "告诉管理员",
	ReportText:    "管理员会看到是你举报的，以及这条消息的内容，私密房间里的也一样。其他人都不会知道。",
	ReportWhy:     "有什么问题？",
	ReportSend:    "举报",
	BlockText:     "你也可以自己屏蔽对方：对方的消息会折叠起来，点开才显示，也不能再提醒你或向你发起私信。对方不会知道。",
	ReportDone:    "谢谢，管理员会处理。",
	ReportsText:   "大家希望管理员看看的事，最早的在前。",
	NoReports:     "没有等待处理的举报。",
	ReportBy:      func(name string) string { return "举报人 " + name },
	ReportBecause: func(why string) string { return "「" + why + "」" },
	ReportOpen:    func(room string) string { return "在 " + room + " 中打开" },
	ReportClose:   "已处理",
}
