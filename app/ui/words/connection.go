package words

import "parley/shared"

// Connection is the pill in the head, what opens from it, and what is told
// after a gap.
type Connection struct {
	ConnectionLabel string
	Live            func(transport string) string
	Connecting      string
	RetryIn         func(seconds int) string
	NoRoomFor       func(seconds int) string // the server has no room for a stream
	Offline         string
	Ended           string
	TryNow          string
	SlowDown        func(seconds int) string // the server asked for a pause
	DiskFull        string                   // the server has no room to write

	LiveText       string
	PollText       string // likewise, over short polls
	UnseenText     string // what polls can't tell
	DiskFullText   string
	ConnectingText string
	RetryText      string
	OfflineText    string
	EndedText      string
	Transport      string
	TransportNames map[shared.Transport]string
	TransportAuto  string // the choice to leave it to the client

	// Why a better transport is not in use, and when it is tried again.
	HeldBack   func(transport string) string
	TurnedAway func(transport string) string
	CutOff     func(transport string) string
	Remembered func(transport string) string
	ClimbIn    func(transport string, minutes int) string

	// What a person chose, and that it does not work here.
	PinnedText  string
	Blocked     func(transport string) string
	BlockedText func(transport string) string
	Unpin       string

	// The measurements.
	Position   string // the cursor, by its name
	RoundTrip  string
	Millis     func(n int64) string
	LastGap    string
	GapTold    func(from, to shared.Seq, events int) string
	GapMissing func(n int) string // once it is known
	Reconnects string
	Received   string
	SentBytes  string
	Bytes      func(n int64) string
	Times      func(n int) string

	// CaughtUp is the quiet line after an outage.
	CaughtUp func(from, to shared.Seq, events int) string
}

var connectionEnglish = Connection{
	ConnectionLabel: "Connection",
	Live:            func(transport string) string { return transport + " · live" },
	Connecting:      "Connecting…",
	RetryIn:         func(s int) string { return "Reconnecting in " + number(int64(s)) + " s" },
	NoRoomFor:       func(s int) string { return "Too many connections: trying again in " + number(int64(s)) + " s" },
	Offline:         "Offline",
	Ended:           "Session ended",
	TryNow:          "Try now",
	SlowDown:        func(s int) string { return "Too fast: going on in " + number(int64(s)) + " s" },
	DiskFull:        "Disk full",

	DiskFullText:   "The server’s disk is full. What you write is kept and sent when there is room.",
	LiveText:       "Everything that happens arrives at once.",
	PollText:       "The server is asked for news every two seconds.",
	UnseenText:     "Who is here and who is writing can’t be seen this way.",
	ConnectingText: "Going on from where we were. Nothing gets lost.",
	RetryText:      "The server can’t be reached. What you write is kept and sent as soon as it can.",
	OfflineText:    "This device has no network. What you write is kept and sent as soon as it has.",
	EndedText:      "Choose a name to come back in.",
	Transport:      "Transport",
	TransportNames: map[shared.Transport]string{
		shared.TransportSSE: "SSE", shared.TransportWebSocket: "WebSocket", shared.TransportLongPoll: "Long polling",
		shared.TransportPoll: "Polling", shared.TransportFrame: "Streaming iframe",
	},
	TransportAuto: "Automatic",

	HeldBack:   func(t string) string { return t + " is held back by this network." },
	TurnedAway: func(t string) string { return t + " is blocked by this network." },
	CutOff:     func(t string) string { return t + " is cut off again and again by this network." },
	Remembered: func(t string) string { return t + " did not work on this network before." },
	ClimbIn: func(t string, minutes int) string {
		return t + " is tried again within " + count(int64(minutes), "minute", "minutes") + "."
	},

	PinnedText: "You chose this transport in the settings.",
	Blocked:    func(t string) string { return t + " doesn’t get through" },
	BlockedText: func(t string) string {
		return "The server answers, but not over " + t + ", which you chose in the settings."
	},
	Unpin: "Choose automatically",

	Position:  "Position in the log",
	RoundTrip: "Round trip",
	Millis:    func(n int64) string { return number(n) + " ms" },
	LastGap:   "Last gap",
	GapTold: func(from, to shared.Seq, events int) string {
		return "caught up " + digits(int64(from)) + " → " + digits(int64(to)) + ", " + count(int64(events), "event", "events")
	},
	GapMissing: func(n int) string { return ", " + number(int64(n)) + " missing" },
	Reconnects: "Reconnects",
	Received:   "Received",
	SentBytes:  "Sent",
	Bytes:      bytes,
	Times:      func(n int) string { return number(int64(n)) },

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
	NoRoomFor:       func(s int) string { return "连接太多，" + number(int64(s)) + " 秒后重试" },
	Offline:         "离线",
	Ended:           "会话已结束",
	TryNow:          "立即重试",
	SlowDown:        func(s int) string { return "发得太快了，" + number(int64(s)) + " 秒后继续" },
	DiskFull:        "磁盘已满",

	DiskFullText:   "服务器的磁盘已满。你写的内容会保留，有空间后发送。",
	LiveText:       "发生的一切都会立即送达。",
	PollText:       "每两秒向服务器询问一次新消息。",
	UnseenText:     "这种方式看不到谁在线、谁在输入。",
	ConnectingText: "从上次的位置继续，什么都不会丢。",
	RetryText:      "暂时连不上服务器。你写的内容会保留，连上后立即发送。",
	OfflineText:    "设备没有网络。你写的内容会保留，恢复后立即发送。",
	EndedText:      "取个名字，重新进来吧。",
	Transport:      "传输方式",
	TransportNames: map[shared.Transport]string{
		shared.TransportSSE: "SSE", shared.TransportWebSocket: "WebSocket", shared.TransportLongPoll: "长轮询",
		shared.TransportPoll: "轮询", shared.TransportFrame: "流式 iframe",
	},
	TransportAuto: "自动",

	HeldBack:   func(t string) string { return t + " 被当前网络缓存，无法及时送达。" },
	TurnedAway: func(t string) string { return t + " 被当前网络拦截。" },
	CutOff:     func(t string) string { return t + " 总被当前网络切断。" },
	Remembered: func(t string) string { return t + " 之前在这个网络上不可用。" },
	ClimbIn: func(t string, minutes int) string {
		return number(int64(minutes)) + " 分钟内会再次尝试 " + t + "。"
	},

	PinnedText: "这是你在设置中选定的传输方式。",
	Blocked:    func(t string) string { return t + " 无法连通" },
	BlockedText: func(t string) string {
		return "服务器有响应，但你在设置中选定的 " + t + " 无法连通。"
	},
	Unpin: "改为自动选择",

	Position:  "日志位置",
	RoundTrip: "往返时间",
	Millis:    func(n int64) string { return number(n) + " 毫秒" },
	LastGap:   "上次中断",
	GapTold: func(from, to shared.Seq, events int) string {
		return "已补齐 " + digits(int64(from)) + " → " + digits(int64(to)) + "，" + number(int64(events)) + " 个事件"
	},
	GapMissing: func(n int) string { return "，缺 " + number(int64(n)) + " 个" },
	Reconnects: "重连次数",
	Received:   "已接收",
	SentBytes:  "已发送",
	Bytes:      bytes,
	Times:      func(n int) string { return number(int64(n)) },

	CaughtUp: func(from, to shared.Seq, events int) string {
		return "已恢复连接 · 补齐 #" + digits(int64(from)) + " → #" + digits(int64(to)) + "，共 " +
			number(int64(events)) + " 个事件，没有遗漏"
	},
}
