package store

import "parley/shared"

func (r *records) Blocked(by shared.PersonID) (people []shared.PersonID, err error) {
	err = r.each("SELECT blocked FROM blocks WHERE person = $1 ORDER BY blocked", args{by}, func(scan func(...any) error) error {
		var person shared.PersonID
		err := scan(&person)
		people = append(people, person)
		return err
	})
	return people, err
}

func (r *records) PutBlock(by, person shared.PersonID) error {
	_, err := r.exec("INSERT INTO blocks (person, blocked) VALUES ($1, $2) ON CONFLICT (person, blocked) DO NOTHING", by, person)
	return err
}

func (r *records) DeleteBlock(by, person shared.PersonID) error {
	_, err := r.exec("DELETE FROM blocks WHERE person = $1 AND blocked = $2", by, person)
	return err
}
