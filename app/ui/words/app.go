package words

// App is what every screen uses.
type App struct {
	Name      string // of the program
	SkipTo    string // the link past the sidebar
	Close     string
	Cancel    string
	Save      string
	You       string // behind one's own name in a list
	Loading   string
	TryAgain  string
	NewReady  string // a new version is ready
	Reload    string
	Title     func(unread int64, place string) string // of the window
	Elsewhere string                                  // the place that is no room
}

var appEnglish = App{
	Name:      "Parley",
	SkipTo:    "Skip to the content",
	Close:     "Close",
	Cancel:    "Cancel",
	Save:      "Save",
	You:       "you",
	Loading:   "Loading…",
	TryAgain:  "Try again",
	NewReady:  "A new version is ready.",
	Reload:    "Reload",
	Title:     title,
	Elsewhere: "Parley",
}

var appChinese = App{
	Name:      "Parley",
	SkipTo:    "跳到内容",
	Close:     "关闭",
	Cancel:    "取消",
	Save:      "保存",
	You:       "你",
	Loading:   "加载中…",
	TryAgain:  "重试",
	NewReady:  "新版本已就绪。",
	Reload:    "重新加载",
	Title:     title,
	Elsewhere: "Parley",
}
