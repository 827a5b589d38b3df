package words

// Versions is the page of what a message said before it was edited.
type Versions struct {
	VersionsTitle string
	VersionsText  string
	VersionNow    string
	VersionsBack  string
}

var versionsEnglish = Versions{
	VersionsTitle: "Earlier versions",
	VersionsText:  "What the message said, the newest first. All of it goes when the message is deleted.",
	VersionNow:    "Now",
	VersionsBack:  "Back to the message",
}

var versionsChinese = Versions{
	VersionsTitle: "历史版本",
	VersionsText:  "这条消息写过的内容，最新的在前。删除消息时会一并删除。",
	VersionNow:    "现在",
	VersionsBack:  "回到消息",
}
