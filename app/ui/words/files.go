package words

// Files is what messages bring along.
type Files struct {
	AttachFiles   string
	AttachedLabel string // of those that wait for the message
	UploadedPart  func(percent int) string
	TakeBack      func(file string) string
	UploadAgain   func(file string) string
	SendsWhenUp   string
	DropHere      string
	FileSize      func(bytes int64) string
	OpenPicture   func(file string) string
	DownloadFile  func(file string) string
	PictureBefore string
	PictureAfter  string
	PictureOf     func(n, all int) string

	RecordVoice    string
	RecordDone     string
	AsksMicrophone string
	NoMicrophone   string
}

var filesEnglish = Files{
	AttachFiles:   "Attach files",
	AttachedLabel: "Files for your message",
	UploadedPart:  func(percent int) string { return number(int64(percent)) + "%" },
	TakeBack:      func(file string) string { return "Remove " + file },
	UploadAgain:   func(file string) string { return "Upload " + file + " again" },
	SendsWhenUp:   "Sent as soon as all files are up",
	DropHere:      "Drop files here to send them",
	FileSize:      bytes,
	OpenPicture:   func(file string) string { return "Open " + file },
	DownloadFile:  func(file string) string { return "Download " + file },
	PictureBefore: "Previous picture",
	PictureAfter:  "Next picture",
	PictureOf:     func(n, all int) string { return number(int64(n)) + " of " + number(int64(all)) },

	RecordVoice:    "Record a voice message",
	RecordDone:     "Done",
	AsksMicrophone: "Waiting for the microphone…",
	NoMicrophone:   "The microphone can’t be used. Allow it in the browser’s settings for this page.",
}

var filesChinese = Files{
	AttachFiles:   "添加文件",
	AttachedLabel: "随消息发送的文件",
	UploadedPart:  func(percent int) string { return number(int64(percent)) + "%" },
	TakeBack:      func(file string) string { return "移除 " + file },
	UploadAgain:   func(file string) string { return "重新上传 " + file },
	SendsWhenUp:   "文件全部上传后自动发送",
	DropHere:      "拖到这里发送文件",
	FileSize:      bytes,
	OpenPicture:   func(file string) string { return "打开 " + file },
	DownloadFile:  func(file string) string { return "下载 " + file },
	PictureBefore: "上一张",
	PictureAfter:  "下一张",
	PictureOf:     func(n, all int) string { return number(int64(n)) + "/" + number(int64(all)) },

	RecordVoice:    "录制语音消息",
	RecordDone:     "完成",
	AsksMicrophone: "正在等待麦克风…",
	NoMicrophone:   "无法使用麦克风。请在浏览器的网站设置中允许它。",
}
