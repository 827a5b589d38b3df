package words

// Slash is what can be asked for by a slash at the beginning of a text.
type Slash struct {
	Slashes      [][2]string // what is written, and what it does
	SlashesTitle string
	NoSlash      func(name string) string
}

var slashEnglish = Slash{
	Slashes: [][2]string{
		{"/me text", "Say what you do"},
		{"/topic text", "Give the room a topic"},
		{"/invite name", "Bring somebody in"},
		{"/nick name", "Take another name"},
		{"/leave", "Leave the room"},
		{"/help", "Show the commands"},
	},
	SlashesTitle: "At the beginning of a message",
	NoSlash:      func(name string) string { return "There is no " + name + "." },
}

var slashChinese = Slash{
	Slashes: [][2]string{
		{"/me 内容", "说说你在做什么"},
		{"/topic 内容", "设置房间话题"},
		{"/invite 名字", "请人加入房间"},
		{"/nick 名字", "改用别的名字"},
		{"/leave", "退出房间"},
		{"/help", "显示这些命令"},
	},
	SlashesTitle: "写在消息开头",
	NoSlash:      func(name string) string { return "没有 " + name + "。" },
}
