package words

// Reference is the page of the API. What it tells of kinds and errors comes from
// the contract itself, which is written in English.
type Reference struct {
	APITitle     string
	APIText      string
	APIBegin     string // before the lines that set the variables
	APIExamples  string
	APINames     map[string]string // what an example does
	APICommands  string
	APICommandIs string
	APIEvents    string
	APIEventIs   string
	APIErrors    string
	APIErrorIs   string
	APIField     string // heads of the tables, as below
	APIType      string
	APIMeaning   string
	APIStatus    string
	APICode      string
	APIOptional  string
	APINoFields  string
	APIExample   func(kind string) string
}

var referenceEnglish = Reference{
	APITitle:    "The API",
	APIText:     "Programs take part by the same contract as this page does: commands ask for something, events tell what happened. A moderator makes a bot on the page of bots, and its token lets a program do what a member may.",
	APIBegin:    "The examples are for a shell that knows these:",
	APIExamples: "Examples",
	APINames: map[string]string{
		"who": "Who am I", "rooms": "The rooms one is in, and the people there", "post": "Post a message, in Markdown",
		"once": "Post it once, however often it is sent: with a ULID of one’s own", "history": "Read what was said",
		"search": "Search", "upload": "Upload a file; its id then goes into “files” of a message, within a day", "command": "Have something else done: see the commands below",
		"listen": "Listen to all that happens, and go on after the last id with ?after=", "poll": "Wait for the next that happens, without a stream",
		"hook":   "Post by a webhook, in the JSON that is written for Slack",
		"verify": "An outgoing webhook is sent each event of a room, as below. Its header Parley-Signature is t=TIME,v1=SUM, where this is the sum; Parley-Event is the event’s seq, which comes again where the answer was not 2xx",
	},
	APICommands:  "Commands",
	APICommandIs: "Each goes to POST /api/commands with an id of its own, a ULID: sent twice, it is done once. “room” is where.",
	APIEvents:    "Events",
	APIEventIs:   "What a listener is told, in the order of the log. “seq” is the place there, “by” whose command it was, “at” when, in milliseconds since 1970.",
	APIErrors:    "Errors",
	APIErrorIs:   "A refusal is JSON with a code that stays, and a sentence: {“error”: {“code”: …, “message”: …}}.",
	APIField:     "Field of the body",
	APIType:      "Type",
	APIMeaning:   "Meaning",
	APIStatus:    "Status",
	APICode:      "Code",
	APIOptional:  "may be left out",
	APINoFields:  "Its body is empty.",
	APIExample:   func(kind string) string { return "An example of " + kind },
}

var referenceChinese = Reference{
	APITitle:    "API",
	APIText:     "程序和这个页面使用同一套约定：命令请求做某事，事件说明发生了什么。管理员可在机器人页面创建机器人，程序用它的令牌就能做成员可以做的事。以下技术说明为英文。",
	APIBegin:    "示例假定 shell 中已有以下变量：",
	APIExamples: "示例",
	APINames: map[string]string{
		"who": "我是谁", "rooms": "所在的房间和其中的人", "post": "发一条消息（Markdown）",
		"once": "无论发送几次只发布一次：自带一个 ULID", "history": "阅读历史消息",
		"search": "搜索", "upload": "上传文件；一天之内把它的 id 放进消息的 files", "command": "执行其他命令，见下文",
		"listen": "持续收听发生的一切；用 ?after= 从上一个 id 继续", "poll": "不用流，等待下一件发生的事",
		"hook":   "通过 Webhook 发消息，使用为 Slack 编写的 JSON",
		"verify": "外发 Webhook 会收到房间的每个事件，格式见下文。请求头 Parley-Signature 为 t=TIME,v1=SUM，SUM 这样计算；Parley-Event 是事件的 seq，如果应答不是 2xx，同一事件会再次发送",
	},
	APICommands:  "命令",
	APICommandIs: "每条命令发送到 POST /api/commands，并带有自己的 id（ULID）：发送两次也只执行一次。room 是所在的房间。",
	APIEvents:    "事件",
	APIEventIs:   "收听者按日志顺序收到的内容。seq 是日志中的位置，by 是谁的命令，at 是时间（自 1970 年起的毫秒数）。",
	APIErrors:    "错误",
	APIErrorIs:   "拒绝以 JSON 返回，包含固定的代码和一句说明：{“error”: {“code”: …, “message”: …}}。",
	APIField:     "正文字段",
	APIType:      "类型",
	APIMeaning:   "含义",
	APIStatus:    "状态码",
	APICode:      "代码",
	APIOptional:  "可省略",
	APINoFields:  "正文为空。",
	APIExample:   func(kind string) string { return kind + " 的例子" },
}
