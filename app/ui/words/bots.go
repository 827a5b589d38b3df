package words

// Bots is the page where moderators see to programs that take part.
type Bots struct {
	BotsTitle      string
	BotsWay        string // the way there, from one's own page
	BotMake        string
	BotText        string
	BotName        string
	BotNoKeys      string
	BotKeysOf      func(name string) string
	BotToken       string
	BotTokenName   string
	BotTokenOf     func(name string) string
	BotHook        string
	BotHookRoom    string
	BotHookName    func(room string) string
	BotHookOf      func(name string) string
	BotCall        string
	BotCallURL     string
	BotCallName    func(room, host string) string
	BotCallOf      func(name string) string
	BotCallTrouble func(why string, stopped bool) string
	BotCallSigned  string
	BotKeyMade     func(day string) string
	BotKeyOnce     string
	BotExample     string
	BotRemove      string
}

var botsEnglish = Bots{
	BotsTitle:     "Bots and webhooks",
	BotsWay:       "Programs can take part here too: with a token they do what members do, and a webhook posts what other services tell it.",
	BotMake:       "Make a bot",
	BotText:       "A bot is a program with a name of its own. It gets a token, by which it reads and writes in the rooms that it is in.",
	BotName:       "Its name",
	BotNoKeys:     "Nothing can act as this bot now.",
	BotKeysOf:     func(name string) string { return "What acts as " + name },
	BotToken:      "Make another token",
	BotTokenName:  "Token",
	BotTokenOf:    func(name string) string { return "The token of " + name },
	BotHook:       "Make a webhook",
	BotHookRoom:   "Room",
	BotHookName:   func(room string) string { return "Webhook: " + room },
	BotHookOf:     func(name string) string { return "The webhook of " + name },
	BotCall:       "Make an outgoing webhook",
	BotCallURL:    "Address to call",
	BotCallName:   func(room, host string) string { return "Outgoing webhook: " + room + " → " + host },
	BotCallOf:     func(name string) string { return "The secret that signs what " + name + " is told" },
	BotCallSigned: "How its signature is made",
	BotCallTrouble: func(why string, stopped bool) string {
		if stopped {
			return "It is called no more: " + why
		}
		return "It is tried again: " + why
	},
	BotKeyMade: func(day string) string { return "Made: " + day },
	BotKeyOnce: "It shows only now, and whoever has it can use it. Copy it to where the program keeps its secrets.",
	BotExample: "An example that posts a message",
	BotRemove:  "Remove the bot",
}

var botsChinese = Bots{
	BotsTitle:     "机器人和 Webhook",
	BotsWay:       "程序也可以加入：有令牌就能像成员一样收发消息，Webhook 会把其他服务的通知发到房间里。",
	BotMake:       "创建机器人",
	BotText:       "机器人是有自己名字的程序。它会得到一个令牌，用来在所在的房间里收发消息。",
	BotName:       "它的名字",
	BotNoKeys:     "现在没有程序能以这个机器人的身份行动。",
	BotKeysOf:     func(name string) string { return name + " 的令牌和 Webhook" },
	BotToken:      "再生成一个令牌",
	BotTokenName:  "令牌",
	BotTokenOf:    func(name string) string { return name + " 的令牌" },
	BotHook:       "生成 Webhook",
	BotHookRoom:   "房间",
	BotHookName:   func(room string) string { return "Webhook：" + room },
	BotHookOf:     func(name string) string { return name + " 的 Webhook" },
	BotCall:       "生成外发 Webhook",
	BotCallURL:    "要通知的网址",
	BotCallName:   func(room, host string) string { return "外发 Webhook：" + room + " → " + host },
	BotCallOf:     func(name string) string { return name + " 的外发签名密钥" },
	BotCallSigned: "签名的生成方法",
	BotCallTrouble: func(why string, stopped bool) string {
		if stopped {
			return "已停止发送：" + why
		}
		return "正在重试：" + why
	},
	BotKeyMade: func(day string) string { return "创建：" + day },
	BotKeyOnce: "只显示这一次，拿到它的人都能使用。请复制到程序保存密钥的地方。",
	BotExample: "发一条消息的例子",
	BotRemove:  "移除机器人",
}
