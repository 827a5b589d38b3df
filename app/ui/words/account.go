package words

// Account is the page of what is one's own, and the doors by which one comes in
// otherwise than by choosing a name.
type Account struct {
	AccountTitle  string
	Password      string // the field
	PasswordOld   string
	PasswordNew   string
	PasswordHint  string
	StatusLabel   string
	StatusHint    string
	PictureLabel  string
	PictureHint   string
	PictureEnd    string
	KeepTitle     string // for guests: why one would want an account
	KeepText      string
	KeepButton    string
	ChangeTitle   string
	ChangeText    string
	ChangeButton  string
	DevicesTitle  string
	DevicesText   string
	DeviceOn      func(browser, system string) string
	DeviceUnknown string
	DeviceHere    string
	DeviceUsed    func(day string) string

	PasskeysTitle     string
	PasskeysText      string
	PasskeysKeepTitle string // for guests
	PasskeysKeepText  string
	PasskeyAdd        string
	PasskeyMade       func(day string) string
	PasskeyEnd        string
	PasskeySignIn     string

	OpenIDSignIn  func(name string) string // name is what the provider is called, as below
	OpenIDText    func(name string) string
	OpenIDKeep    func(name string) string // for guests
	OpenIDConnect func(name string) string
	OpenIDKnown   func(name string) string
	OpenIDEnd     string

	InviteTitle  string
	InviteText   string
	InviteUses   string
	InviteDays   string
	InviteButton string
	InviteLink   string // the field that has the link
	InviteOnce   string
	InviteCode   string // the picture of it
	InviteCopy   string
	InviteCopied string
	InviteLeft   func(n int) string
	InviteUntil  func(day string) string
	InviteEnd    string
	Days         func(n int) string

	SignInTitle  string
	SignInLead   string
	AsGuest      string // and back
	ClaimTitle   string
	ClaimLead    string
	ClaimButton  string
	ResetTitle   string
	ResetLead    func(name string) string
	ResetButton  string
	InvitedTitle func(name string) string
	InvitedLead  string
	ComeIn       string
	AsMe         func(name string) string // who it is that opens the link
}

var accountEnglish = Account{
	AccountTitle:  "You",
	Password:      "Password",
	PasswordOld:   "Password now",
	PasswordNew:   "New password",
	PasswordHint:  "At least 8 characters. A few words are better than many signs.",
	StatusLabel:   "Status",
	StatusHint:    "What you are doing; everyone sees it",
	PictureLabel:  "Picture",
	PictureHint:   "The middle of it shows beside all you write.",
	PictureEnd:    "Remove the picture",
	KeepTitle:     "Keep your name",
	KeepText:      "You are a guest: when you leave, your name becomes free. With a password the name and your messages stay yours, and you can sign in on other devices.",
	KeepButton:    "Make an account",
	ChangeTitle:   "Password",
	ChangeText:    "Changing it signs out all your other devices.",
	ChangeButton:  "Change it",
	DevicesTitle:  "Where you are signed in",
	DevicesText:   "Sign out what you don’t know. It ends there at once.",
	DeviceOn:      func(browser, system string) string { return browser + " on " + system },
	DeviceUnknown: "Another program",
	DeviceHere:    "this device",
	DeviceUsed:    func(day string) string { return "Used: " + day },

	PasskeysTitle:     "Passkeys",
	PasskeysText:      "Sign in by fingerprint, face or PIN of a device, without a name or a password.",
	PasskeysKeepTitle: "Or without a password",
	PasskeysKeepText:  "A passkey makes an account of you as well: you sign in by fingerprint, face or PIN of your device.",
	PasskeyAdd:        "Add a passkey",
	PasskeyMade:       func(day string) string { return "Added: " + day },
	PasskeyEnd:        "Remove",
	PasskeySignIn:     "Sign in with a passkey",

	OpenIDSignIn: func(name string) string { return "Sign in with " + name },
	OpenIDText:   func(name string) string { return "Connected, your account at " + name + " lets you in here as well." },
	OpenIDKeep: func(name string) string {
		return "With your account at " + name + " your name and your messages stay yours."
	},
	OpenIDConnect: func(name string) string { return "Connect " + name },
	OpenIDKnown:   func(name string) string { return "Your account at " + name + " lets you in here." },
	OpenIDEnd:     "Disconnect",

	InviteTitle:  "Invite people",
	InviteText:   "Whoever opens the link comes in as a member, with a name and a password of their own.",
	InviteUses:   "For how many",
	InviteDays:   "For how long",
	InviteButton: "Make a link",
	InviteLink:   "The link to send",
	InviteOnce:   "It shows only now: copy it, or let them scan it.",
	InviteCode:   "The link as a QR code",
	InviteCopy:   "Copy",
	InviteCopied: "Copied",
	InviteLeft:   func(n int) string { return "For " + count(int64(n), "more person", "more people") },
	InviteUntil:  func(day string) string { return "Until: " + day },
	InviteEnd:    "End it",
	Days:         func(n int) string { return count(int64(n), "day", "days") },

	SignInTitle: "Welcome back",
	SignInLead:  "Sign in to your account.",
	AsGuest:     "Come in with a name",
	ClaimTitle:  "Make this server yours",
	ClaimLead:   "Nobody owns it yet. Choose a name and a password, and you do.",
	ClaimButton: "Become the owner",
	ResetTitle:  "A new password",
	ResetLead: func(name string) string {
		return "Choose the new password of " + name + ". All devices are signed out."
	},
	ResetButton:  "Set it and sign in",
	InvitedTitle: func(name string) string { return name + " invites you" },
	InvitedLead:  "Choose a name and a password, and you are in.",
	ComeIn:       "Come in",
	AsMe:         func(name string) string { return "You are here as " + name + "." },
}

var accountChinese = Account{
	AccountTitle:  "我",
	Password:      "密码",
	PasswordOld:   "现在的密码",
	PasswordNew:   "新密码",
	PasswordHint:  "至少 8 个字符。几个词比一串符号更好记也更安全。",
	StatusLabel:   "状态",
	StatusHint:    "你在做什么，大家都看得到",
	PictureLabel:  "头像",
	PictureHint:   "会取图片中间的部分，显示在你的每条消息旁。",
	PictureEnd:    "移除头像",
	KeepTitle:     "保留你的名字",
	KeepText:      "你现在是访客，离开后名字会被释放。设一个密码，名字和消息就一直是你的，还能在别的设备上登录。",
	KeepButton:    "创建账号",
	ChangeTitle:   "密码",
	ChangeText:    "修改后，其他设备都会退出登录。",
	ChangeButton:  "修改",
	DevicesTitle:  "登录的设备",
	DevicesText:   "不认识的就退出，那边会立即断开。",
	DeviceOn:      func(browser, system string) string { return system + " 上的 " + browser },
	DeviceUnknown: "其他程序",
	DeviceHere:    "这台设备",
	DeviceUsed:    func(day string) string { return "使用：" + day },

	PasskeysTitle:     "通行密钥",
	PasskeysText:      "用设备的指纹、面容或 PIN 登录，不用名字，也不用密码。",
	PasskeysKeepTitle: "或者不用密码",
	PasskeysKeepText:  "添加通行密钥也会为你创建账号：以后用设备的指纹、面容或 PIN 登录。",
	PasskeyAdd:        "添加通行密钥",
	PasskeyMade:       func(day string) string { return "添加：" + day },
	PasskeyEnd:        "移除",
	PasskeySignIn:     "用通行密钥登录",

	OpenIDSignIn: func(name string) string { return "用 " + name + " 登录" },
	OpenIDText: func(name string) string {
		return "连接之后，也可以用你的 " + name + " 账号登录这里。"
	},
	OpenIDKeep: func(name string) string {
		return "用你的 " + name + " 账号，名字和消息就一直是你的。"
	},
	OpenIDConnect: func(name string) string { return "连接 " + name },
	OpenIDKnown:   func(name string) string { return "你可以用 " + name + " 账号登录这里。" },
	OpenIDEnd:     "断开",

	InviteTitle:  "邀请别人",
	InviteText:   "打开链接的人会成为成员，自己取名字、设密码。",
	InviteUses:   "可以用几次",
	InviteDays:   "有效多久",
	InviteButton: "生成链接",
	InviteLink:   "要发送的链接",
	InviteOnce:   "只显示这一次：请复制，或让对方扫码。",
	InviteCode:   "链接的二维码",
	InviteCopy:   "复制",
	InviteCopied: "已复制",
	InviteLeft:   func(n int) string { return "还可以用 " + number(int64(n)) + " 次" },
	InviteUntil:  func(day string) string { return "有效至：" + day },
	InviteEnd:    "停用",
	Days:         func(n int) string { return number(int64(n)) + " 天" },

	SignInTitle: "欢迎回来",
	SignInLead:  "登录你的账号。",
	AsGuest:     "取个名字进来",
	ClaimTitle:  "成为这台服务器的主人",
	ClaimLead:   "它还没有主人。取个名字，设个密码，就是你的了。",
	ClaimButton: "成为主人",
	ResetTitle:  "新密码",
	ResetLead: func(name string) string {
		return "为 " + name + " 设一个新密码。所有设备都会退出登录。"
	},
	ResetButton:  "设置并登录",
	InvitedTitle: func(name string) string { return name + " 邀请你" },
	InvitedLead:  "取个名字，设个密码，就可以进来了。",
	ComeIn:       "进入",
	AsMe:         func(name string) string { return "你现在是 " + name + "。" },
}
