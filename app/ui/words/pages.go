package words

// Pages is what stands where there is no room to show.
type Pages struct {
	NotFoundTitle string
	NotFoundText  string
	ErrorTitle    string
	ShellTitle    string // the offline shell
	ShellText     string
	ToRooms       string
	ToStart       string
	NoRoomTitle   func(id string) string
	NoRoomText    string
	Opening       string
	StaleTitle    string
	StaleText     string
}

var pagesEnglish = Pages{
	NotFoundTitle: "Nothing here",
	NotFoundText:  "There is no page at this address. It may have been typed wrong.",
	ErrorTitle:    "Something went wrong",
	ShellTitle:    "Waiting for the network",
	ShellText:     "Parley opens as soon as the server can be reached.",
	ToRooms:       "See all rooms",
	ToStart:       "To the start",
	NoRoomTitle:   func(id string) string { return "There is no room “" + id + "”" },
	NoRoomText:    "It may have another name now. All rooms are in the directory.",
	Opening:       "Opening…",
	StaleTitle:    "This link has ended",
	StaleText:     "It was used already, or is too old. Ask for a new one.",
}

var pagesChinese = Pages{
	NotFoundTitle: "这里什么也没有",
	NotFoundText:  "这个地址没有页面，也许是输错了。",
	ErrorTitle:    "出了点问题",
	ShellTitle:    "正在等待网络",
	ShellText:     "连上服务器后 Parley 会立即打开。",
	ToRooms:       "查看所有房间",
	ToStart:       "回到首页",
	NoRoomTitle:   func(id string) string { return "没有名为“" + id + "”的房间" },
	NoRoomText:    "它可能改名了。所有房间都在目录里。",
	Opening:       "正在打开…",
	StaleTitle:    "这个链接已失效",
	StaleText:     "它已经用过或过期了，请索取新的。",
}
