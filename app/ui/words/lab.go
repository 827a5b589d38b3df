package words

import "parley/shared"

// Lab is the page on which the transports are measured side by side.
type Lab struct {
	LabTitle   string
	LabLead    string
	LabHow     string // how the lanes are read
	LabScripts string // what is missing without a client
	LabFrame   string // names the iframe that works without one

	StreamLabel string
	ByStream    map[shared.LabStream]string
	ByTransport map[shared.Transport]string
	ByWay       map[shared.Transport]string // how a transport waits, in a sentence

	StartAll string
	StopAll  string
	RunAgain string // a text that was told to its end

	PhaseIdle     string
	PhaseStarting string
	PhaseRunning  string
	PhaseFinished string
	PhaseStopped  string
	PhaseOffline  string
	ClocksDiffer  func(ahead, margin string) string

	StateConnecting string
	StateOpen       string
	StateBetween    string // of a poll: between two requests
	StateClosed     string
	StateWaiting    string
	StateComplete   string
	StateHalted     string
	StateHeld       string
	StuckText       string // a connection that does not come to be
	NothingYet      string
	WaitForPress    string

	CutIt     string
	HoldIt    func(seconds int) string
	HaltIt    string
	ReleaseIt string

	Figures      string
	FigureLast   string
	FigureEvents string
	FigureGaps   string
	FigureTwice  string
	FigureAsked  string
	FigureDown   string
	FigureUp     string
	FigureOver   string
	FigureBack   string

	TableTitle  string
	TableHead   string // over the transports
	TableNote   string
	TableShared string
	CopyTable   string
	CopyDone    string
	CopyFailed  string
	SaveTable   string
	VerdictWait string
	Verdict     func(events int, quick, quickDelay, slow, slowDelay, light, lightBytes, heavy, heavyBytes string) string

	VitalCPU       string
	VitalMemory    string
	VitalListeners string
	VitalEvents    string
	PressIt        string
	PressText      string

	UploadTitle   string
	UploadText    string
	UploadRate    string
	UploadFull    string
	UploadPer     func(rate string) string
	UploadStart   string
	UploadWaiting string
	UploadGot     string
	UploadIdle    string
	UploadDone    func(amount, seconds, rate string) string
	UploadOff     string
	UploadBroken  string
}

var labEnglish = Lab{
	LabTitle:   "The lab",
	LabLead:    "One stream, five ways of waiting for it.",
	LabHow:     "Each line falls from when an event happened to when it was here; below it is the readyState.",
	LabScripts: "This is the streaming iframe, which needs no script. The other four, and all that is measured, need scripts.",
	LabFrame:   "The stream, as a page that never ends",

	StreamLabel: "Stream",
	ByStream: map[shared.LabStream]string{
		shared.LabClock: "Clock", shared.LabWords: "Words", shared.LabVitals: "Vital signs", shared.LabButton: "Button",
	},
	ByTransport: map[shared.Transport]string{
		shared.TransportPoll: "Short polling", shared.TransportLongPoll: "Long polling", shared.TransportFrame: "Streaming iframe",
		shared.TransportSSE: "Server-Sent Events", shared.TransportWebSocket: "WebSocket",
	},
	ByWay: map[shared.Transport]string{
		shared.TransportPoll:      "Asks every two seconds, and is answered at once, often with nothing.",
		shared.TransportLongPoll:  "Asks, and is answered once there is something. Then asks again.",
		shared.TransportFrame:     "A page that never ends. Needs no script; tells nobody when it breaks.",
		shared.TransportSSE:       "One answer that stays open. Resumes by the last event’s ID.",
		shared.TransportWebSocket: "One connection for both directions, no longer HTTP.",
	},

	StartAll: "Start",
	StopAll:  "Stop",
	RunAgain: "Once more",

	PhaseIdle:     "Not started",
	PhaseStarting: "Comparing clocks…",
	PhaseRunning:  "Running",
	PhaseFinished: "Complete: the server said stop",
	PhaseStopped:  "Stopped. The figures stay",
	PhaseOffline:  "This device has no network. Each connection comes back by itself.",
	ClocksDiffer:  func(ahead, margin string) string { return "Server’s clock " + ahead + " ± " + margin },

	StateConnecting: "connecting",
	StateOpen:       "open",
	StateBetween:    "between requests",
	StateClosed:     "closed",
	StateWaiting:    "coming back",
	StateComplete:   "the server said stop",
	StateHalted:     "stopped by the server",
	StateHeld:       "held back",
	StuckText:       "Over HTTP/1.1 a browser opens six connections to a server at most. Close another tab of Parley.",
	NothingYet:      "Nothing yet",
	WaitForPress:    "Waiting for someone to press the button",

	CutIt:     "Cut the connection",
	HoldIt:    func(s int) string { return "Hold the answer back for " + number(int64(s)) + " s" },
	HaltIt:    "Have the server end it",
	ReleaseIt: "Let it go on",

	Figures:      "Figures",
	FigureLast:   "Last",
	FigureEvents: "Events",
	FigureGaps:   "Missing",
	FigureTwice:  "Twice",
	FigureAsked:  "Requests",
	FigureDown:   "Down",
	FigureUp:     "Up",
	FigureOver:   "Overhead",
	FigureBack:   "Reconnects",

	TableTitle:  "What the articles claim, measured here and now",
	TableHead:   "Transport",
	TableNote:   "Delay runs from the event’s own clock until the program has it. Bytes are counted on the server’s connections, headers and framing included; overhead is what an event took beyond its content.",
	TableShared: "Over HTTP/2 one connection carries everything, so bytes of other requests are among them.",
	CopyTable:   "Copy as Markdown",
	CopyDone:    "Copied",
	CopyFailed:  "The browser won’t copy",
	SaveTable:   "CSV",
	VerdictWait: "The articles say: polling is late and wasteful, push is quick and cheap. A few more events, and this line says what is true here.",
	Verdict: func(events int, quick, quickDelay, slow, slowDelay, light, lightBytes, heavy, heavyBytes string) string {
		return "The articles say: polling is late and wasteful, push is quick and cheap. Here, over " + count(int64(events), "event", "events") +
			": quickest in the median " + quick + ", " + quickDelay + "; slowest " + slow + ", " + slowDelay + ". Least overhead for an event " +
			light + ", " + lightBytes + "; most " + heavy + ", " + heavyBytes + "."
	},

	VitalCPU:       "CPU, of one core",
	VitalMemory:    "Memory",
	VitalListeners: "Listeners",
	VitalEvents:    "Events a second",
	PressIt:        "Press",
	PressText:      "Everyone in the lab has this button, and sees it when anyone presses it.",

	UploadTitle:   "Upstream",
	UploadText:    "Only a WebSocket sends as it receives. All of it is handed over at once: see bufferedAmount drain while the server takes it.",
	UploadRate:    "The server takes",
	UploadFull:    "all it can",
	UploadPer:     func(rate string) string { return rate + "/s" },
	UploadStart:   "Send 10 MB",
	UploadWaiting: "bufferedAmount",
	UploadGot:     "received by the server",
	UploadIdle:    "Nothing sent yet",
	UploadDone:    func(amount, seconds, rate string) string { return amount + " in " + seconds + ", " + rate + "/s" },
	UploadOff:     "Cancelled",
	UploadBroken:  "The connection broke",
}

var labChinese = Lab{
	LabTitle:   "实验室",
	LabLead:    "同一条数据流，五种等待方式，同时进行。",
	LabHow:     "每条线从事件发生落到收到的时刻；下方的色条是 readyState。",
	LabScripts: "这是不需要脚本的流式 iframe。其余四种方式和所有测量都需要脚本。",
	LabFrame:   "以永不结束的网页呈现的数据流",

	StreamLabel: "数据流",
	ByStream: map[shared.LabStream]string{
		shared.LabClock: "时钟", shared.LabWords: "逐词文本", shared.LabVitals: "服务器状态", shared.LabButton: "按钮",
	},
	ByTransport: map[shared.Transport]string{
		shared.TransportPoll: "短轮询", shared.TransportLongPoll: "长轮询", shared.TransportFrame: "流式 iframe",
		shared.TransportSSE: "SSE", shared.TransportWebSocket: "WebSocket",
	},
	ByWay: map[shared.Transport]string{
		shared.TransportPoll:      "每两秒问一次，马上得到回答，常常是空的。",
		shared.TransportLongPoll:  "发问后等着，有了消息才得到回答，然后再问。",
		shared.TransportFrame:     "iframe 里一张永不结束的网页。不需要脚本，断了也不会说。",
		shared.TransportSSE:       "一个一直开着的回答，凭最后的事件 ID 续传。",
		shared.TransportWebSocket: "一条连接，双向收发，升级后不再是 HTTP。",
	},

	StartAll: "开始",
	StopAll:  "停止",
	RunAgain: "再来一次",

	PhaseIdle:     "尚未开始",
	PhaseStarting: "正在校对时钟…",
	PhaseRunning:  "运行中",
	PhaseFinished: "已完整，服务器说停止",
	PhaseStopped:  "已停止，数据保留",
	PhaseOffline:  "设备没有网络。每条连接都会自己恢复。",
	ClocksDiffer:  func(ahead, margin string) string { return "服务器时钟 " + ahead + " ± " + margin },

	StateConnecting: "连接中",
	StateOpen:       "已打开",
	StateBetween:    "两次请求之间",
	StateClosed:     "已关闭",
	StateWaiting:    "正在恢复",
	StateComplete:   "服务器说停止",
	StateHalted:     "被服务器停止",
	StateHeld:       "被扣住",
	StuckText:       "在 HTTP/1.1 下，浏览器对一台服务器最多开六条连接。请关闭 Parley 的其他标签页。",
	NothingYet:      "还没有事件",
	WaitForPress:    "等待有人按下按钮",

	CutIt:     "切断连接",
	HoldIt:    func(s int) string { return "把回答扣住 " + number(int64(s)) + " 秒" },
	HaltIt:    "让服务器结束它",
	ReleaseIt: "让它继续",

	Figures:      "数据",
	FigureLast:   "最近",
	FigureEvents: "事件",
	FigureGaps:   "缺失",
	FigureTwice:  "重复",
	FigureAsked:  "请求",
	FigureDown:   "下行",
	FigureUp:     "上行",
	FigureOver:   "每条开销",
	FigureBack:   "重连",

	TableTitle:  "文章里的说法，此时此地的实测",
	TableHead:   "传输方式",
	TableNote:   "延迟从事件自身的时钟算起，到程序收到为止。字节数在服务器的连接上统计，含头部和分帧；开销是一个事件除内容以外的部分。",
	TableShared: "HTTP/2 用一条连接承载一切，因此其中也有其他请求的字节。",
	CopyTable:   "复制为 Markdown",
	CopyDone:    "已复制",
	CopyFailed:  "浏览器不允许复制",
	SaveTable:   "CSV",
	VerdictWait: "文章说：轮询又慢又浪费，推送又快又省。再等几个事件，这里会写出实际情况。",
	Verdict: func(events int, quick, quickDelay, slow, slowDelay, light, lightBytes, heavy, heavyBytes string) string {
		return "文章说：轮询又慢又浪费，推送又快又省。这里的 " + number(int64(events)) + " 个事件，中位数最快：" + quick + "（" + quickDelay + "），最慢：" +
			slow + "（" + slowDelay + "）；每个事件开销最小：" + light + "（" + lightBytes + "），最大：" + heavy + "（" + heavyBytes + "）。"
	},

	VitalCPU:       "CPU（单核）",
	VitalMemory:    "内存",
	VitalListeners: "监听者",
	VitalEvents:    "每秒事件",
	PressIt:        "按下",
	PressText:      "实验室里每个人都有这个按钮，谁按下了大家都看得到。",

	UploadTitle:   "上行",
	UploadText:    "只有 WebSocket 能边收边发。数据一次全部交出：看 bufferedAmount 随服务器接收而下降。",
	UploadRate:    "服务器接收",
	UploadFull:    "尽全力",
	UploadPer:     func(rate string) string { return rate + "/秒" },
	UploadStart:   "发送 10 MB",
	UploadWaiting: "bufferedAmount",
	UploadGot:     "服务器已收到",
	UploadIdle:    "还没有发送",
	UploadDone:    func(amount, seconds, rate string) string { return seconds + " 内 " + amount + "，" + rate + "/秒" },
	UploadOff:     "已取消",
	UploadBroken:  "连接断了",
}
