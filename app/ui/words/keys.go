package words

// Keys is what keys do.
type Keys struct {
	ShortcutsTitle string
	Shortcuts      [][2]string // keys that are pressed together, and what they do
}

var keysEnglish = Keys{
	ShortcutsTitle: "Keyboard shortcuts",
	Shortcuts: [][2]string{
		{"Ctrl K", "Go to a room, a person or a message (⌘ K on a Mac)"},
		{"?", "Show this"},
		{"Enter", "Send the message"},
		{"Shift Enter", "Begin another line"},
		{"↑", "In an empty message: edit your last one"},
		{"Esc", "From the messages: back to writing; elsewhere: one step back"},
		{"↑ ↓", "From message to message, when one has the focus"},
		{"Tab", "To the buttons of a message"},
		{"End", "To the latest message"},
	},
}

var keysChinese = Keys{
	ShortcutsTitle: "键盘快捷键",
	Shortcuts: [][2]string{
		{"Ctrl K", "前往房间、成员或消息（Mac 上为 ⌘ K）"},
		{"?", "显示本页"},
		{"Enter", "发送消息"},
		{"Shift Enter", "换行"},
		{"↑", "输入框为空时：编辑你的上一条消息"},
		{"Esc", "在消息列表中：回到输入框；其他地方：后退一步"},
		{"↑ ↓", "焦点在消息上时：在消息之间移动"},
		{"Tab", "移到一条消息的按钮"},
		{"End", "跳到最新的消息"},
	},
}
