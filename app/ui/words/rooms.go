package words

// Rooms is the sidebar, the head of a room, the directory and the dialogs about
// rooms.
type Rooms struct {
	RoomsLabel  string // the sidebar
	CloseRooms  string
	BrowseRooms string // the way to the directory
	NewRoom     string
	Unread      func(n int64) string // after a room's name, for screen readers
	CallingYou  func(n int64) string // likewise
	Members     func(n int) string
	RoomMenu    string
	AlertTo     string // and then one of three
	AlertAll    string
	AlertCalls  string
	AlertNone   string
	Muted       string // the tag of a room that alerts to nothing
	Archived    string // the tag of a read-only room
	Jump        string // the quick switcher
	JumpHint    string
	JumpAlone   string // there is no room to jump to
	NoRooms     string // in the sidebar of who is in none
	Private     string // the tag of a private room
	NotInRoom   func(name string) string
	JoinToRead  string
	DirectoryOf string // title of the directory
	Filter      string
	NoSuchRooms string // the filter found none
	NoneYet     string
	Join        string
	Joining     string
	Leave       string

	CreateTitle   string
	CreateButton  string
	RoomName      string
	RoomNameHint  string
	RoomTopic     string
	RoomTopicHint string
	PrivateChoice string // a checkbox
	PrivateHint   string
	RenameTitle   string // name and topic
	ArchiveTitle  func(name string) string
	ArchiveText   string
	ArchiveButton string
	LeaveTitle    func(name string) string
	LeaveText     string
	LeavePrivate  string // in its place, of a private room
	LeaveButton   string
	HideButton    string                   // of a direct room
	NoLongerTitle func(name string) string // of a room that one was removed from
	NoLongerText  string
}

var roomsEnglish = Rooms{
	RoomsLabel:  "Rooms",
	CloseRooms:  "Close rooms",
	BrowseRooms: "Browse rooms",
	NewRoom:     "New room",
	Unread:      func(n int64) string { return count(n, "unread message", "unread messages") },
	CallingYou:  func(n int64) string { return count(n, "calls you", "call you") },
	Members:     func(n int) string { return count(int64(n), "member", "members") },
	RoomMenu:    "Room menu",
	AlertTo:     "Alert me to",
	AlertAll:    "Every message",
	AlertCalls:  "Mentions only",
	AlertNone:   "Nothing: mute it",
	Muted:       "muted",
	Archived:    "archived",
	Jump:        "Jump to",
	JumpHint:    "A room, a person, or what was said",
	JumpAlone:   "You are in no other room yet.",
	NoRooms:     "You are in no room.",
	Private:     "private",
	NotInRoom:   func(name string) string { return "You are not in " + name },
	JoinToRead:  "Join to read and write here.",
	DirectoryOf: "All rooms",
	Filter:      "Filter by name or topic",
	NoSuchRooms: "No room matches.",
	NoneYet:     "There is no room yet. Make the first one.",
	Join:        "Join",
	Joining:     "Joining…",
	Leave:       "Leave",

	CreateTitle:   "New room",
	CreateButton:  "Create room",
	RoomName:      "Name",
	RoomNameHint:  "Short and plain: design, support, 读书会",
	RoomTopic:     "Topic",
	RoomTopicHint: "What is talked about here (optional)",
	PrivateChoice: "Private",
	PrivateHint:   "Only people who are added know of it and can read it.",
	RenameTitle:   "Name and topic",
	ArchiveTitle:  func(name string) string { return "Archive " + name + "?" },
	ArchiveText:   "Everyone can go on reading, and nobody can write any more. This can’t be undone.",
	ArchiveButton: "Archive room",
	LeaveTitle:    func(name string) string { return "Leave " + name + "?" },
	LeaveText:     "It disappears from your list. You can join again at any time.",
	LeavePrivate:  "It disappears for you. You come back only if someone in it adds you.",
	LeaveButton:   "Leave room",
	HideButton:    "Hide until something is said",
	NoLongerTitle: func(name string) string { return "You are no longer in " + name },
	NoLongerText:  "It is private: only someone in it can add you again.",
}

var roomsChinese = Rooms{
	RoomsLabel:  "房间",
	CloseRooms:  "关闭房间列表",
	BrowseRooms: "浏览所有房间",
	NewRoom:     "新建房间",
	Unread:      func(n int64) string { return number(n) + " 条未读消息" },
	CallingYou:  func(n int64) string { return number(n) + " 条提到你" },
	Members:     func(n int) string { return number(int64(n)) + " 人" },
	RoomMenu:    "房间菜单",
	AlertTo:     "提醒我",
	AlertAll:    "每条消息",
	AlertCalls:  "仅提到我的",
	AlertNone:   "不提醒（静音）",
	Muted:       "已静音",
	Archived:    "已归档",
	Jump:        "跳转到",
	JumpHint:    "房间、人，或说过的话",
	JumpAlone:   "你还没有加入别的房间。",
	NoRooms:     "你还没有加入任何房间。",
	Private:     "私密",
	NotInRoom:   func(name string) string { return "你不在 " + name + " 里" },
	JoinToRead:  "加入后即可阅读和发言。",
	DirectoryOf: "所有房间",
	Filter:      "按名称或话题筛选",
	NoSuchRooms: "没有匹配的房间。",
	NoneYet:     "还没有房间，来建第一个吧。",
	Join:        "加入",
	Joining:     "正在加入…",
	Leave:       "退出",

	CreateTitle:   "新建房间",
	CreateButton:  "创建",
	RoomName:      "名称",
	RoomNameHint:  "简短明了，例如：设计、客服、读书会",
	RoomTopic:     "话题",
	RoomTopicHint: "这里聊些什么（可不填）",
	PrivateChoice: "私密",
	PrivateHint:   "只有被添加的人才知道它、能看到它。",
	RenameTitle:   "名称与话题",
	ArchiveTitle:  func(name string) string { return "归档 " + name + "？" },
	ArchiveText:   "归档后大家仍可阅读，但不能再发言。此操作无法撤销。",
	ArchiveButton: "归档房间",
	LeaveTitle:    func(name string) string { return "退出 " + name + "？" },
	LeaveText:     "它会从你的列表中消失，随时可以重新加入。",
	LeavePrivate:  "它会从你眼前消失，只有里面的人把你加回来才能再进。",
	LeaveButton:   "退出房间",
	HideButton:    "隐藏，直到有新消息",
	NoLongerTitle: func(name string) string { return "你已不在 " + name + " 里" },
	NoLongerText:  "这是私密房间，只有里面的人可以把你加回来。",
}
