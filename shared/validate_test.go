package shared

import (
	"strings"
	"testing"
)

func TestValidate(t *testing.T) {
	tests := []struct {
		name string
		cmd  Command
		code Code
	}{
		{"a post", Command{someID, General, PostMessage{Text: "hi"}}, ""},
		{"no id", Command{"", General, PostMessage{Text: "hi"}}, CodeCommandIDInvalid},
		{"an id in small letters", Command{"01arz3ndektsv4rrffq69g5fav", General, PostMessage{Text: "hi"}}, CodeCommandIDInvalid},
		{"a post without a room", Command{someID, "", PostMessage{Text: "hi"}}, CodeRoomInvalid},
		{"a post to no room's id", Command{someID, "../x", PostMessage{Text: "hi"}}, CodeRoomInvalid},
		{"an empty post", Command{someID, General, PostMessage{Text: " "}}, CodeTextEmpty},
		{"a long post", Command{someID, General, PostMessage{Text: strings.Repeat("x", MaxMessageRunes+1)}}, CodeTextTooLong},
		{"a file without words", Command{someID, General, PostMessage{Files: []FileID{someFile}}}, ""},
		{"a file with too many words", Command{someID, General, PostMessage{Text: strings.Repeat("x", MaxMessageRunes+1), Files: []FileID{someFile}}}, CodeTextTooLong},
		{"a file by another name", Command{someID, General, PostMessage{Text: "hi", Files: []FileID{"../../etc/passwd"}}}, CodeFileNotFound},
		{"a file twice", Command{someID, General, PostMessage{Text: "hi", Files: []FileID{someFile, someFile}}}, CodeFileNotFound},
		{"too many files", Command{someID, General, PostMessage{Text: "hi", Files: make([]FileID, MaxFilesPerMessage+1)}}, CodeTooMany},
		{"a pin", Command{someID, General, PinMessage{1}}, ""},
		{"a pin on nothing", Command{someID, General, PinMessage{0}}, CodeMessageNotFound},
		{"a pin taken from nothing", Command{someID, General, UnpinMessage{0}}, CodeMessageNotFound},
		{"a preview", Command{someID, General, PreviewMessage{Message: 1}}, ""},
		{"a preview of nothing", Command{someID, General, PreviewMessage{}}, CodeMessageNotFound},
		{"no preview", Command{someID, General, UnpreviewMessage{1}}, ""},
		{"no preview of nothing", Command{someID, General, UnpreviewMessage{}}, CodeMessageNotFound},
		{"an answer", Command{someID, General, PostMessage{Text: "hi", Reply: 7}}, ""},
		{"an answer to nothing", Command{someID, General, PostMessage{Text: "hi", Reply: -7}}, CodeMessageNotFound},
		{"an edit", Command{someID, General, EditMessage{Message: 1, Text: "hi"}}, ""},
		{"an edit of nothing", Command{someID, General, EditMessage{Message: 0, Text: "hi"}}, CodeMessageNotFound},
		{"an edit without a room", Command{someID, "", EditMessage{Message: 1, Text: "hi"}}, CodeRoomInvalid},
		{"an edit to nothing", Command{someID, General, EditMessage{Message: 1, Text: ""}}, CodeTextEmpty},
		{"a deletion", Command{someID, General, DeleteMessage{1}}, ""},
		{"a deletion of nothing", Command{someID, General, DeleteMessage{-1}}, CodeMessageNotFound},
		{"a reaction", Command{someID, General, AddReaction{1, "👍"}}, ""},
		{"a reaction in words", Command{someID, General, AddReaction{1, "ok"}}, CodeEmojiInvalid},
		{"a reaction to nothing", Command{someID, General, AddReaction{0, "👍"}}, CodeMessageNotFound},
		{"a reaction taken back", Command{someID, General, RemoveReaction{1, "👍"}}, ""},
		{"nothing taken back", Command{someID, General, RemoveReaction{1, ""}}, CodeEmojiInvalid},
		{"a room", Command{someID, "tea", CreateRoom{Name: "Tea", Topic: "All of it"}}, ""},
		{"a private room", Command{someID, "", CreateRoom{Name: "Tea", Private: true}}, ""},
		{"a private room with an address", Command{someID, "tea", CreateRoom{Name: "Tea", Private: true}}, CodeRoomInvalid},
		{"a direct room", Command{someID, "", OpenDirect{[]PersonID{"u_bob"}}}, ""},
		{"a direct room with nobody", Command{someID, "", OpenDirect{}}, CodePersonNotFound},
		{"a direct room with no one", Command{someID, "", OpenDirect{[]PersonID{"u_bob", ""}}}, CodePersonNotFound},
		{"a direct room with a crowd", Command{someID, "", OpenDirect{make([]PersonID, MaxDirectPeople+1)}}, CodeTooMany},
		{"a room without an address", Command{someID, "", CreateRoom{Name: "Tea"}}, ""},
		{"a room with a bad address", Command{someID, "Tea!", CreateRoom{Name: "Tea"}}, CodeRoomInvalid},
		{"a room without a name", Command{someID, "tea", CreateRoom{}}, CodeNameEmpty},
		{"a room with a long topic", Command{someID, "tea", CreateRoom{Name: "Tea", Topic: strings.Repeat("x", MaxTopicRunes+1)}}, CodeNameTooLong},
		{"a room's name", Command{someID, "tea", RenameRoom{Name: "Tea"}}, ""},
		{"no room's name", Command{someID, "", RenameRoom{Name: "Tea"}}, CodeRoomInvalid},
		{"an archive", Command{someID, "tea", ArchiveRoom{}}, ""},
		{"an archive of nothing", Command{someID, "", ArchiveRoom{}}, CodeRoomInvalid},
		{"a restriction", Command{someID, "tea", RestrictRoom{Restrictions{Locked: true, Slow: MaxSlowSeconds}}}, ""},
		{"a restriction of nothing", Command{someID, "", RestrictRoom{}}, CodeRoomInvalid},
		{"a pause of less than nothing", Command{someID, "tea", RestrictRoom{Restrictions{Slow: -1}}}, CodeParameterInvalid},
		{"a pause without end", Command{someID, "tea", RestrictRoom{Restrictions{Slow: MaxSlowSeconds + 1}}}, CodeParameterInvalid},
		{"muting", Command{someID, "", MutePerson{"u_bob", MaxMuteMinutes}}, ""},
		{"muting nobody", Command{someID, "", MutePerson{"", 1}}, CodePersonNotFound},
		{"muting for ever", Command{someID, "", MutePerson{"u_bob", MaxMuteMinutes + 1}}, CodeParameterInvalid},
		{"muting backwards", Command{someID, "", MutePerson{"u_bob", -1}}, CodeParameterInvalid},
		{"a ban", Command{someID, "", BanPerson{"u_bob"}}, ""},
		{"a ban of nobody", Command{someID, "", BanPerson{}}, CodePersonNotFound},
		{"the end of a ban", Command{someID, "", UnbanPerson{"u_bob"}}, ""},
		{"the end of nobody's ban", Command{someID, "", UnbanPerson{}}, CodePersonNotFound},
		{"blocking", Command{someID, "", BlockPerson{"u_bob"}}, ""},
		{"blocking nobody", Command{someID, "", BlockPerson{}}, CodePersonNotFound},
		{"unblocking", Command{someID, "", UnblockPerson{"u_bob"}}, ""},
		{"unblocking nobody", Command{someID, "", UnblockPerson{}}, CodePersonNotFound},
		{"a report of a message", Command{someID, "tea", MakeReport{Message: 1, Why: "spam"}}, ""},
		{"a report of a person", Command{someID, "", MakeReport{Person: "u_bob"}}, ""},
		{"a report of nothing", Command{someID, "tea", MakeReport{}}, CodePersonNotFound},
		{"a report of a message nowhere", Command{someID, "", MakeReport{Message: 1}}, CodeRoomInvalid},
		{"a report with a story", Command{someID, "", MakeReport{Person: "u_bob", Why: strings.Repeat("x", MaxReportRunes+1)}}, CodeNameTooLong},
		{"the end of a report", Command{someID, "", CloseReport{1}}, ""},
		{"the end of no report", Command{someID, "", CloseReport{}}, CodeMessageNotFound},
		{"reading", Command{someID, "tea", ReadRoom{1}}, ""},
		{"reading nothing", Command{someID, "tea", ReadRoom{0}}, CodeMessageNotFound},
		{"reading nowhere", Command{someID, "", ReadRoom{1}}, CodeRoomInvalid},
		{"unreading", Command{someID, "tea", UnreadRoom{1}}, ""},
		{"unreading nothing", Command{someID, "tea", UnreadRoom{-1}}, CodeMessageNotFound},
		{"a level", Command{someID, "tea", SetLevel{LevelNone}}, ""},
		{"the usual level", Command{someID, "tea", SetLevel{}}, ""},
		{"no level", Command{someID, "tea", SetLevel{"loud"}}, CodeParameterInvalid},
		{"a level of nothing", Command{someID, "", SetLevel{LevelAll}}, CodeRoomInvalid},
		{"hiding", Command{someID, "tea", HideRoom{}}, ""},
		{"hiding nothing", Command{someID, "", HideRoom{}}, CodeRoomInvalid},
		{"joining", Command{someID, "tea", Join{}}, ""},
		{"joining nothing", Command{someID, "", Join{}}, CodeRoomInvalid},
		{"leaving", Command{someID, "tea", Leave{}}, ""},
		{"leaving the server, which is not for clients to ask so", Command{someID, "", Leave{}}, CodeRoomInvalid},
		{"adding", Command{someID, "tea", AddPerson{"u_bob"}}, ""},
		{"adding nobody", Command{someID, "tea", AddPerson{}}, CodePersonNotFound},
		{"adding to nothing", Command{someID, "", AddPerson{"u_bob"}}, CodeRoomInvalid},
		{"removing", Command{someID, "tea", RemovePerson{"u_bob"}}, ""},
		{"removing nobody", Command{someID, "tea", RemovePerson{}}, CodePersonNotFound},
		{"removing from nothing", Command{someID, "", RemovePerson{"u_bob"}}, CodeRoomInvalid},
		{"a name", Command{someID, "", Rename{"Ann"}}, ""},
		{"no name", Command{someID, "", Rename{""}}, CodeNameEmpty},
		{"a status", Command{someID, "", SetStatus{"🌴"}}, ""},
		{"a picture", Command{someID, "", SetPicture{"b0b"}}, ""},
		{"no status", Command{someID, "", SetStatus{}}, ""},
		{"a long status", Command{someID, "", SetStatus{strings.Repeat("x", MaxStatusRunes+1)}}, CodeNameTooLong},
		{"a role", Command{someID, "", ChangeRole{"u_ann", RoleModerator}}, ""},
		{"a role for nobody", Command{someID, "", ChangeRole{"", RoleModerator}}, CodePersonNotFound},
		{"what is no role", Command{someID, "", ChangeRole{"u_ann", "emperor"}}, CodeParameterInvalid},
	}
	kinds := map[Kind]bool{}
	for _, test := range tests {
		kinds[test.cmd.Kind()] = true
		if err := test.cmd.Validate(); CodeOf(err) != test.code {
			t.Errorf("%s: %v, want code %q", test.name, err, test.code)
		}
	}
	for _, kind := range CommandKinds() {
		if !kinds[kind] {
			t.Errorf("%s is not tested", kind)
		}
	}
}

// A message of the most and the widest characters fits in a request, whatever
// way its JSON is written.
func TestTheLimitsFitEachOther(t *testing.T) {
	const escaped = len(`\ud83d\ude00`) // one character, as some encoders write it
	if MaxMessageRunes*escaped > MaxBodyBytes {
		t.Errorf("%d characters can take %d bytes, %d are allowed", MaxMessageRunes, MaxMessageRunes*escaped, MaxBodyBytes)
	}
	if MaxNameRunes > MaxRoomIDRunes || DefaultPage > MaxPage || RetryMin > RetryMax || TypingEvery >= TypingFor {
		t.Error("a limit contradicts another")
	}
}
