package archive

import (
	"strconv"

	"parley/shared"
)

// person finds or makes who somebody of the source is here. They have an account
// without a password: the operator gives them a link for one.
func (m *importer) person(p shared.Person) error {
	if here, err := m.Store.Person(m.ctx, p.ID); err == nil && here.Name != "" {
		m.people[p.ID] = p.ID
		return nil
	} else if code := shared.CodeOf(err); err != nil && code != shared.CodePersonNotFound {
		return err
	}
	if same, ok, err := m.named(p.Name); err != nil || ok {
		m.people[p.ID] = same
		return err
	}
	role := shared.RoleMember
	if p.Role == shared.RoleBot {
		role = p.Role
	}
	for n := range mostOfOneName {
		name := numbered(p.Name, n)
		_, err := m.do(p.ID, 0, shared.Command{ID: CommandID(0, "person", string(p.ID), name), Room: shared.General, Body: shared.Join{Name: name, Role: role}})
		if shared.CodeOf(err) == shared.CodeNameTaken {
			continue
		}
		if err == nil {
			m.people[p.ID] = p.ID
			m.done.People++
		}
		return m.left(p.Name, err)
	}
	return m.left(p.Name, shared.Errorf(shared.CodeNameTaken, "there are too many of that name"))
}

// mostOfOneName is how many people or rooms may have one name but for its number.
const mostOfOneName = 50

// numbered is a name for the next one who has it.
func numbered(name string, n int) string {
	if n == 0 {
		return name
	}
	number := " (" + strconv.Itoa(n+1) + ")"
	if room := shared.MaxNameRunes - len(number); len([]rune(name)) > room {
		name = string([]rune(name)[:room])
	}
	return name + number
}

// named finds who has an account here under a name, where that is to be the same
// person.
func (m *importer) named(name string) (shared.PersonID, bool, error) {
	if !m.SameNames {
		return "", false, nil
	}
	here, err := m.Store.PersonNamed(m.ctx, name)
	if shared.CodeOf(err) == shared.CodePersonNotFound {
		return "", false, nil
	}
	return here.ID, err == nil && here.Role.AtLeast(shared.RoleMember), err
}

// here is who somebody of the source is; "" for nobody.
func (m *importer) here(id shared.PersonID) shared.PersonID { return m.people[id] }
