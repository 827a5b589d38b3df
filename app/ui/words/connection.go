package words

import "parley/shared"

// Connection is the pill in the head, what opens from it, and what is told
// after a gap.
type Connection struct {
	ConnectionLabel string
	Live            func(transport string) string
	Connecting      string
	RetryIn         func(seconds int) string
	Offline         string
	Ended           string
	TryNow          string
	SlowDown        func(seconds int) string // the server asked for a pause

	LiveText       string
	ConnectingText string
	RetryText      string
	OfflineText    string
	EndedText      string
	Position       string // the cursor, by its name
	Transport      string

	// CaughtUp is the quiet line after an outage.
	CaughtUp func(from, to shared.Seq, events int) string
}

var connectionEnglish = Connection{
	ConnectionLabel: "Connection",
	Live:            func(transport string) string { return transport + " · live" },
	Connecting:      "Connecting…",
	RetryIn:         func(s int) string { return "Reconnecting in " + number(int64(s)) + " s" },
	Offline:         "Offline",
	Ended:           "Session ended",
	TryNow:          "Try now",
	SlowDown:        func(s int) string { return "Too fast: going on in " + number(int64(s)) + " s" },

	LiveText:       "Everything that happens arrives at once.",
	ConnectingText: "Going on from where we were. Nothing gets lost.",
	RetryText:      "The server can’t be reached. What you write is kept and sent as soon as it can.",
	OfflineText:    "This device has no network. What you write is kept and sent as soon as it has.",
	EndedText:      "Choose a name to come back in.",
	Position:       "Position in the log",
	Transport:      "Transport",

	CaughtUp: func(from, to shared.Seq, events int) string {
		return "Back online · caught up #" + digits(int64(from)) + " → #" + digits(int64(to)) + ", " +
			count(int64(events), "event", "events") + ", nothing missing"
	},
}

var connectionChinese = Connection{
	ConnectionLabel: "连接",
	Live:            func(transport string) string { return transport + " · 实时" },
	Connecting:      "正在连接…",
	RetryIn:         func(s int) string { return number(int64(s)) + " 秒后重连" },
	Offline:         "离线",
	Ended:           "会话已结束",
	TryNow:          "立即重试",
	SlowDown:        func(s int) string { return "发得太快了，" + number(int64(s)) + " 秒后继续" },

	LiveText:       "发生的一切都会立即送达。",
	ConnectingText: "从上次的位置继续，什么都不会丢。",
	RetryText:      "暂时连不上服务器。你写的内容会保留，连上后立即发送。",
	OfflineText:    "设备没有网络。你写的内容会保留，恢复后立即发送。",
	EndedText:      "取个名字，重新进来吧。",
	Position:       "日志位置",
	Transport:      "传输方式",

	CaughtUp: func(from, to shared.Seq, events int) string {
		return "已恢复连接 · 补齐 #" + digits(int64(from)) + " → #" + digits(int64(to)) + "，共 " +
			number(int64(events)) + " 个事件，没有遗漏"
	},
}
