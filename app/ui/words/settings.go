package words

// Settings is the dialog of one's own choices.
type Settings struct {
	SettingsTitle  string
	YourName       string
	Theme          string
	ThemeSystem    string
	ThemeLight     string
	ThemeDark      string
	Language       string
	LanguageSystem string
	Sound          string
	SwitchOn       string
	SwitchOff      string
	Notices        string // on the desktop
	NoticesText    string
	NoticesAllow   string
	NoticesDenied  string
	SaidIn         func(name, room string) string // the title of a notice
	Install        string                         // the app
	InstallText    string
	LeaveServer    string
	LeaveServerAsk string
	LeaveServerYes string
	About          func(version string) string
	Licence        string
	MoreOfMe       string // the way from the settings to the page
	SignOut        string
	SignOutAsk     string
}

var settingsEnglish = Settings{
	SettingsTitle:  "Settings",
	YourName:       "Your name",
	Theme:          "Theme",
	ThemeSystem:    "System",
	ThemeLight:     "Light",
	ThemeDark:      "Dark",
	Language:       "Language",
	LanguageSystem: "Browser",
	Sound:          "Sound",
	SwitchOn:       "On",
	SwitchOff:      "Off",
	Notices:        "Desktop notices",
	NoticesText:    "Show a notice on the desktop while Parley is in the background.",
	NoticesAllow:   "Allow notices",
	NoticesDenied:  "The browser blocks notices from this page. Allow them in its settings first.",
	SaidIn:         func(name, room string) string { return name + " in " + room },
	Install:        "Install",
	InstallText:    "Keep Parley as an app on this device.",
	LeaveServer:    "Leave the server",
	LeaveServerAsk: "You leave all rooms and your name becomes free. Your messages stay.",
	LeaveServerYes: "Leave now",
	About:          func(version string) string { return "Parley " + version },
	Licence:        "MIT licence · icons by Lucide, ISC",
	MoreOfMe:       "Account, devices and invitations",
	SignOut:        "Sign out",
	SignOutAsk:     "Your name, rooms and messages stay for when you sign in again.",
}

var settingsChinese = Settings{
	SettingsTitle:  "设置",
	YourName:       "你的名字",
	Theme:          "主题",
	ThemeSystem:    "跟随系统",
	ThemeLight:     "浅色",
	ThemeDark:      "深色",
	Language:       "语言",
	LanguageSystem: "跟随浏览器",
	Sound:          "提示音",
	SwitchOn:       "开",
	SwitchOff:      "关",
	Notices:        "桌面通知",
	NoticesText:    "Parley 在后台时，在桌面上显示通知。",
	NoticesAllow:   "允许通知",
	NoticesDenied:  "浏览器禁止了本页的通知，请先在浏览器设置中允许。",
	SaidIn:         func(name, room string) string { return name + "（" + room + "）" },
	Install:        "安装",
	InstallText:    "把 Parley 作为应用留在这台设备上。",
	LeaveServer:    "离开服务器",
	LeaveServerAsk: "你将退出所有房间，名字会被释放。你的消息会保留。",
	LeaveServerYes: "现在离开",
	About:          func(version string) string { return "Parley " + version },
	Licence:        "MIT 许可 · 图标来自 Lucide（ISC）",
	MoreOfMe:       "账号、设备和邀请",
	SignOut:        "退出登录",
	SignOutAsk:     "你的名字、房间和消息都会保留，重新登录就能看到。",
}
