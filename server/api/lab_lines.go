package api

import (
	"net/http"
	"time"

	"github.com/gorilla/mux"

	"parley/server/feed"
	"parley/server/lab/meter"
	"parley/shared"
)

const lineParameter = "line"

// onLine has a request count for the line that it names, if it does, and gives
// who listens by it.
func (s *server) onLine(r *http.Request, who session) (feed.Who, error) {
	listener := s.listener(r, who)
	query := r.URL.Query()
	if !query.Has(lineParameter) {
		return listener, nil
	}
	l, err := s.lines.Line(who.person.ID, query.Get(lineParameter))
	if err != nil {
		return listener, err
	}
	l.Claim(r)
	listener.Over = l.Stopped
	return listener, nil
}

func (s *server) getLines(w http.ResponseWriter, r *http.Request, who session) error {
	figures, err := s.lines.Figures(who.person.ID, r.URL.Query()["name"])
	if err != nil {
		return err
	}
	reply(w, http.StatusOK, shared.LabLines{Lines: figures})
	return nil
}

// lineAct does something to a line.
type lineAct func(http.ResponseWriter, *http.Request, *meter.Line) error

// onNamed does it to the line of the address, and answers how the line is then.
func (s *server) onNamed(act lineAct) http.HandlerFunc {
	return s.member(func(w http.ResponseWriter, r *http.Request, who session) error {
		l, err := s.lines.Line(who.person.ID, mux.Vars(r)["line"])
		if err == nil {
			err = act(w, r, l)
		}
		if err != nil {
			return err
		}
		s.lab.Look(who.person.ID)
		reply(w, http.StatusOK, l.Figures())
		return nil
	})
}

func cutLine(_ http.ResponseWriter, _ *http.Request, l *meter.Line) error {
	l.Cut()
	return nil
}

func stopLine(_ http.ResponseWriter, _ *http.Request, l *meter.Line) error {
	l.Stop(true)
	return nil
}

func startLine(_ http.ResponseWriter, _ *http.Request, l *meter.Line) error {
	l.Stop(false)
	return nil
}

func holdLine(w http.ResponseWriter, r *http.Request, l *meter.Line) error {
	var asked shared.LabHold
	if err := decode(w, r, &asked); err != nil {
		return err
	}
	if asked.Millis < 1 || asked.Millis > shared.MaxLabHold {
		return shared.Errorf(shared.CodeParameterInvalid, "“ms” is a number of milliseconds from 1 to %d.", shared.MaxLabHold)
	}
	l.Hold(time.Duration(asked.Millis) * time.Millisecond)
	return nil
}
