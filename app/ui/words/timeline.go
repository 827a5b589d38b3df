package words

import (
	"strings"
	"time"

	"parley/shared"
)

// Timeline is the messages of a room and the composer below them.
type Timeline struct {
	MessagesLabel string
	Unreachable   string // in the place of the stream, without scripts
	Today         string
	Yesterday     string
	Day           func(day time.Time, withYear bool) string
	Moment        func(at time.Time) string // day and time in full

	NewMessages   string // the divider
	NewBelow      func(n int64) string
	ToTheEnd      string
	LoadingOlder  string
	OlderMessages string // a link
	NewerMessages string
	LoadingFailed string
	Beginning     func(room string) string
	EmptyTitle    string
	EmptyText     string
	ArchivedNote  string
	UnknownNote   func(kind string) string

	Someone        string // who has no known name
	SaidAt         func(name, at string) string
	EditedTag      string
	EditedAt       func(at string) string
	DeletedText    string
	WaitsOffline   string
	WaitsPaced     string
	WaitsFull      string
	NotSent        func(reason string) string
	NotEdited      func(reason string) string
	NotDeleted     func(reason string) string
	NotReacted     func(reason string) string
	SendAgain      string
	Discard        string
	MessageTools   string
	MoreTools      string
	CopyLink       string
	CopyText       string
	MarkUnread     string
	React          string
	Edit           string
	Delete         string
	DeleteQuestion string
	DeleteYes      string
	EditLabel      string
	EditHint       string
	ReactedWith    func(emoji string, names []string) string
	Reply          string
	Answering      func(name string) string
	CancelReply    string
	AnswerTo       func(name, text string) string
	QuoteUnknown   string
	PinMessage     string
	UnpinMessage   string
	PinnedTag      string
	PinsOf         func(n int) string
	NotPinned      func(reason string) string
	PreviewOf      func(site string) string
	PreviewAway    string
	NotUnpreviewed func(reason string) string

	EmojiLabel  string
	EmojiSearch string
	EmojiNone   string
	EmojiGroups [5]string

	Suggestions   string
	EveryoneHere  string
	ComposeTo     func(room string) string
	Send          string
	SendHint      [4]string // a key, what it does, a key, what it does
	CharactersGo  func(left int) string
	CharactersOff func(over int) string
	TypingNow     func(names []string, more int) string

	Told Told
}

// Told is what a screen reader is told of as it happens.
type Told struct {
	Posted       func(name, text string) string
	ManyPosted   func(n int64) string
	Edited       func(name, text string) string
	Deleted      func(name string) string
	Pinned       func(name string) string
	Unpinned     func(name string) string
	Reacted      func(name, emoji string) string
	Unreacted    func(name, emoji string) string
	RoomCreated  func(name, room string) string
	RoomRenamed  func(name, room string) string
	RoomArchived func(name string) string
	Joined       func(name string) string
	Left         func(name string) string
	Added        func(name, by string) string
	Removed      func(name, by string) string
	DirectOpened func(name string) string
	Renamed      func(before, after string) string
	RoleChanged  func(name, role string) string
	StatusSet    func(name, status string) string // which may be empty
	Unknown      func(kind shared.Kind) string
}

var timelineEnglish = Timeline{
	MessagesLabel: "Messages",
	Unreachable:   "The server can’t be reached. This goes on by itself as soon as it can.",
	Today:         "Today",
	Yesterday:     "Yesterday",
	Day: func(day time.Time, withYear bool) string {
		if withYear {
			return day.Format("Monday, 2 January 2006")
		}
		return day.Format("Monday, 2 January")
	},
	Moment: func(at time.Time) string { return at.Format("Monday, 2 January 2006 at 15:04") },

	NewMessages:   "New",
	NewBelow:      func(n int64) string { return count(n, "new message", "new messages") },
	ToTheEnd:      "Jump to the latest",
	LoadingOlder:  "Loading older messages…",
	OlderMessages: "Older messages",
	NewerMessages: "Newer messages",
	LoadingFailed: "Older messages could not be loaded.",
	Beginning:     func(room string) string { return "This is where " + room + " begins." },
	EmptyTitle:    "Nothing here yet",
	EmptyText:     "Say hello: the first message is yours.",
	ArchivedNote:  "This room is archived. It can be read, and not changed.",
	UnknownNote:   func(kind string) string { return "Something happened that a newer version can show (" + kind + ")." },

	Someone:        "Someone",
	SaidAt:         func(name, at string) string { return name + ", " + at },
	EditedTag:      "(edited)",
	EditedAt:       func(at string) string { return "Edited " + at },
	DeletedText:    "Message deleted",
	WaitsOffline:   "Kept, and sent when the connection is back",
	WaitsPaced:     "A little fast: sent in a moment",
	WaitsFull:      "The server’s disk is full: sent when there is room",
	NotSent:        func(reason string) string { return "Not sent. " + reason },
	NotEdited:      func(reason string) string { return "Not changed. " + reason },
	NotDeleted:     func(reason string) string { return "Not deleted. " + reason },
	NotReacted:     func(reason string) string { return "No reaction added. " + reason },
	SendAgain:      "Retry",
	Discard:        "Discard",
	MessageTools:   "What to do with the message",
	MoreTools:      "More",
	CopyLink:       "Copy link",
	CopyText:       "Copy text",
	MarkUnread:     "Mark unread from here",
	React:          "Add a reaction",
	Edit:           "Edit",
	Delete:         "Delete",
	DeleteQuestion: "Delete this message for everyone?",
	DeleteYes:      "Delete",
	EditLabel:      "Edit the message",
	EditHint:       "Enter to save · Escape to cancel",
	Reply:          "Reply",
	Answering:      func(name string) string { return "Replying to " + name },
	CancelReply:    "Don’t reply to this message",
	AnswerTo:       func(name, text string) string { return "In reply to " + name + ": " + text },
	QuoteUnknown:   "An earlier message",
	PinMessage:     "Pin",
	UnpinMessage:   "Unpin",
	PinnedTag:      "Pinned message",
	PinsOf:         func(n int) string { return count(int64(n), "pinned message", "pinned messages") },
	NotPinned:      func(reason string) string { return "Not pinned. " + reason },
	PreviewOf:      func(site string) string { return "Preview: " + site },
	PreviewAway:    "Remove preview",
	NotUnpreviewed: func(reason string) string { return "The preview is still there. " + reason },
	ReactedWith: func(emoji string, names []string) string {
		return emoji + " by " + listEnglish(names)
	},

	EmojiLabel:  "Emoji",
	EmojiSearch: "Search emoji",
	EmojiNone:   "No emoji found",
	EmojiGroups: [...]string{"Often used", "Faces", "Hands and people", "Nature and food", "Things and signs"},

	Suggestions:   "Suggestions",
	EveryoneHere:  "everyone in this room",
	ComposeTo:     func(room string) string { return "Message #" + room },
	Send:          "Send",
	SendHint:      [...]string{"Enter", "to send", "Shift Enter", "for a new line"},
	CharactersGo:  func(left int) string { return count(int64(left), "character left", "characters left") },
	CharactersOff: func(over int) string { return count(int64(over), "character too many", "characters too many") },
	TypingNow: func(names []string, more int) string {
		switch {
		case more > 0:
			return strings.Join(names, ", ") + " and " + count(int64(more), "other", "others") + " are typing…"
		case len(names) == 1:
			return names[0] + " is typing…"
		}
		return listEnglish(names) + " are typing…"
	},

	Told: Told{
		Posted:       func(name, text string) string { return name + ": " + text },
		ManyPosted:   func(n int64) string { return count(n, "new message", "new messages") + "." },
		Edited:       func(name, text string) string { return name + " changed a message: " + text },
		Pinned:       func(name string) string { return name + " pinned a message." },
		Unpinned:     func(name string) string { return name + " unpinned a message." },
		Deleted:      func(name string) string { return name + " deleted a message." },
		Reacted:      func(name, emoji string) string { return name + " reacted with " + emoji + "." },
		Unreacted:    func(name, emoji string) string { return name + " took " + emoji + " back." },
		RoomCreated:  func(name, room string) string { return name + " made the room " + room + "." },
		RoomRenamed:  func(name, room string) string { return name + " renamed the room to " + room + "." },
		RoomArchived: func(name string) string { return name + " archived the room." },
		Joined:       func(name string) string { return name + " joined." },
		Left:         func(name string) string { return name + " left." },
		Added:        func(name, by string) string { return by + " added " + name + "." },
		Removed:      func(name, by string) string { return by + " removed " + name + "." },
		DirectOpened: func(name string) string { return name + " began a conversation with you." },
		Renamed:      func(before, after string) string { return before + " is now " + after + "." },
		RoleChanged:  func(name, role string) string { return name + " is now " + role + "." },
		StatusSet: func(name, status string) string {
			if status == "" {
				return name + " has no status any more."
			}
			return name + ": " + status
		},
		Unknown: func(shared.Kind) string { return "Something happened that a newer version can show." },
	},
}

var weekdaysChinese = [...]string{"星期日", "星期一", "星期二", "星期三", "星期四", "星期五", "星期六"}

var timelineChinese = Timeline{
	MessagesLabel: "消息",
	Unreachable:   "暂时连不上服务器。恢复后，这里会自动继续。",
	Today:         "今天",
	Yesterday:     "昨天",
	Day: func(day time.Time, withYear bool) string {
		if withYear {
			return day.Format("2006年1月2日 ") + weekdaysChinese[day.Weekday()]
		}
		return day.Format("1月2日 ") + weekdaysChinese[day.Weekday()]
	},
	Moment: func(at time.Time) string {
		return at.Format("2006年1月2日 ") + weekdaysChinese[at.Weekday()] + at.Format(" 15:04")
	},

	NewMessages:   "新消息",
	NewBelow:      func(n int64) string { return number(n) + " 条新消息" },
	ToTheEnd:      "跳到最新",
	LoadingOlder:  "正在加载较早的消息…",
	OlderMessages: "更早的消息",
	NewerMessages: "较新的消息",
	LoadingFailed: "更早的消息没能加载。",
	Beginning:     func(room string) string { return room + " 从这里开始。" },
	EmptyTitle:    "还没有消息",
	EmptyText:     "打个招呼吧，第一条消息由你来写。",
	ArchivedNote:  "这个房间已归档，只能阅读，不能更改。",
	UnknownNote:   func(kind string) string { return "发生了一件新版本才能显示的事（" + kind + "）。" },

	Someone:        "某人",
	SaidAt:         func(name, at string) string { return name + "，" + at },
	EditedTag:      "（已编辑）",
	EditedAt:       func(at string) string { return "编辑于 " + at },
	DeletedText:    "消息已删除",
	WaitsOffline:   "已保存，恢复连接后发送",
	WaitsPaced:     "有点快，稍后发送",
	WaitsFull:      "服务器磁盘已满，有空间后发送",
	NotSent:        func(reason string) string { return "没有发送。" + reason },
	NotEdited:      func(reason string) string { return "没有修改。" + reason },
	NotDeleted:     func(reason string) string { return "没有删除。" + reason },
	NotReacted:     func(reason string) string { return "没有回应。" + reason },
	SendAgain:      "重试",
	Discard:        "放弃",
	MessageTools:   "对这条消息的操作",
	MoreTools:      "更多",
	CopyLink:       "复制链接",
	CopyText:       "复制文字",
	MarkUnread:     "从这里标为未读",
	React:          "添加回应",
	Edit:           "编辑",
	Delete:         "删除",
	DeleteQuestion: "为所有人删除这条消息？",
	DeleteYes:      "删除",
	EditLabel:      "编辑消息",
	EditHint:       "回车保存 · Esc 取消",
	Reply:          "回复",
	Answering:      func(name string) string { return "回复 " + name },
	CancelReply:    "取消回复",
	AnswerTo:       func(name, text string) string { return "回复 " + name + "：" + text },
	QuoteUnknown:   "较早的一条消息",
	PinMessage:     "置顶",
	UnpinMessage:   "取消置顶",
	PinnedTag:      "已置顶",
	PinsOf:         func(n int) string { return number(int64(n)) + " 条置顶消息" },
	NotPinned:      func(reason string) string { return "没有置顶。" + reason },
	PreviewOf:      func(site string) string { return "链接预览：" + site },
	PreviewAway:    "移除预览",
	NotUnpreviewed: func(reason string) string { return "预览没有移除。" + reason },
	ReactedWith: func(emoji string, names []string) string {
		return emoji + " 来自 " + strings.Join(names, "、")
	},

	EmojiLabel:  "表情",
	EmojiSearch: "搜索表情",
	EmojiNone:   "没有找到表情",
	EmojiGroups: [...]string{"常用", "表情", "手势和人", "自然和食物", "物品和符号"},

	Suggestions:   "建议",
	EveryoneHere:  "房间里的所有人",
	ComposeTo:     func(room string) string { return "发消息到 #" + room },
	Send:          "发送",
	SendHint:      [...]string{"回车", "发送", "Shift 回车", "换行"},
	CharactersGo:  func(left int) string { return "还可以写 " + number(int64(left)) + " 个字" },
	CharactersOff: func(over int) string { return "超出 " + number(int64(over)) + " 个字" },
	TypingNow: func(names []string, more int) string {
		if more > 0 {
			return strings.Join(names, "、") + " 等 " + number(int64(len(names)+more)) + " 人正在输入…"
		}
		return strings.Join(names, "、") + " 正在输入…"
	},

	Told: Told{
		Posted:       func(name, text string) string { return name + "：" + text },
		ManyPosted:   func(n int64) string { return number(n) + " 条新消息。" },
		Edited:       func(name, text string) string { return name + " 修改了一条消息：" + text },
		Pinned:       func(name string) string { return name + " 置顶了一条消息。" },
		Unpinned:     func(name string) string { return name + " 取消了置顶。" },
		Deleted:      func(name string) string { return name + " 删除了一条消息。" },
		Reacted:      func(name, emoji string) string { return name + " 回应了 " + emoji + "。" },
		Unreacted:    func(name, emoji string) string { return name + " 收回了 " + emoji + "。" },
		RoomCreated:  func(name, room string) string { return name + " 新建了房间 " + room + "。" },
		RoomRenamed:  func(name, room string) string { return name + " 把房间改名为 " + room + "。" },
		RoomArchived: func(name string) string { return name + " 归档了房间。" },
		Joined:       func(name string) string { return name + " 加入了。" },
		Left:         func(name string) string { return name + " 离开了。" },
		Added:        func(name, by string) string { return by + " 添加了 " + name + "。" },
		Removed:      func(name, by string) string { return by + " 移除了 " + name + "。" },
		DirectOpened: func(name string) string { return name + " 和你开始了对话。" },
		Renamed:      func(before, after string) string { return before + " 改名为 " + after + "。" },
		RoleChanged:  func(name, role string) string { return name + " 现在是" + role + "。" },
		StatusSet: func(name, status string) string {
			if status == "" {
				return name + " 清除了状态。"
			}
			return name + "：" + status
		},
		Unknown: func(shared.Kind) string { return "发生了一件新版本才能显示的事。" },
	},
}

// listEnglish joins names as in "Ann, Bo and Cy".
func listEnglish(names []string) string {
	if len(names) < 2 {
		return strings.Join(names, "")
	}
	last := len(names) - 1
	return strings.Join(names[:last], ", ") + " and " + names[last]
}
