package main

import (
	"context"
	"fmt"
	"io"

	"parley/server/secret"
	"parley/server/store"
	"parley/shared"
)

// entrance is a flag that is written as open or invited; true for invited.
type entrance bool

// String implements pflag.Value.
func (e *entrance) String() string {
	if *e {
		return "invited"
	}
	return "open"
}

// Set implements pflag.Value.
func (e *entrance) Set(s string) error {
	switch s {
	case "open":
		*e = false
	case "invited":
		*e = true
	default:
		return fmt.Errorf("it is open or invited, not %q", s)
	}
	return nil
}

// Type implements pflag.Value.
func (e *entrance) Type() string { return "open|invited" }

// offer prints the link whose opener becomes the owner, for as long as there is
// none. Each start makes another: the one before may have been lost, or seen by
// others.
func (n *node) offer(ctx context.Context, to io.Writer) error {
	owned, err := n.store.HasOwner(ctx)
	if err != nil || owned {
		return err
	}
	token, hash := secret.NewToken()
	link := store.Link{Purpose: store.ToClaim, Uses: 1}
	if err := n.store.Keep(ctx, n.store.EndsLinks(store.ToClaim, ""), n.store.MakesLink(hash, link)); err != nil {
		return err
	}
	_, err = fmt.Fprintf(to, "It has no owner yet. Whoever opens this link first becomes it:\n  %s%s\n", n.URL(), shared.PageDoor(shared.DoorClaim, token))
	return err
}
