package words

// Timeline is the messages of a room and the composer below them.
type Timeline struct {
	MessagesLabel string
}

var timelineEnglish = Timeline{
	MessagesLabel: "Messages",
}

var timelineChinese = Timeline{
	MessagesLabel: "消息",
}
