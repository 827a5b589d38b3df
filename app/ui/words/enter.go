package words

// Enter is the page of who has not entered.
type Enter struct {
	EnterTitle   string
	EnterLead    string // one sentence: what this is
	EnterName    string // the field
	EnterHint    string
	EnterButton  string
	Entering     string
	SessionEnded string // why one sees this page again
}

var enterEnglish = Enter{
	EnterTitle:   "Come in",
	EnterLead:    "A room to talk in. Choose a name and start.",
	EnterName:    "Your name",
	EnterHint:    "Any language, up to 40 characters. You can change it later.",
	EnterButton:  "Enter",
	Entering:     "Entering…",
	SessionEnded: "Your session has ended. Choose a name to come back in.",
}

var enterChinese = Enter{
	EnterTitle:   "进来聊聊",
	EnterLead:    "一个说话的地方。取个名字，就可以开始。",
	EnterName:    "你的名字",
	EnterHint:    "任何语言，最多 40 个字。以后可以改。",
	EnterButton:  "进入",
	Entering:     "正在进入…",
	SessionEnded: "会话已结束。取个名字，重新进来吧。",
}
