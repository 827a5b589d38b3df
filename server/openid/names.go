package openid

import (
	"context"
	"errors"
	"strings"

	"github.com/coreos/go-oidc/v3/oidc"
	"golang.org/x/oauth2"
)

// claims are what a provider may say of how somebody is called.
type claims struct {
	Name      string `json:"name"`
	Nickname  string `json:"nickname"`
	Preferred string `json:"preferred_username"`
	Email     string `json:"email"`
}

// list gives those that there are, the best first; of an address that is what
// stands before the @.
func (c claims) list() (names []string) {
	mailbox, _, _ := strings.Cut(c.Email, "@")
	for _, name := range []string{c.Name, c.Nickname, c.Preferred, mailbox} {
		if strings.TrimSpace(name) != "" {
			names = append(names, name)
		}
	}
	return names
}

// names asks how somebody is called: the proof itself, and where it does not say
// so, the provider.
func (p *Provider) names(ctx context.Context, known *oidc.Provider, proof *oidc.IDToken, tokens oauth2.TokenSource) ([]string, error) {
	var said claims
	if err := proof.Claims(&said); err != nil {
		return nil, err
	}
	if names := said.list(); len(names) > 0 || known.UserInfoEndpoint() == "" {
		return names, nil
	}
	info, err := known.UserInfo(ctx, tokens)
	if err != nil {
		return nil, err
	}
	if info.Subject != proof.Subject {
		return nil, errors.New("the provider tells of somebody else")
	}
	err = info.Claims(&said)
	return said.list(), err
}
