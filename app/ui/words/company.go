package words

import "strings"

// Company is direct rooms, and who is brought into rooms and taken out.
type Company struct {
	DirectLabel   string // in the sidebar, above the direct rooms
	NoDirects     string // below it, while there are none
	NewDirect     string
	DirectTitle   string // the dialog
	DirectHint    string
	DirectButton  string
	DirectWith    func(names []string) string // what a direct room is called
	DirectTo      func(names string) string   // its composer
	DirectBegins  func(names string) string
	MessagePerson func(name string) string

	AddPeople      string
	AddTitle       func(room string) string
	AddHint        string
	AddButton      string
	RemovePerson   func(name string) string
	RemoveTitle    func(name, room string) string
	RemoveText     string
	RemoveButton   string
	FindPeople     string
	NoSuchPeople   string
	NobodyElse     string // there is nobody who could be chosen
	AlreadyInvited string // all there are are in the room
}

var companyEnglish = Company{
	DirectLabel:   "Direct messages",
	NoDirects:     "Nobody yet",
	NewDirect:     "New direct message",
	DirectTitle:   "Direct message",
	DirectHint:    "One person, or a few. Nobody else can read it.",
	DirectButton:  "Start",
	DirectWith:    func(names []string) string { return strings.Join(names, ", ") },
	DirectTo:      func(names string) string { return "Message " + names },
	DirectBegins:  func(names string) string { return "This is where your conversation with " + names + " begins." },
	MessagePerson: func(name string) string { return "Message " + name },

	AddPeople:      "Add people",
	AddTitle:       func(room string) string { return "Add people to " + room },
	AddHint:        "They can read all that was said here before.",
	AddButton:      "Add",
	RemovePerson:   func(name string) string { return "Remove " + name },
	RemoveTitle:    func(name, room string) string { return "Remove " + name + " from " + room + "?" },
	RemoveText:     "They stop seeing the room at once. What they wrote stays.",
	RemoveButton:   "Remove",
	FindPeople:     "Find people",
	NoSuchPeople:   "Nobody of that name.",
	NobodyElse:     "There is nobody else here yet.",
	AlreadyInvited: "Everyone you know here is in already.",
}

var companyChinese = Company{
	DirectLabel:   "私信",
	NoDirects:     "还没有",
	NewDirect:     "发起私信",
	DirectTitle:   "私信",
	DirectHint:    "选一个人，或几个人。别人都看不到。",
	DirectButton:  "开始",
	DirectWith:    func(names []string) string { return strings.Join(names, "、") },
	DirectTo:      func(names string) string { return "发消息给 " + names },
	DirectBegins:  func(names string) string { return "你和 " + names + " 的对话从这里开始。" },
	MessagePerson: func(name string) string { return "发私信给 " + name },

	AddPeople:      "添加成员",
	AddTitle:       func(room string) string { return "添加成员到 " + room },
	AddHint:        "他们能看到这里以前说过的一切。",
	AddButton:      "添加",
	RemovePerson:   func(name string) string { return "移除 " + name },
	RemoveTitle:    func(name, room string) string { return "把 " + name + " 移出 " + room + "？" },
	RemoveText:     "对方会立刻看不到这个房间，写过的内容会保留。",
	RemoveButton:   "移除",
	FindPeople:     "查找成员",
	NoSuchPeople:   "没有叫这个名字的人。",
	NobodyElse:     "这里还没有别人。",
	AlreadyInvited: "你认识的人都已在房间里。",
}
