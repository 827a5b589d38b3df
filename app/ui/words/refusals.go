package words

import "parley/shared"

// Refusals has a sentence for each code of shared.Code: what is wrong and what
// to do.
type Refusals struct {
	ByCode map[shared.Code]string
}

// Refusal says why something was refused: in the reader's language where the
// code is known, else in the server's words.
func (w *Words) Refusal(err *shared.Error) string {
	if err == nil {
		return ""
	}
	if sentence := w.ByCode[err.Code]; sentence != "" {
		return sentence
	}
	return err.Message
}

var refusalsEnglish = Refusals{ByCode: map[shared.Code]string{
	shared.CodeJSONInvalid:       "The server did not understand that. Reload the page and try again.",
	shared.CodeBodyTooLarge:      "That is too much at once.",
	shared.CodeKindUnknown:       "The server does not know how to do that. Reload the page.",
	shared.CodeCommandIDInvalid:  "The server did not understand that. Reload the page and try again.",
	shared.CodeCommandReused:     "That was already sent, with something else in it. Try again.",
	shared.CodeTextEmpty:         "Write something first.",
	shared.CodeTextTooLong:       "That is too long: 4,000 characters are allowed.",
	shared.CodeTextInvalid:       "There is a character in it that can’t be shown.",
	shared.CodeNameEmpty:         "Choose a name.",
	shared.CodeNameTooLong:       "That is too long: 40 characters for a name, 250 for a topic.",
	shared.CodeNameInvalid:       "There is a character in it that can’t be seen or shown.",
	shared.CodeNameTaken:         "That name is taken, or looks like one that is. Choose another.",
	shared.CodeEmojiInvalid:      "A reaction is one emoji.",
	shared.CodeTooMany:           "There are as many as there can be.",
	shared.CodeCursorInvalid:     "The server lost our place. Reload the page.",
	shared.CodeParameterInvalid:  "The server did not understand that address.",
	shared.CodeRoomInvalid:       "No room can have that address.",
	shared.CodeRoomNotFound:      "There is no such room.",
	shared.CodeRoomExists:        "There is a room of that name already. Choose another.",
	shared.CodeRoomArchived:      "This room is archived: it can be read, and not changed.",
	shared.CodeRoomPermanent:     "Everyone enters through this room, so it can’t be archived.",
	shared.CodeRoomDirect:        "This conversation is for the people in it: nobody comes or goes.",
	shared.CodeRoomLocked:        "This room is locked: only moderators write here.",
	shared.CodeRoomSlow:          "This room is slow: wait a while between your messages.",
	shared.CodeNotMember:         "You are not in this room. Join it first.",
	shared.CodeNotManager:        "Only who made this room, or a moderator, can do that.",
	shared.CodeMessageNotFound:   "That message is not there.",
	shared.CodeMessageDeleted:    "That message was deleted.",
	shared.CodeNotAuthor:         "Only who wrote a message can change it.",
	shared.CodePersonNotFound:    "There is nobody of that name here.",
	shared.CodeNotAllowed:        "That is for others to do: it takes another role.",
	shared.CodeHasAccount:        "There is an account already.",
	shared.CodeNoAccount:         "That takes an account.",
	shared.CodePasswordInvalid:   "A password has 8 to 200 characters.",
	shared.CodePasswordWrong:     "Name and password don’t fit each other.",
	shared.CodeInvitationNeeded:  "One comes in here by invitation. Ask somebody who is in for a link.",
	shared.CodeLinkInvalid:       "This link was used already, or is too old. Ask for a new one.",
	shared.CodeFileNotFound:      "The file is not there any more.",
	shared.CodeFileEmpty:         "There is nothing in that file.",
	shared.CodeFileTooLarge:      "That file is too large: 32 MB are allowed.",
	shared.CodeFileIncomplete:    "The file did not arrive whole. Try again.",
	shared.CodeFilePretends:      "That picture can’t be shown: it is damaged, or no picture.",
	shared.CodePictureTooLarge:   "That picture has too many pixels. Make it smaller first.",
	shared.CodeFilesFull:         "Your files take all the room that one person has. Delete messages with files that nobody needs.",
	shared.CodeNoSession:         "Your session has ended. Choose a name to come back in.",
	shared.CodeAlreadyEntered:    "You are in already.",
	shared.CodeForeignOrigin:     "That came from another site and was refused.",
	shared.CodeRateLimited:       "That was too fast. Wait a moment.",
	shared.CodeTooManyStreams:    "Too many connections are open, by you or from your network. Close other tabs of this page, or wait: it goes on by itself.",
	shared.CodeServerFull:        "The server has as many connections open as it can. Wait a little: it goes on by itself.",
	shared.CodeNotFound:          "There is nothing at that address.",
	shared.CodeMethodNotAllowed:  "That can’t be done at that address.",
	shared.CodeStreamUnsupported: "Something between here and the server does not let streams through.",
	shared.CodeUnavailable:       "The server is busy or starting again. Try again in a moment.",
	shared.CodeStorageFull:       "The server’s disk is full, so nothing can be written. Try again when there is room.",
	shared.CodeInternal:          "Something went wrong on the server. Try again.",
}}

var refusalsChinese = Refusals{ByCode: map[shared.Code]string{
	shared.CodeJSONInvalid:       "服务器没有看懂。请重新加载页面再试。",
	shared.CodeBodyTooLarge:      "一次发送的内容太多了。",
	shared.CodeKindUnknown:       "服务器不支持这个操作。请重新加载页面。",
	shared.CodeCommandIDInvalid:  "服务器没有看懂。请重新加载页面再试。",
	shared.CodeCommandReused:     "这个操作已经发过，但内容不同。请再试一次。",
	shared.CodeTextEmpty:         "先写点什么吧。",
	shared.CodeTextTooLong:       "太长了，最多 4,000 个字。",
	shared.CodeTextInvalid:       "其中有无法显示的字符。",
	shared.CodeNameEmpty:         "请取个名字。",
	shared.CodeNameTooLong:       "太长了：名称最多 40 个字，话题最多 250 个字。",
	shared.CodeNameInvalid:       "其中有看不见或无法显示的字符。",
	shared.CodeNameTaken:         "这个名字已有人用，或者太像了。换一个吧。",
	shared.CodeEmojiInvalid:      "回应只能是一个表情。",
	shared.CodeTooMany:           "数量已到上限。",
	shared.CodeCursorInvalid:     "服务器找不到我们的位置。请重新加载页面。",
	shared.CodeParameterInvalid:  "服务器没有看懂这个地址。",
	shared.CodeRoomInvalid:       "房间不能用这个地址。",
	shared.CodeRoomNotFound:      "没有这个房间。",
	shared.CodeRoomExists:        "已有同名的房间。换一个名称吧。",
	shared.CodeRoomArchived:      "这个房间已归档，只能阅读。",
	shared.CodeRoomPermanent:     "大家都从这个房间进来，不能归档。",
	shared.CodeRoomDirect:        "这个对话只属于里面的人，不能加人或退出。",
	shared.CodeRoomLocked:        "这个房间已锁定，只有管理员可以发言。",
	shared.CodeRoomSlow:          "这个房间是慢速的，两条消息之间请稍等。",
	shared.CodeNotMember:         "你不在这个房间里，请先加入。",
	shared.CodeNotManager:        "只有创建房间的人或管理员可以这样做。",
	shared.CodeMessageNotFound:   "找不到这条消息。",
	shared.CodeMessageDeleted:    "这条消息已被删除。",
	shared.CodeNotAuthor:         "只有作者本人可以修改。",
	shared.CodePersonNotFound:    "这里没有这个人。",
	shared.CodeNotAllowed:        "你的角色不能这样做。",
	shared.CodeHasAccount:        "已经有账号了。",
	shared.CodeNoAccount:         "需要有账号才能这样做。",
	shared.CodePasswordInvalid:   "密码需要 8 到 200 个字符。",
	shared.CodePasswordWrong:     "名字或密码不对。",
	shared.CodeInvitationNeeded:  "这里需要邀请才能进来。向里面的人要一个链接吧。",
	shared.CodeLinkInvalid:       "这个链接已经用过或已过期，请索取新的。",
	shared.CodeFileNotFound:      "文件已经不在了。",
	shared.CodeFileEmpty:         "这个文件是空的。",
	shared.CodeFileTooLarge:      "文件太大，最多 32 MB。",
	shared.CodeFileIncomplete:    "文件没有完整送达，请再试一次。",
	shared.CodeFilePretends:      "这张图片无法显示：它已损坏，或者不是图片。",
	shared.CodePictureTooLarge:   "图片的像素太多，请先缩小。",
	shared.CodeFilesFull:         "你的文件占满了每人可用的空间。请删除一些不再需要的带文件的消息。",
	shared.CodeNoSession:         "会话已结束。取个名字，重新进来吧。",
	shared.CodeAlreadyEntered:    "你已经进来了。",
	shared.CodeForeignOrigin:     "请求来自别的网站，已拒绝。",
	shared.CodeRateLimited:       "太快了，请稍等。",
	shared.CodeTooManyStreams:    "你或你所在的网络打开的连接太多了。请关闭其他标签页，或稍等片刻，会自动继续。",
	shared.CodeServerFull:        "服务器的连接数已满。请稍等片刻，会自动继续。",
	shared.CodeNotFound:          "这个地址没有内容。",
	shared.CodeMethodNotAllowed:  "这个地址不支持该操作。",
	shared.CodeStreamUnsupported: "你和服务器之间有东西挡住了实时连接。",
	shared.CodeUnavailable:       "服务器正忙或正在重启，请稍后再试。",
	shared.CodeStorageFull:       "服务器的磁盘已满，暂时无法写入。有空间后请再试。",
	shared.CodeInternal:          "服务器出了问题，请再试一次。",
}}
