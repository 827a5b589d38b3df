package store

import (
	"reflect"
	"testing"

	"parley/shared"
)

// What a message said before is read by the members of its room for as long as it
// stands, and no longer.
func TestVersions(t *testing.T) {
	dir := t.TempDir()
	s := open(t, dir, Options{})
	ann, bob := enter(t, s, "Ann"), enter(t, s, "Bob")
	den := roomOf(t, s, must(t, s, ann, command("", shared.CreateRoom{Name: "Den", Private: true})))
	said := must(t, s, ann, post(den, "one"))
	must(t, s, ann, post(den, "another"))
	for _, text := range []string{"*two*", "three"} {
		must(t, s, ann, command(den, shared.EditMessage{Message: said, Text: text, Rich: shared.Rich{HTML: "<p>" + text + "</p>"}}))
	}
	of, err := s.Versions(t.Context(), ann, den, said)
	var texts, htmls []string
	for i, version := range of.Versions {
		texts, htmls = append(texts, version.Text), append(htmls, version.HTML)
		if version.At == 0 || i > 0 && version.At > of.Versions[i-1].At {
			t.Errorf("%+v was written at %d", version, version.At)
		}
	}
	if err != nil || of.By.Name != "Ann" || !reflect.DeepEqual(texts, []string{"three", "*two*", "one"}) ||
		!reflect.DeepEqual(htmls, []string{"<p>three</p>", "<p>*two*</p>", ""}) {
		t.Errorf("%+v, %v", of, err)
	}
	_, err = s.Versions(t.Context(), bob, den, said)
	if shared.CodeOf(err) != shared.CodeRoomNotFound {
		t.Errorf("who is not in the room gets %v", err)
	}
	_, err = s.Versions(t.Context(), ann, shared.General, said)
	if shared.CodeOf(err) != shared.CodeMessageNotFound {
		t.Errorf("in another room: %v", err)
	}
	must(t, s, ann, command(den, shared.DeleteMessage{Message: said}))
	_, err = s.Versions(t.Context(), ann, den, said)
	if shared.CodeOf(err) != shared.CodeMessageDeleted {
		t.Errorf("of a deleted message: %v", err)
	}
	clean(t, dir, s)
}
