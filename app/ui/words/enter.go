package words

// Enter is the page of who has not entered.
type Enter struct {
	EnterLead    string // one sentence: what this is
	EnterName    string // the field
	EnterButton  string
	Entering     string
	SessionEnded string // why one sees this page again
	SignInButton string
	HasAccount   string // the way from the page of names
	OnlyInvited  string
}

var enterEnglish = Enter{
	EnterLead:    "A room to talk in. Choose a name and start.",
	EnterName:    "Your name",
	EnterButton:  "Enter",
	Entering:     "Entering…",
	SessionEnded: "Your session has ended. Choose a name to come back in.",
	SignInButton: "Sign in",
	HasAccount:   "I have an account",
	OnlyInvited:  "One comes in here by invitation. Sign in, or ask somebody for a link.",
}

var enterChinese = Enter{
	EnterLead:    "一个说话的地方。取个名字，就可以开始。",
	EnterName:    "你的名字",
	EnterButton:  "进入",
	Entering:     "正在进入…",
	SessionEnded: "会话已结束。取个名字，重新进来吧。",
	SignInButton: "登录",
	HasAccount:   "我有账号",
	OnlyInvited:  "这里需要邀请才能进来。请登录，或向里面的人要一个链接。",
}
