package chat_test

import (
	"fmt"
	"reflect"
	"slices"
	"strings"
	"testing"

	"parley/server/chat"
	"parley/shared"
)

// Refusals, from the tea party. Code "" is a command that is accepted.
func TestRules(t *testing.T) {
	hello := shared.Seq(6) // what Ann said in Tea
	tests := []struct {
		name  string
		by    shared.PersonID
		room  shared.RoomID
		body  shared.CommandBody
		code  shared.Code
		after func(*world) // what happened before
	}{
		{name: "post", by: bob, room: "tea", body: shared.PostMessage{Text: "hi"}},
		{name: "post nowhere", by: bob, room: "nowhere", body: shared.PostMessage{Text: "hi"}, code: shared.CodeRoomNotFound},
		{name: "post elsewhere", by: cat, room: "tea", body: shared.PostMessage{Text: "hi"}, code: shared.CodeNotMember},
		{name: "post as nobody", by: dan, room: "tea", body: shared.PostMessage{Text: "hi"}, code: shared.CodeNotMember},
		{name: "post as no one", by: "", room: "general", body: shared.PostMessage{Text: "hi"}, code: shared.CodeNotMember},
		{name: "post to an archive", by: bob, room: "tea", body: shared.PostMessage{Text: "hi"}, code: shared.CodeRoomArchived, after: archived},
		{name: "post after leaving", by: bob, room: "tea", body: shared.PostMessage{Text: "hi"}, code: shared.CodeNotMember, after: bobLeft},
		{name: "post after leaving the server", by: bob, room: "tea", body: shared.PostMessage{Text: "hi"}, code: shared.CodeNotMember, after: bobLeftServer},
		{name: "post a file", by: ann, room: "tea", body: shared.PostMessage{Files: []shared.FileID{annsFile}}, after: annUploaded},
		{name: "post another's file", by: bob, room: "tea", body: shared.PostMessage{Files: []shared.FileID{annsFile}}, code: shared.CodeFileNotFound, after: annUploaded},
		{name: "post a file of another room", by: ann, room: "general", body: shared.PostMessage{Text: "hi", Files: []shared.FileID{annsFile}}, code: shared.CodeFileNotFound, after: annUploaded},
		{name: "post a file twice", by: ann, room: "tea", body: shared.PostMessage{Files: []shared.FileID{annsFile}}, code: shared.CodeFileNotFound, after: annPostedFile},
		{name: "post a file that is none", by: ann, room: "tea", body: shared.PostMessage{Text: "hi", Files: []shared.FileID{annsFile}}, code: shared.CodeFileNotFound},

		{name: "edit", by: ann, room: "tea", body: shared.EditMessage{Message: hello, Text: "Hello!"}},
		{name: "edit another's", by: bob, room: "tea", body: shared.EditMessage{Message: hello, Text: "Bye"}, code: shared.CodeNotAuthor},
		{name: "edit what is no message", by: ann, room: "tea", body: shared.EditMessage{Message: 5, Text: "Bye"}, code: shared.CodeMessageNotFound},
		{name: "edit through another room", by: ann, room: "general", body: shared.EditMessage{Message: hello, Text: "Bye"}, code: shared.CodeMessageNotFound},
		{name: "edit from the future", by: ann, room: "tea", body: shared.EditMessage{Message: 99, Text: "Bye"}, code: shared.CodeMessageNotFound},
		{name: "edit what was deleted", by: ann, room: "tea", body: shared.EditMessage{Message: hello, Text: "Bye"}, code: shared.CodeMessageDeleted, after: deleted},
		{name: "edit in an archive", by: ann, room: "tea", body: shared.EditMessage{Message: hello, Text: "Bye"}, code: shared.CodeRoomArchived, after: archived},

		{name: "delete", by: ann, room: "tea", body: shared.DeleteMessage{Message: hello}},
		{name: "delete another's", by: bob, room: "tea", body: shared.DeleteMessage{Message: hello}, code: shared.CodeNotAuthor},
		{name: "delete another's in a room of one's own", by: ann, room: "tea", body: shared.DeleteMessage{Message: 8}, after: bobSpoke},
		{name: "delete another's as a moderator", by: bob, room: "tea", body: shared.DeleteMessage{Message: hello}, after: bobIs(shared.RoleModerator)},
		{name: "delete another's in a talk", by: bob, room: talk, body: shared.DeleteMessage{Message: 10}, code: shared.CodeNotAuthor, after: annSpokeAlone},
		{name: "delete another's in another's archive", by: bob, room: "tea", body: shared.DeleteMessage{Message: hello}, code: shared.CodeRoomArchived, after: archived},
		{name: "delete twice", by: ann, room: "tea", body: shared.DeleteMessage{Message: hello}, code: shared.CodeMessageDeleted, after: deleted},
		{name: "delete in an archive", by: ann, room: "tea", body: shared.DeleteMessage{Message: hello}, code: shared.CodeRoomArchived, after: archived},

		{name: "restrict", by: ann, room: "tea", body: shared.RestrictRoom{Restrictions: shared.Restrictions{Locked: true}}},
		{name: "restrict as a moderator", by: bob, room: "tea", body: shared.RestrictRoom{}, after: bobIs(shared.RoleModerator)},
		{name: "restrict another's", by: bob, room: "tea", body: shared.RestrictRoom{}, code: shared.CodeNotManager},
		{name: "restrict from outside", by: cat, room: "tea", body: shared.RestrictRoom{}, code: shared.CodeNotMember},
		{name: "restrict a talk", by: ann, room: talk, body: shared.RestrictRoom{}, code: shared.CodeNotManager, after: annTalks},
		{name: "restrict an archive", by: ann, room: "tea", body: shared.RestrictRoom{}, code: shared.CodeRoomArchived, after: archived},
		{name: "mute", by: bob, body: shared.MutePerson{Person: ann, Minutes: 1}, after: bobIs(shared.RoleModerator)},
		{name: "mute as nobody special", by: bob, body: shared.MutePerson{Person: ann, Minutes: 1}, code: shared.CodeNotAllowed},
		{name: "mute oneself", by: bob, body: shared.MutePerson{Person: bob, Minutes: 1}, code: shared.CodeNotAllowed, after: bobIs(shared.RoleOwner)},
		{name: "mute nobody", by: bob, body: shared.MutePerson{Person: dan, Minutes: 1}, code: shared.CodePersonNotFound, after: bobIs(shared.RoleOwner)},
		{name: "mute an owner as one", by: bob, body: shared.MutePerson{Person: ann, Minutes: 1}, after: bothAreOwners},
		{name: "mute an owner as a moderator", by: bob, body: shared.MutePerson{Person: ann, Minutes: 1}, code: shared.CodeNotAllowed, after: bobModeratesAnn},
		{name: "block", by: bob, body: shared.BlockPerson{Person: cat}},
		{name: "block a moderator", by: bob, body: shared.BlockPerson{Person: ann}, after: bobModeratesAnn},
		{name: "block oneself", by: bob, body: shared.BlockPerson{Person: bob}, code: shared.CodeNotAllowed},
		{name: "block nobody", by: bob, body: shared.BlockPerson{Person: dan}, code: shared.CodePersonNotFound},
		{name: "block without end", by: bob, body: shared.BlockPerson{Person: cat}, code: shared.CodeTooMany, after: bobBlockedMany},
		{name: "talk to who blocked one", by: cat, body: shared.OpenDirect{People: []shared.PersonID{bob}}, code: shared.CodeBlocked, after: bobBlockedCat},
		{name: "talk to some of whom one blocked one", by: cat, body: shared.OpenDirect{People: []shared.PersonID{ann, bob}}, code: shared.CodeBlocked, after: bobBlockedCat},
		{name: "talk to whom one blocked", by: bob, body: shared.OpenDirect{People: []shared.PersonID{cat}}, after: bobBlockedCat},
		{name: "unblock", by: bob, body: shared.UnblockPerson{Person: cat}, after: bobBlockedCat},
		{name: "unblock as nobody", by: dan, body: shared.UnblockPerson{Person: cat}, code: shared.CodeNoSession},
		{name: "report", by: bob, room: "tea", body: shared.MakeReport{Message: hello}},
		{name: "report somebody", by: bob, body: shared.MakeReport{Person: cat, Why: "is rude"}},
		{name: "report nobody", by: bob, body: shared.MakeReport{Person: dan}, code: shared.CodePersonNotFound},
		{name: "report oneself", by: bob, body: shared.MakeReport{Person: bob}, code: shared.CodeNotAllowed},
		{name: "report one's own", by: ann, room: "tea", body: shared.MakeReport{Message: hello}, code: shared.CodeNotAllowed},
		{name: "report what is no message", by: bob, room: "tea", body: shared.MakeReport{Message: 5}, code: shared.CodeMessageNotFound},
		{name: "report what was deleted", by: bob, room: "tea", body: shared.MakeReport{Message: hello}, code: shared.CodeMessageDeleted, after: deleted},
		{name: "report from outside", by: cat, room: "tea", body: shared.MakeReport{Message: hello}, code: shared.CodeNotMember},
		{name: "report in an archive", by: bob, room: "tea", body: shared.MakeReport{Message: hello}, after: archived},
		{name: "report without end", by: bob, room: "tea", body: shared.MakeReport{Message: hello}, code: shared.CodeTooMany, after: bobReported(shared.MaxReports)},
		{name: "see to a report", by: cat, body: shared.CloseReport{Report: 8}, after: bobReportedToCat},
		{name: "see to one twice", by: cat, body: shared.CloseReport{Report: 8}, code: shared.CodeNotFound, after: catSawToIt},
		{name: "see to one as nobody special", by: ann, body: shared.CloseReport{Report: 8}, code: shared.CodeNotAllowed, after: bobReported(1)},
		{name: "ban", by: bob, body: shared.BanPerson{Person: ann}, after: bobIs(shared.RoleModerator)},
		{name: "ban as nobody special", by: bob, body: shared.BanPerson{Person: ann}, code: shared.CodeNotAllowed},
		{name: "ban oneself", by: bob, body: shared.BanPerson{Person: bob}, code: shared.CodeNotAllowed, after: bobIs(shared.RoleOwner)},
		{name: "ban an owner as a moderator", by: bob, body: shared.BanPerson{Person: ann}, code: shared.CodeNotAllowed, after: bobModeratesAnn},
		{name: "ban a bot", by: bob, body: shared.BanPerson{Person: dan}, code: shared.CodeNotAllowed, after: bobModeratesABot},
		{name: "ban twice", by: ann, body: shared.BanPerson{Person: bob}, code: shared.CodePersonNotFound, after: bobBanned},
		{name: "act while banned", by: bob, room: "tea", body: shared.Join{}, code: shared.CodeNoSession, after: bobBanned},
		{name: "enter under a banned name", by: dan, room: "general", body: shared.Join{Name: "bob"}, code: shared.CodeBanned, after: bobBanned},
		{name: "take a banned name", by: cat, body: shared.Rename{Name: "Bob"}, code: shared.CodeBanned, after: bobBanned},
		{name: "unban", by: ann, body: shared.UnbanPerson{Person: bob}, after: bobBanned},
		{name: "unban as nobody special", by: cat, body: shared.UnbanPerson{Person: bob}, code: shared.CodeNotAllowed, after: bobBanned},
		{name: "unban who is here", by: ann, body: shared.UnbanPerson{Person: cat}, code: shared.CodePersonNotFound, after: bobBanned},
		{name: "enter under a name that was banned", by: dan, room: "general", body: shared.Join{Name: "Bob"}, after: bobUnbanned},
		{name: "talk to who is banned", by: ann, body: shared.OpenDirect{People: []shared.PersonID{bob}}, code: shared.CodePersonNotFound, after: bobBanned},
		{name: "post while muted", by: bob, room: "tea", body: shared.PostMessage{Text: "hi"}, code: shared.CodeMuted, after: bobMuted},
		{name: "edit while muted", by: bob, room: "tea", body: shared.EditMessage{Message: 8, Text: "hi"}, code: shared.CodeMuted, after: bobMuted},
		{name: "react while muted", by: bob, room: "tea", body: shared.AddReaction{Message: hello, Emoji: "👍"}, code: shared.CodeMuted, after: bobMuted},
		{name: "delete while muted", by: bob, room: "tea", body: shared.DeleteMessage{Message: 8}, after: bobMuted},
		{name: "post when the time is over", by: bob, room: "tea", body: shared.PostMessage{Text: "hi"}, after: bobWasMuted},
		{name: "post after all", by: bob, room: "tea", body: shared.PostMessage{Text: "hi"}, after: bobUnmuted},
		{name: "post to a locked room", by: bob, room: "tea", body: shared.PostMessage{Text: "hi"}, code: shared.CodeRoomLocked, after: locked},
		{name: "edit in a locked room", by: bob, room: "tea", body: shared.EditMessage{Message: 8, Text: "hi"}, code: shared.CodeRoomLocked, after: bobLocked},
		{name: "delete in a locked room", by: bob, room: "tea", body: shared.DeleteMessage{Message: 8}, after: bobLocked},
		{name: "react in a locked room", by: bob, room: "tea", body: shared.AddReaction{Message: hello, Emoji: "👍"}, after: locked},
		{name: "post to a locked room of one's own", by: ann, room: "tea", body: shared.PostMessage{Text: "hi"}, after: locked},
		{name: "post to a locked room as a moderator", by: bob, room: "tea", body: shared.PostMessage{Text: "hi"}, after: bobModeratesLocked},
		{name: "post to a locked room from outside", by: cat, room: "tea", body: shared.PostMessage{Text: "hi"}, code: shared.CodeNotMember, after: locked},

		{name: "react", by: bob, room: "tea", body: shared.AddReaction{Message: hello, Emoji: "👍"}},
		{name: "react twice", by: bob, room: "tea", body: shared.AddReaction{Message: hello, Emoji: "👍"}, after: bobReacted},
		{name: "react from outside", by: cat, room: "tea", body: shared.AddReaction{Message: hello, Emoji: "👍"}, code: shared.CodeNotMember},
		{name: "react to nothing", by: bob, room: "tea", body: shared.AddReaction{Message: 5, Emoji: "👍"}, code: shared.CodeMessageNotFound},
		{name: "react to what was deleted", by: bob, room: "tea", body: shared.AddReaction{Message: hello, Emoji: "👍"}, code: shared.CodeMessageDeleted, after: deleted},
		{name: "react in an archive", by: bob, room: "tea", body: shared.AddReaction{Message: hello, Emoji: "👍"}, code: shared.CodeRoomArchived, after: archived},
		{name: "one kind of reaction too many", by: bob, room: "tea", body: shared.AddReaction{Message: hello, Emoji: "👍"}, code: shared.CodeTooMany, after: manyEmoji},
		{name: "one of the many kinds", by: bob, room: "tea", body: shared.AddReaction{Message: hello, Emoji: emojiNumber(3)}, after: manyEmoji},
		{name: "one person too many", by: bob, room: "tea", body: shared.AddReaction{Message: hello, Emoji: "👍"}, code: shared.CodeTooMany, after: manyReactors},
		{name: "one of the many people", by: "u_7", room: "tea", body: shared.AddReaction{Message: hello, Emoji: "👍"}, after: manyReactors},
		{name: "take back", by: bob, room: "tea", body: shared.RemoveReaction{Message: hello, Emoji: "👍"}, after: bobReacted},
		{name: "take back nothing", by: bob, room: "tea", body: shared.RemoveReaction{Message: hello, Emoji: "👍"}},
		{name: "take back in an archive", by: bob, room: "tea", body: shared.RemoveReaction{Message: hello, Emoji: "👍"}, code: shared.CodeRoomArchived, after: archived},

		{name: "pin", by: bob, room: "tea", body: shared.PinMessage{Message: hello}},
		{name: "pin what was deleted", by: bob, room: "tea", body: shared.PinMessage{Message: hello}, code: shared.CodeMessageDeleted, after: deleted},
		{name: "pin from outside", by: cat, room: "tea", body: shared.PinMessage{Message: hello}, code: shared.CodeNotMember},
		{name: "pin in an archive", by: bob, room: "tea", body: shared.PinMessage{Message: hello}, code: shared.CodeRoomArchived, after: archived},
		{name: "pin what is no message", by: bob, room: "tea", body: shared.PinMessage{Message: 5}, code: shared.CodeMessageNotFound},
		{name: "one pin too many", by: bob, room: "tea", body: shared.PinMessage{Message: hello}, code: shared.CodeTooMany, after: manyPins},
		{name: "unpin", by: bob, room: "tea", body: shared.UnpinMessage{Message: hello}},
		{name: "unpin from outside", by: cat, room: "tea", body: shared.UnpinMessage{Message: hello}, code: shared.CodeNotMember},

		{name: "preview", room: "tea", body: previewOf(leading), after: leads},
		{name: "preview as a person", by: ann, room: "tea", body: previewOf(leading), code: shared.CodeNotAllowed, after: leads},
		{name: "preview once more", room: "tea", body: previewOf(leading), code: shared.CodeMessageNotFound, after: previewed},
		{name: "preview what leads nowhere", room: "tea", body: previewOf(hello), code: shared.CodeMessageNotFound, after: leads},
		{name: "preview what leads elsewhere by now", room: "tea", body: previewOf(leading), code: shared.CodeMessageNotFound, after: leadsElsewhere},
		{name: "preview in an archive", room: "tea", body: previewOf(leading), code: shared.CodeMessageNotFound, after: leadsInArchive},
		{name: "preview in another room", room: shared.General, body: previewOf(leading), code: shared.CodeMessageNotFound, after: leads},
		{name: "preview with a picture of somebody's", room: "tea", body: withPicture(leading), code: shared.CodeFileNotFound, after: annsPicture},
		{name: "preview what its author wants bare", room: "tea", body: previewOf(leading), code: shared.CodeMessageNotFound, after: bare},
		{name: "no preview", by: ann, room: "tea", body: shared.UnpreviewMessage{Message: leading}, after: previewed},
		{name: "no preview of another's", by: bob, room: "tea", body: shared.UnpreviewMessage{Message: leading}, code: shared.CodeNotAuthor, after: previewed},
		{name: "no preview from outside", by: cat, room: "tea", body: shared.UnpreviewMessage{Message: leading}, code: shared.CodeNotMember, after: previewed},

		{name: "answer", by: bob, room: "tea", body: shared.PostMessage{Text: "x", Reply: hello}},
		{name: "answer what was deleted", by: bob, room: "tea", body: shared.PostMessage{Text: "x", Reply: hello}, after: deleted},
		{name: "answer what is no message", by: bob, room: "tea", body: shared.PostMessage{Text: "x", Reply: 5}, code: shared.CodeMessageNotFound},
		{name: "answer in another room", by: bob, room: "general", body: shared.PostMessage{Text: "x", Reply: hello}, code: shared.CodeMessageNotFound},

		{name: "create", by: cat, room: "coffee", body: shared.CreateRoom{Name: "Coffee"}},
		{name: "create without an address", by: cat, body: shared.CreateRoom{Name: "Coffee"}},
		{name: "create what exists", by: cat, room: "tea", body: shared.CreateRoom{Name: "Coffee"}, code: shared.CodeRoomExists},
		{name: "create under a taken name", by: cat, room: "tea2", body: shared.CreateRoom{Name: "ＴＥＡ"}, code: shared.CodeNameTaken},
		{name: "create as nobody", by: dan, body: shared.CreateRoom{Name: "Coffee"}, code: shared.CodeNoSession},
		{name: "create after leaving the server", by: bob, body: shared.CreateRoom{Name: "Coffee"}, code: shared.CodeNoSession, after: bobLeftServer},
		{name: "one room too many", by: cat, body: shared.CreateRoom{Name: "Coffee"}, code: shared.CodeTooMany, after: manyRooms},
		{name: "one room too many for one", by: cat, body: shared.CreateRoom{Name: "Coffee"}, code: shared.CodeTooMany, after: catEverywhere},

		{name: "rename a room", by: ann, room: "tea", body: shared.RenameRoom{Name: "Coffee"}},
		{name: "rename it to itself", by: ann, room: "tea", body: shared.RenameRoom{Name: "TEA", Topic: "x"}},
		{name: "rename it to another", by: ann, room: "tea", body: shared.RenameRoom{Name: "general"}, code: shared.CodeNameTaken},
		{name: "rename it from outside", by: cat, room: "tea", body: shared.RenameRoom{Name: "Coffee"}, code: shared.CodeNotMember},
		{name: "rename an archive", by: bob, room: "tea", body: shared.RenameRoom{Name: "Coffee"}, code: shared.CodeRoomArchived, after: archived},
		{name: "rename another's room", by: bob, room: "tea", body: shared.RenameRoom{Name: "Coffee"}, code: shared.CodeNotManager},
		{name: "rename General", by: bob, room: "general", body: shared.RenameRoom{Name: "Hall"}, code: shared.CodeNotManager},
		{name: "archive", by: ann, room: "tea", body: shared.ArchiveRoom{}},
		{name: "archive another's", by: bob, room: "tea", body: shared.ArchiveRoom{}, code: shared.CodeNotManager},
		{name: "archive twice", by: bob, room: "tea", body: shared.ArchiveRoom{}, code: shared.CodeRoomArchived, after: archived},
		{name: "archive from outside", by: cat, room: "tea", body: shared.ArchiveRoom{}, code: shared.CodeNotMember},
		{name: "archive General", by: bob, room: "general", body: shared.ArchiveRoom{}, code: shared.CodeRoomPermanent},

		{name: "read", by: bob, room: "tea", body: shared.ReadRoom{Message: hello}},
		{name: "read what was read", by: ann, room: "tea", body: shared.ReadRoom{Message: 1}},
		{name: "read what is to come", by: bob, room: "tea", body: shared.ReadRoom{Message: 99}},
		{name: "read an archive", by: bob, room: "tea", body: shared.ReadRoom{Message: hello}, after: archived},
		{name: "read from outside", by: cat, room: "tea", body: shared.ReadRoom{Message: hello}, code: shared.CodeNotMember},
		{name: "read nowhere", by: cat, room: "nowhere", body: shared.ReadRoom{Message: hello}, code: shared.CodeRoomNotFound},
		{name: "unread", by: bob, room: "tea", body: shared.UnreadRoom{Message: hello}},
		{name: "unread what was deleted", by: bob, room: "tea", body: shared.UnreadRoom{Message: hello}, after: deleted},
		{name: "unread what is no message", by: bob, room: "tea", body: shared.UnreadRoom{Message: 5}, code: shared.CodeMessageNotFound},
		{name: "unread from outside", by: cat, room: "tea", body: shared.UnreadRoom{Message: hello}, code: shared.CodeNotMember},

		{name: "mute", by: bob, room: "tea", body: shared.SetLevel{Level: shared.LevelNone}},
		{name: "mute an archive", by: bob, room: "tea", body: shared.SetLevel{Level: shared.LevelNone}, after: archived},
		{name: "mute from outside", by: cat, room: "tea", body: shared.SetLevel{Level: shared.LevelNone}, code: shared.CodeNotMember},

		{name: "enter", by: dan, room: "general", body: shared.Join{Name: "Dan"}},
		{name: "enter under a taken name", by: dan, room: "general", body: shared.Join{Name: "ann"}, code: shared.CodeNameTaken},
		{name: "enter under a look-alike", by: dan, room: "general", body: shared.Join{Name: "Аnn"}, code: shared.CodeNameTaken},
		{name: "enter under a freed name", by: dan, room: "general", body: shared.Join{Name: "Bob"}, after: bobLeftServer},
		{name: "enter under a changed name", by: dan, room: "general", body: shared.Join{Name: "Bob"}, after: bobRenamed},
		{name: "enter again", by: bob, room: "general", body: shared.Join{Name: "Bobby"}, after: bobLeftServer},
		{name: "enter twice", by: bob, room: "general", body: shared.Join{Name: "Bobby"}, code: shared.CodeAlreadyEntered},
		{name: "enter under no name", by: dan, room: "general", body: shared.Join{Name: " \u200d "}, code: shared.CodeNameEmpty},
		{name: "enter under a long name", by: dan, room: "general", body: shared.Join{Name: strings.Repeat("n", 41)}, code: shared.CodeNameTooLong},
		{name: "enter under an invisible name", by: dan, room: "general", body: shared.Join{Name: "a\u202eb"}, code: shared.CodeNameInvalid},
		{name: "enter nowhere", by: dan, room: "nowhere", body: shared.Join{Name: "Dan"}, code: shared.CodeRoomNotFound},
		{name: "join", by: cat, room: "tea", body: shared.Join{}},
		{name: "join an archive", by: cat, room: "tea", body: shared.Join{}, after: archived},
		{name: "join twice", by: bob, room: "tea", body: shared.Join{}, code: shared.CodeAlreadyEntered},
		{name: "join again", by: bob, room: "tea", body: shared.Join{}, after: bobLeft},
		{name: "join nowhere", by: bob, room: "nowhere", body: shared.Join{}, code: shared.CodeRoomNotFound},
		{name: "join as nobody", by: dan, room: "tea", body: shared.Join{}, code: shared.CodeNoSession},
		{name: "join one too many", by: cat, room: "tea", body: shared.Join{}, code: shared.CodeTooMany, after: catEverywhere},
		{name: "leave", by: bob, room: "tea", body: shared.Leave{}},
		{name: "leave General", by: bob, room: "general", body: shared.Leave{}},
		{name: "leave an archive", by: bob, room: "tea", body: shared.Leave{}, after: archived},
		{name: "leave twice", by: bob, room: "tea", body: shared.Leave{}, code: shared.CodeNotMember, after: bobLeft},
		{name: "leave nowhere", by: bob, room: "nowhere", body: shared.Leave{}, code: shared.CodeRoomNotFound},
		{name: "leave the server", by: bob, body: shared.Leave{}},
		{name: "leave the server twice", by: bob, body: shared.Leave{}, code: shared.CodeNoSession, after: bobLeftServer},

		{name: "leave the server with an account", by: bob, body: shared.Leave{}, code: shared.CodeHasAccount, after: bobIs(shared.RoleMember)},
		{name: "leave the server for good", by: bob, body: shared.Leave{Account: true}, after: bobIs(shared.RoleOwner)},

		{name: "make a member of a guest", by: "", body: shared.ChangeRole{Person: bob, Role: shared.RoleMember}},
		{name: "make an owner of a guest", by: "", body: shared.ChangeRole{Person: bob, Role: shared.RoleOwner}},
		{name: "make a guest of a member", by: "", body: shared.ChangeRole{Person: bob}, code: shared.CodeHasAccount, after: bobIs(shared.RoleMember)},
		{name: "make a guest of a guest", by: "", body: shared.ChangeRole{Person: bob}},
		{name: "give nobody a role", by: "", body: shared.ChangeRole{Person: dan, Role: shared.RoleMember}, code: shared.CodePersonNotFound},
		{name: "give a role to who left", by: "", body: shared.ChangeRole{Person: bob, Role: shared.RoleMember}, code: shared.CodePersonNotFound, after: bobLeftServer},
		{name: "give a role as a guest", by: bob, body: shared.ChangeRole{Person: ann, Role: shared.RoleMember}, code: shared.CodeNotAllowed},
		{name: "take a role as a guest", by: bob, body: shared.ChangeRole{Person: bob, Role: shared.RoleOwner}, code: shared.CodeNotAllowed},
		{name: "give a role as a moderator", by: bob, body: shared.ChangeRole{Person: ann, Role: shared.RoleMember}, code: shared.CodeNotAllowed, after: bobIs(shared.RoleModerator)},
		{name: "give a role as who left", by: bob, body: shared.ChangeRole{Person: ann, Role: shared.RoleMember}, code: shared.CodeNoSession, after: bobLeftServer},
		{name: "give a guest a role as an owner", by: bob, body: shared.ChangeRole{Person: ann, Role: shared.RoleModerator}, code: shared.CodeNoAccount, after: bobIs(shared.RoleOwner)},
		{name: "give a role as an owner", by: bob, body: shared.ChangeRole{Person: ann, Role: shared.RoleModerator}, after: bothAreOwners},
		{name: "make a bot of a guest", by: "", body: shared.ChangeRole{Person: bob, Role: shared.RoleBot}, code: shared.CodeNotAllowed},
		{name: "make a bot of a member", by: "", body: shared.ChangeRole{Person: bob, Role: shared.RoleBot}, code: shared.CodeNotAllowed, after: bobIs(shared.RoleMember)},
		{name: "make a moderator of a bot", by: ann, body: shared.ChangeRole{Person: bob, Role: shared.RoleModerator}, code: shared.CodeNotAllowed, after: bobIsABot},
		{name: "give up one's own role", by: bob, body: shared.ChangeRole{Person: bob, Role: shared.RoleMember}, code: shared.CodeNotAllowed, after: bothAreOwners},

		{name: "add", by: bob, room: "tea", body: shared.AddPerson{Person: cat}},
		{name: "add to an archive", by: bob, room: "tea", body: shared.AddPerson{Person: cat}, after: archived},
		{name: "add who is there", by: bob, room: "tea", body: shared.AddPerson{Person: ann}, code: shared.CodeAlreadyEntered},
		{name: "add nobody", by: bob, room: "tea", body: shared.AddPerson{Person: dan}, code: shared.CodePersonNotFound},
		{name: "add who left the server", by: ann, room: "tea", body: shared.AddPerson{Person: bob}, code: shared.CodePersonNotFound, after: bobLeftServer},
		{name: "add from outside", by: cat, room: "tea", body: shared.AddPerson{Person: cat}, code: shared.CodeNotMember},
		{name: "add to nowhere", by: bob, room: "nowhere", body: shared.AddPerson{Person: cat}, code: shared.CodeRoomNotFound},
		{name: "add one who is everywhere", by: bob, room: "tea", body: shared.AddPerson{Person: cat}, code: shared.CodeTooMany, after: catEverywhere},
		{name: "remove", by: ann, room: "tea", body: shared.RemovePerson{Person: bob}},
		{name: "remove from an archive", by: ann, room: "tea", body: shared.RemovePerson{Person: bob}, after: archived},
		{name: "remove from another's room", by: bob, room: "tea", body: shared.RemovePerson{Person: ann}, code: shared.CodeNotManager},
		{name: "remove from General", by: ann, room: "general", body: shared.RemovePerson{Person: bob}, code: shared.CodeNotManager},
		{name: "remove who is not there", by: ann, room: "tea", body: shared.RemovePerson{Person: cat}, code: shared.CodePersonNotFound},
		{name: "remove nobody", by: ann, room: "tea", body: shared.RemovePerson{Person: dan}, code: shared.CodePersonNotFound},
		{name: "remove twice", by: ann, room: "tea", body: shared.RemovePerson{Person: bob}, code: shared.CodePersonNotFound, after: bobRemoved},
		{name: "post after being removed", by: bob, room: "tea", body: shared.PostMessage{Text: "hi"}, code: shared.CodeNotMember, after: bobRemoved},
		{name: "join after being removed", by: bob, room: "tea", body: shared.Join{}, after: bobRemoved},

		{name: "talk to one", by: ann, body: shared.OpenDirect{People: []shared.PersonID{bob}}},
		{name: "talk to two", by: ann, body: shared.OpenDirect{People: []shared.PersonID{bob, cat, ann, bob}}},
		{name: "talk to oneself", by: ann, body: shared.OpenDirect{People: []shared.PersonID{ann}}, code: shared.CodePersonNotFound},
		{name: "talk to nobody", by: ann, body: shared.OpenDirect{People: []shared.PersonID{bob, dan}}, code: shared.CodePersonNotFound},
		{name: "talk as nobody", by: dan, body: shared.OpenDirect{People: []shared.PersonID{bob}}, code: shared.CodeNoSession},
		{name: "talk to a crowd", by: ann, body: shared.OpenDirect{People: manyPeople()}, code: shared.CodeTooMany},
		{name: "talk to one who is everywhere", by: ann, body: shared.OpenDirect{People: []shared.PersonID{cat}}, code: shared.CodeTooMany, after: catEverywhere},
		{name: "talk again", by: ann, body: shared.OpenDirect{People: []shared.PersonID{bob}}, code: shared.CodeRoomExists, after: annTalks},
		{name: "talk back", by: bob, body: shared.OpenDirect{People: []shared.PersonID{ann}}, code: shared.CodeRoomExists, after: annTalks},
		{name: "join others' talk", by: cat, room: talk, body: shared.Join{}, code: shared.CodeRoomNotFound, after: annTalks},
		{name: "read others' talk", by: cat, room: talk, body: shared.PostMessage{Text: "hi"}, code: shared.CodeRoomNotFound, after: annTalks},
		{name: "say in a talk", by: bob, room: talk, body: shared.PostMessage{Text: "hi"}, after: annTalks},
		{name: "leave a talk", by: bob, room: talk, body: shared.Leave{}, code: shared.CodeRoomDirect, after: annTalks},
		{name: "hide a talk", by: bob, room: talk, body: shared.HideRoom{}, after: annTalks},
		{name: "hide others' talk", by: cat, room: talk, body: shared.HideRoom{}, code: shared.CodeRoomNotFound, after: annTalks},
		{name: "hide a room", by: bob, room: "tea", body: shared.HideRoom{}, code: shared.CodeNotAllowed},
		{name: "leave a talk of three", by: bob, room: chat.DirectRoomID([]shared.PersonID{ann, bob, cat}), body: shared.Leave{}, after: threeTalk},
		{name: "come back to a talk of three", by: bob, body: shared.OpenDirect{People: []shared.PersonID{ann, cat}}, after: bobLeftThree},
		{name: "fetch one back into a talk of three", by: ann, body: shared.OpenDirect{People: []shared.PersonID{bob, cat}}, code: shared.CodeRoomExists, after: bobLeftThree},
		{name: "bring one into a talk", by: bob, room: talk, body: shared.AddPerson{Person: cat}, code: shared.CodeRoomDirect, after: annTalks},
		{name: "remove one from a talk", by: ann, room: talk, body: shared.RemovePerson{Person: bob}, code: shared.CodeNotManager, after: annTalks},
		{name: "rename a talk", by: ann, room: talk, body: shared.RenameRoom{Name: "Us"}, code: shared.CodeNotManager, after: annTalks},
		{name: "archive a talk", by: ann, room: talk, body: shared.ArchiveRoom{}, code: shared.CodeNotManager, after: annTalks},

		{name: "set one's picture", by: bob, room: "tea", body: shared.SetPicture{Picture: "b0b"}},
		{name: "set nobody's picture", by: dan, body: shared.SetPicture{Picture: "b0b"}, code: shared.CodeNoSession},
		{name: "set one's status", by: bob, room: "tea", body: shared.SetStatus{Status: "away"}},
		{name: "set nobody's status", by: dan, body: shared.SetStatus{Status: "away"}, code: shared.CodeNoSession},

		{name: "rename oneself", by: bob, body: shared.Rename{Name: "Robert"}},
		{name: "rename oneself to oneself", by: bob, body: shared.Rename{Name: "BOB"}},
		{name: "rename oneself to another", by: bob, body: shared.Rename{Name: "Аnn"}, code: shared.CodeNameTaken},
		{name: "rename nobody", by: dan, body: shared.Rename{Name: "Dan"}, code: shared.CodeNoSession},
	}
	for _, test := range tests {
		t.Run(test.name, func(t *testing.T) {
			w := newTeaParty(t)
			if test.after != nil {
				test.after(w)
			}
			length := len(w.log)
			_, err := w.try(test.by, test.room, test.body)
			if got := shared.CodeOf(err); got != test.code {
				t.Fatalf("got code %q (%v), want %q", got, err, test.code)
			}
			if added := len(w.log) - length; added != 0 && err != nil || added != 1 && err == nil {
				t.Errorf("%d events were added", added)
			}
		})
	}
}

func archived(w *world) { w.must(ann, "tea", shared.ArchiveRoom{}) }
func bobSpoke(w *world) { w.must(bob, "tea", shared.PostMessage{Text: "hi"}) }
func locked(w *world) {
	w.must(ann, "tea", shared.RestrictRoom{Restrictions: shared.Restrictions{Locked: true}})
}

func bobMuted(w *world) {
	bobSpoke(w)
	w.must("", "", shared.ChangeRole{Person: ann, Role: shared.RoleModerator})
	w.must(ann, "", shared.MutePerson{Person: bob, Minutes: 10})
}

func bobBlockedCat(w *world) { w.must(bob, "", shared.BlockPerson{Person: cat}) }

func bobBlockedMany(w *world) {
	w.fill(shared.MaxBlocks, func(i int) error { return w.records.PutBlock(bob, shared.PersonID(fmt.Sprint("u_", i))) })
}

func bobReported(times int) func(*world) {
	return func(w *world) {
		for range times {
			w.must(bob, "tea", shared.MakeReport{Message: 6})
		}
	}
}

func bobReportedToCat(w *world) {
	bobReported(1)(w)
	w.must("", "", shared.ChangeRole{Person: cat, Role: shared.RoleModerator})
}

func catSawToIt(w *world) {
	bobReportedToCat(w)
	w.must(cat, "", shared.CloseReport{Report: 8})
}

func bobBanned(w *world) {
	w.must("", "", shared.ChangeRole{Person: ann, Role: shared.RoleModerator})
	w.must(ann, "", shared.BanPerson{Person: bob})
}

func bobUnbanned(w *world) {
	bobBanned(w)
	w.must(ann, "", shared.UnbanPerson{Person: bob})
}

func bobModeratesABot(w *world) {
	bobIs(shared.RoleModerator)(w)
	w.must(dan, shared.General, shared.Join{Name: "Robot", Role: shared.RoleBot})
}

func bobWasMuted(w *world) {
	bobMuted(w)
	w.records.Clock += 10 * 60 * 1000
}

func bobUnmuted(w *world) {
	bobMuted(w)
	w.must(ann, "", shared.MutePerson{Person: bob})
}

func bobModeratesAnn(w *world) {
	bobIs(shared.RoleModerator)(w)
	w.must("", "", shared.ChangeRole{Person: ann, Role: shared.RoleOwner})
}

func bobLocked(w *world) {
	bobSpoke(w)
	locked(w)
}

func bobModeratesLocked(w *world) {
	locked(w)
	bobIs(shared.RoleModerator)(w)
}

func annSpokeAlone(w *world) {
	bobIs(shared.RoleModerator)(w)
	annTalks(w)
	w.must(ann, talk, shared.PostMessage{Text: "between us"})
}

func deleted(w *world)       { w.must(ann, "tea", shared.DeleteMessage{Message: 6}) }
func bobLeft(w *world)       { w.must(bob, "tea", shared.Leave{}) }
func bobLeftServer(w *world) { w.must(bob, "", shared.Leave{}) }
func bobIs(role shared.Role) func(*world) {
	return func(w *world) { w.must("", "", shared.ChangeRole{Person: bob, Role: role}) }
}

func bobIsABot(w *world) {
	bobLeftServer(w)
	w.must(bob, shared.General, shared.Join{Name: "Bob", Role: shared.RoleBot})
	w.must("", "", shared.ChangeRole{Person: ann, Role: shared.RoleOwner})
}

func bothAreOwners(w *world) {
	w.must("", "", shared.ChangeRole{Person: ann, Role: shared.RoleOwner})
	w.must("", "", shared.ChangeRole{Person: bob, Role: shared.RoleOwner})
}

func bobRenamed(w *world) { w.must(bob, "", shared.Rename{Name: "Robert"}) }
func bobReacted(w *world) { w.must(bob, "tea", shared.AddReaction{Message: 6, Emoji: "👍"}) }

func bobRemoved(w *world) { w.must(ann, "tea", shared.RemovePerson{Person: bob}) }
func annTalks(w *world)   { w.must(ann, "", shared.OpenDirect{People: []shared.PersonID{bob}}) }

var talk = chat.DirectRoomID([]shared.PersonID{bob, ann}) // where annTalks

func manyPeople() (people []shared.PersonID) {
	for i := range shared.MaxDirectPeople {
		people = append(people, shared.PersonID(fmt.Sprint("u_", i)))
	}
	return people
}

func emojiNumber(i int) string { return string(rune('😀' + i)) }

func manyEmoji(w *world) {
	w.fill(shared.MaxReactionsPerMessage, func(i int) error {
		w.must(ann, "tea", shared.AddReaction{Message: 6, Emoji: emojiNumber(i)})
		return nil
	})
}

func manyReactors(w *world) {
	message := w.records.Messages["tea"][6]
	message.Reactions = []shared.Reaction{{Emoji: "👍"}}
	w.fill(shared.MaxReactorsPerEmoji, func(i int) error {
		message.Reactions[0].By = append(message.Reactions[0].By, shared.PersonID(fmt.Sprintf("u_%d", i)))
		return nil
	})
	w.records.PutMessage("tea", message)
	w.records.PutMember("tea", "u_7", 6)
}

func manyRooms(w *world) {
	w.fill(shared.MaxRooms, func(i int) error { return w.records.PutRoom(numberedRoom(i)) })
}

func catEverywhere(w *world) {
	w.fill(shared.MaxRoomsPerPerson, func(i int) error { return w.records.PutMember(numberedRoom(i).ID, cat, 7) })
}

func TestEventsAreCanonical(t *testing.T) {
	w := newTeaParty(t)
	tests := []struct {
		room shared.RoomID
		ask  shared.CommandBody
		want shared.EventBody
	}{
		{"tea", shared.PostMessage{Text: " a\r\nb\rc\n"}, shared.MessagePosted{Text: " a\nb\nc\n"}},
		{"tea", shared.PostMessage{Text: "to oneself", Reply: 6}, shared.MessagePosted{Text: "to oneself", Reply: 6}},
		{"tea", shared.PostMessage{Text: "x", Rich: shared.Rich{HTML: "<p>x</p>", Mentions: []shared.PersonID{bob, cat}}}, shared.MessagePosted{Text: "x", Rich: shared.Rich{HTML: "<p>x</p>", Mentions: []shared.PersonID{bob}}}},
		{"tea", shared.EditMessage{Message: 6, Text: "a\r"}, shared.MessageEdited{Message: 6, Text: "a\n"}},
		{"coffee", shared.CreateRoom{Name: "  Cof \t fee ", Topic: " hot\n\nand black "}, shared.RoomCreated{Name: "Cof fee", Topic: "hot and black"}},
		{"tea", shared.RenameRoom{Name: " Tea  time", Topic: "  "}, shared.RoomRenamed{Name: "Tea time"}},
		{"", shared.Rename{Name: " Ann  Lee "}, shared.PersonRenamed{Name: "Ann Lee"}},
		{"general", shared.Leave{}, shared.PersonLeft{}},
		{"general", shared.Join{}, shared.PersonJoined{Name: "Ann Lee"}},
	}
	for _, test := range tests {
		if got := w.must(ann, test.room, test.ask); !reflect.DeepEqual(got.Body, test.want) || got.By != ann || got.Room != test.room {
			t.Errorf("%+v in %q made %+v, want %+v", test.ask, test.room, got, test.want)
		}
	}
	if e := w.must(ann, "general", shared.Rename{Name: "Ann"}); e.Room != "" {
		t.Errorf("a person was renamed in room %q, not on the server", e.Room)
	}
}

func TestRoomsGetAddressesOfTheirNames(t *testing.T) {
	w := newTeaParty(t)
	tests := []struct {
		name string
		want shared.RoomID
	}{
		{"Coffee & Cake", "coffee-cake"},
		{"Coffee Cake", "coffee-cake-2"},
		{"Coffee; Cake", "coffee-cake-3"},
		{"Tea.", "tea-2"},
		{"🫖", "room"},
		{"☕", "room-2"},
		{"Кухня", "кухня"},
		{"Cafe\u0301", "café"},
		{"茶水间", "茶水间"},
		{strings.Repeat("w", 40), shared.RoomID(strings.Repeat("w", 40))},
	}
	for _, test := range tests {
		e := w.must(ann, "", shared.CreateRoom{Name: test.name})
		if e.Room != test.want || !e.Room.Valid() {
			t.Errorf("the room %q is at %q, want %q", test.name, e.Room, test.want)
		}
	}
}

// A name's address can be longer than the name, where Unicode has no composed
// form for its letters, and is then cut.
func TestNumberedAddressesFit(t *testing.T) {
	w := newTeaParty(t)
	addresses := map[shared.RoomID]bool{}
	for i := range 12 {
		name := strings.Repeat("\ufb2c", 25) + strings.Repeat("!", i) // 75 runes
		e := w.must(ann, "", shared.CreateRoom{Name: name})
		if !e.Room.Valid() || addresses[e.Room] {
			t.Errorf("room %d is at %q", i+1, e.Room)
		}
		addresses[e.Room] = true
	}
}

const annsFile = shared.FileID("f_4zv2kq7x9abm3n6p8r5t2wyc4e")

func annUploaded(w *world) {
	w.records.Uploads[annsFile] = chat.Upload{By: ann, Room: "tea", File: shared.File{ID: annsFile, Name: "cat.png", Type: "image/png"}}
}

func annPostedFile(w *world) {
	annUploaded(w)
	w.must(ann, "tea", shared.PostMessage{Files: []shared.FileID{annsFile}})
}

// A file goes with its message, which says nothing more than it has to.
func TestFilesGoWithTheirMessage(t *testing.T) {
	w := newTeaParty(t)
	annUploaded(w)
	posted := w.must(ann, "tea", shared.PostMessage{Text: " \n", Files: []shared.FileID{annsFile}})
	body := posted.Body.(shared.MessagePosted)
	if body.Text != "" || len(body.Files) != 1 || body.Files[0].Name != "cat.png" {
		t.Errorf("posted %+v", body)
	}
	if a := w.records.Files[annsFile]; a.Message != posted.Seq || a.Room != "tea" || a.By != ann || len(w.records.Uploads) != 0 {
		t.Errorf("the file is of %+v, and %d uploads wait", a, len(w.records.Uploads))
	}
	w.must(ann, "tea", shared.DeleteMessage{Message: posted.Seq})
	if len(w.records.Files) != 0 || w.records.Messages["tea"][posted.Seq].Files != nil {
		t.Error("the file outlives its message")
	}
}

// An answer calls whom it answers, once, and not oneself.
func TestAnAnswerCallsItsAuthor(t *testing.T) {
	w := newTeaParty(t)
	for _, calls := range [][]shared.PersonID{nil, {ann}} {
		e := w.must(bob, "tea", shared.PostMessage{Text: "x", Rich: shared.Rich{Mentions: calls}, Reply: 6})
		if got := e.Body.(shared.MessagePosted).Mentions; !slices.Equal(got, []shared.PersonID{ann}) {
			t.Errorf("an answer that calls %v calls %v", calls, got)
		}
	}
}

func manyPins(w *world) {
	for range shared.MaxPins {
		posted := w.must(ann, "tea", shared.PostMessage{Text: "x"})
		w.must(ann, "tea", shared.PinMessage{Message: posted.Seq})
	}
}

// A room knows its pins, the last one last, and forgets those that were deleted.
func TestPinsOfARoom(t *testing.T) {
	w := newTeaParty(t)
	second := w.must(bob, "tea", shared.PostMessage{Text: "x"}).Seq
	for _, seq := range []shared.Seq{6, second, 6} {
		w.must(ann, "tea", shared.PinMessage{Message: seq})
	}
	if pins := w.records.Rooms["tea"].Pins; !slices.Equal(pins, []shared.Seq{second, 6}) {
		t.Errorf("pinned are %v", pins)
	}
	w.must(ann, "tea", shared.DeleteMessage{Message: 6})
	w.must(ann, "tea", shared.UnpinMessage{Message: second})
	if pins := w.records.Rooms["tea"].Pins; len(pins) != 0 {
		t.Errorf("pinned are %v", pins)
	}
}

func threeTalk(w *world) { w.must(ann, "", shared.OpenDirect{People: []shared.PersonID{bob, cat}}) }

func bobLeftThree(w *world) {
	threeTalk(w)
	w.must(bob, chat.DirectRoomID([]shared.PersonID{ann, bob, cat}), shared.Leave{})
}

// Who comes back to a direct room comes alone: another one who left stays away.
func TestComingBackToATalk(t *testing.T) {
	w := newTeaParty(t)
	bobLeftThree(w)
	three := chat.DirectRoomID([]shared.PersonID{ann, bob, cat})
	w.must(cat, three, shared.Leave{})
	w.must(bob, "", shared.OpenDirect{People: []shared.PersonID{ann, cat}})
	if _, in := w.records.Members[three][cat]; in || len(w.records.Members[three]) != 2 {
		t.Errorf("in the room are %v", w.records.Members[three])
	}
}
