package shared

import "testing"

// Owners give roles to whoever has an account but themselves, and nobody else does.
func TestWhoGivesWhomARole(t *testing.T) {
	for _, by := range Roles() {
		for _, to := range Roles() {
			giver, taker := Person{ID: "u_ann", Role: by}, Person{ID: "u_bob", Role: to}
			want := by == RoleOwner && to != RoleGuest && to != RoleBot
			if got := giver.GivesRole(taker); got != want {
				t.Errorf("%q gives %q a role: %v", by, to, got)
			}
			if giver.GivesRole(giver) {
				t.Errorf("%q has a role of their own making", by)
			}
		}
	}
	if (Person{}).GivesRole(Person{ID: "u_bob", Role: RoleMember}) {
		t.Error("nobody gives roles")
	}
}
