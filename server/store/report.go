package store

import (
	"context"

	"parley/shared"
)

func (r *records) OpenReport(seq shared.Seq) (about shared.PersonID, ok bool, err error) {
	ok, err = r.one("SELECT about FROM reports WHERE seq = $1", args{seq}, &about)
	return about, ok, err
}

func (r *records) OpenReports(by shared.PersonID) (count int, err error) {
	_, err = r.one("SELECT count(*) FROM reports WHERE author = $1", args{by}, &count)
	return count, err
}

func (r *records) AddReport(seq shared.Seq, by, about shared.PersonID) error {
	_, err := r.exec("INSERT INTO reports (seq, author, about) VALUES ($1, $2, $3)", seq, by, about)
	return err
}

func (r *records) DeleteReport(seq shared.Seq) error {
	_, err := r.exec("DELETE FROM reports WHERE seq = $1", seq)
	return err
}

// Reports gives what waits for a moderator. The room of a message is told to who is in
// it.
func (s *Store) Reports(ctx context.Context, reader shared.PersonID) (list shared.ReportList, err error) {
	err = s.read(ctx, func(v view) error {
		if _, err := v.one("SELECT count(*) FROM reports", nil, &list.Waiting); err != nil {
			return err
		}
		entries, err := v.entries("seq IN (SELECT seq FROM reports WHERE seq > 0 ORDER BY seq LIMIT $1) ORDER BY seq", args{shared.ReportPage})
		tx := newRecords(v.conn)
		for _, entry := range entries {
			if err != nil {
				break
			}
			var report shared.Report
			report, err = v.report(tx, entry.Event, reader)
			list.Reports = append(list.Reports, report)
		}
		return err
	})
	return list, err
}

func (v view) report(tx *records, e shared.Event, reader shared.PersonID) (report shared.Report, err error) {
	made, _ := e.Body.(shared.ReportMade)
	report = shared.Report{Seq: e.Seq, At: e.At, Message: made.Message, Said: made.Said, Why: made.Why}
	by, _, err := tx.Person(e.By)
	if err != nil {
		return report, err
	}
	whom, _, err := tx.Person(made.Person)
	if err != nil {
		return report, err
	}
	report.By, report.Whom = by.Person, whom.Person
	_, inside, err := tx.Member(e.Room, reader)
	if err != nil || !inside {
		return report, err
	}
	room, _, err := tx.Room(e.Room)
	report.Room, report.Name = e.Room, room.Name
	return report, err
}
