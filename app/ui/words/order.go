package words

import "time"

// Order is what moderators do for the peace of a room, and what others see of it.
type Order struct {
	RestrictTitle string // the dialog: who writes, and how often
	LockChoice    string // a checkbox
	LockHint      string
	SlowLabel     string
	SlowOff       string
	Pause         func(seconds int) string // how long
	Restrictions  func(locked bool, slow int) string
	LockedTag     string // of a room
	LockedNote    string // in the place of the composer
	SlowNote      func(pause string) string
	TooSoon       func(seconds int) string
	DeletedByText func(name string) string // in the place of a message

	MutePerson   func(name string) string
	UnmutePerson func(name string) string
	MuteTitle    func(name string) string // the dialog
	MuteText     string
	MuteLabel    string
	MuteButton   string
	MutedTag     string // of a person
	MutedNote    string // in the place of the composer

	BanPerson func(name string) string
	BanTitle  func(name string) string // the dialog
	BanText   string
	BanButton string

	ToldRestricted func(name, what string) string // to a screen reader, as below
	ToldMuted      func(name, by string) string
	ToldUnmuted    func(name, by string) string
	ToldBanned     func(name, by string) string
	ToldUnbanned   func(name, by string) string

	ToldReported     func(by, name string) string
	ToldReportClosed func(by, name string) string
	Report           string // in a menu, as below
	ReportPerson     func(name string) string
	Block            func(name string) string
	Unblock          func(name string) string
	BlockedTag       string // of a person
	BlockedMessage   string // in the place of what they wrote
	ReportsTitle     string
}

var orderEnglish = Order{
	RestrictTitle: "Who writes, how often",
	LockChoice:    "Locked",
	LockHint:      "Only moderators and who made the room write. Everyone reads and reacts.",
	SlowLabel:     "Between two messages of one person",
	SlowOff:       "no pause",
	Pause:         func(seconds int) string { return pause(seconds, "second", "minute", "hour", "s") },
	Restrictions: func(locked bool, slow int) string {
		switch {
		case locked:
			return "Only moderators write."
		case slow > 0:
			return "One message each " + pause(slow, "second", "minute", "hour", "s") + "."
		}
		return "Everyone writes."
	},
	LockedTag:  "locked",
	LockedNote: "This room is locked: only moderators write here.",
	SlowNote:   func(pause string) string { return "Slow room: one message each " + pause },
	TooSoon: func(seconds int) string {
		return "This room is slow. You can write again in " + number(int64(seconds)) + " s."
	},
	DeletedByText: func(name string) string { return "Message deleted by " + name },

	MutePerson:   func(name string) string { return "Mute " + name },
	UnmutePerson: func(name string) string { return "Let " + name + " write again" },
	MuteTitle:    func(name string) string { return "Mute " + name + "?" },
	MuteText:     "They can go on reading, and not write or react in any room until the time is over.",
	MuteLabel:    "For",
	MuteButton:   "Mute",
	MutedTag:     "muted",
	MutedNote:    "A moderator has muted you for a time: you can read, and not write.",

	BanPerson: func(name string) string { return "Ban " + name },
	BanTitle:  func(name string) string { return "Ban " + name + "?" },
	BanText:   "They are off the server at once, out of every room, and can’t come back under this name or with this account until a moderator lets them. What they wrote stays.",
	BanButton: "Ban",

	ToldMuted:    func(name, by string) string { return by + " muted " + name + "." },
	ToldUnmuted:  func(name, by string) string { return by + " lets " + name + " write again." },
	ToldBanned:   func(name, by string) string { return by + " took " + name + " off the server." },
	ToldUnbanned: func(name, by string) string { return by + " lets " + name + " come back." },

	ToldReported:     func(by, name string) string { return by + " reported " + name + "." },
	ToldReportClosed: func(by, name string) string { return by + " saw to a report about " + name + "." },
	Report:           "Report",
	ReportPerson:     func(name string) string { return "Report or block " + name },
	Block:            func(name string) string { return "Block " + name },
	Unblock:          func(name string) string { return "Unblock " + name },
	BlockedTag:       "blocked",
	BlockedMessage:   "Message of someone you blocked",
	ReportsTitle:     "Reports",

	ToldRestricted: func(name, what string) string { return name + " changed who writes here. " + what },
}

var orderChinese = Order{
	RestrictTitle: "谁能发言、多久一次",
	LockChoice:    "锁定",
	LockHint:      "只有管理员和房间的创建者可以发言，大家都能阅读和回应。",
	SlowLabel:     "同一人两条消息的间隔",
	SlowOff:       "不限",
	Pause:         pauseChinese,
	Restrictions: func(locked bool, slow int) string {
		switch {
		case locked:
			return "只有管理员可以发言。"
		case slow > 0:
			return "每 " + pauseChinese(slow) + "可发一条消息。"
		}
		return "大家都可以发言。"
	},
	LockedTag:  "已锁定",
	LockedNote: "这个房间已锁定，只有管理员可以发言。",
	SlowNote:   func(pause string) string { return "慢速房间：每 " + pause + "可发一条" },
	TooSoon: func(seconds int) string {
		return "这个房间是慢速的，" + number(int64(seconds)) + " 秒后可以再发言。"
	},
	DeletedByText: func(name string) string { return "消息已被 " + name + " 删除" },

	MutePerson:   func(name string) string { return "禁言 " + name },
	UnmutePerson: func(name string) string { return "允许 " + name + " 再发言" },
	MuteTitle:    func(name string) string { return "禁言 " + name + "？" },
	MuteText:     "到时间之前，对方仍可阅读，但不能在任何房间发言或回应。",
	MuteLabel:    "时长",
	MuteButton:   "禁言",
	MutedTag:     "已禁言",
	MutedNote:    "管理员暂时禁止了你发言，你仍可阅读。",

	BanPerson: func(name string) string { return "封禁 " + name },
	BanTitle:  func(name string) string { return "封禁 " + name + "？" },
	BanText:   "对方会立刻被移出服务器和所有房间，在管理员解除之前不能再用这个名字或账号进来。写过的内容会保留。",
	BanButton: "封禁",

	ToldMuted:    func(name, by string) string { return by + " 禁言了 " + name + "。" },
	ToldUnmuted:  func(name, by string) string { return by + " 允许 " + name + " 再发言。" },
	ToldBanned:   func(name, by string) string { return by + " 把 " + name + " 移出了服务器。" },
	ToldUnbanned: func(name, by string) string { return by + " 允许 " + name + " 回来。" },

	ToldReported:     func(by, name string) string { return by + " 举报了 " + name + "。" },
	ToldReportClosed: func(by, name string) string { return by + " 处理了关于 " + name + " 的举报。" },
	Report:           "举报",
	ReportPerson:     func(name string) string { return "举报或屏蔽 " + name },
	Block:            func(name string) string { return "屏蔽 " + name },
	Unblock:          func(name string) string { return "取消屏蔽 " + name },
	BlockedTag:       "已屏蔽",
	BlockedMessage:   "你屏蔽的人发的消息",
	ReportsTitle:     "举报",

	ToldRestricted: func(name, what string) string { return name + " 更改了发言规则。" + what },
}

func pauseChinese(seconds int) string { return pause(seconds, " 秒", " 分钟", " 小时", "") }

// pause says how long in the largest unit that fits; plural is what many take.
func pause(seconds int, second, minute, hour, plural string) string {
	n, unit := int64(seconds), second
	switch in := time.Duration(seconds) * time.Second; {
	case in >= time.Hour && in%time.Hour == 0:
		n, unit = int64(in/time.Hour), hour
	case in >= time.Minute && in%time.Minute == 0:
		n, unit = int64(in/time.Minute), minute
	}
	if plural == "" {
		return number(n) + unit
	}
	return count(n, unit, unit+plural)
}
