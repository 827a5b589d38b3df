package chattest

import "parley/shared"

// paces tells when somebody wrote, and once more.
func (s suite) paces() {
	wrote := func(room shared.RoomID, want any) {
		s.Helper()
		at, ok, err := s.tx.Wrote(room, "u_ann")
		s.is("the time of writing in "+string(room), at, ok, err, want)
	}
	wrote("tea", nil)
	s.must(s.tx.PutWrote("tea", "u_ann", 1_700_000_000_000))
	s.must(s.tx.PutWrote("tea", "u_other", 5))
	wrote("tea", int64(1_700_000_000_000))
	wrote("coffee", nil)
	s.must(s.tx.PutWrote("tea", "u_ann", 1_700_000_060_000))
	wrote("tea", int64(1_700_000_060_000))
}
