package words

// People is the panel of who is in a room.
type People struct {
	PeopleLabel string
	ClosePeople string
	Here        func(n int) string
	Away        func(n int) string
	Connected   func(n int) string // in a room too big to name them
	PersonMenu  func(name string) string
	AndMore     func(n int) string // behind the last who is listed
}

var peopleEnglish = People{
	PeopleLabel: "People",
	ClosePeople: "Close people",
	Here:        func(n int) string { return "Here · " + number(int64(n)) },
	Away:        func(n int) string { return "Away · " + number(int64(n)) },
	Connected:   func(n int) string { return number(int64(n)) + " here now" },
	PersonMenu:  func(name string) string { return "More about " + name },
	AndMore:     func(n int) string { return "and " + number(int64(n)) + " more" },
}

var peopleChinese = People{
	PeopleLabel: "成员",
	ClosePeople: "关闭成员列表",
	Here:        func(n int) string { return "在线 · " + number(int64(n)) },
	Away:        func(n int) string { return "离开 · " + number(int64(n)) },
	Connected:   func(n int) string { return "当前 " + number(int64(n)) + " 人在线" },
	PersonMenu:  func(name string) string { return name + "：更多" },
	AndMore:     func(n int) string { return "还有 " + number(int64(n)) + " 人" },
}
