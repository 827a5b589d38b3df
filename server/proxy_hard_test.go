package main

import (
	"fmt"
	"net/http"
	"strings"
	"testing"

	"parley/shared"
)

// hangsUp has the proxy die again and again while Bo talks; Ann goes on by
// another transport each time. She hears everything, once and in order.
func hangsUp(t *testing.T, p *proxied) {
	ann, bo := p.visitor("Ann"), p.neighbour("Bo")
	at := ann.snapshot().Cursor
	var said, heard []shared.Seq
	talk := func() {
		for range 3 {
			said = append(said, bo.post(shared.General, fmt.Sprint("message ", len(said))))
		}
	}
	for _, transport := range []shared.Transport{
		shared.TransportSSE, shared.TransportWebSocket, shared.TransportLongPoll, shared.TransportPoll, shared.TransportWebSocket, shared.TransportSSE,
	} {
		talk()
		ear := hearings[transport](ann, at.String())
		hears := func(until int) {
			for len(heard) < until {
				event, cursor, err := ear.next()
				if err != nil {
					t.Fatalf("%s, after %d of %d: %v", transport, len(heard), len(said), err)
				}
				heard, at = append(heard, event.Seq), cursor
			}
		}
		hears(len(said))
		talk()
		hears(len(said) - 2) // the others are under way
		p.hangUp()
		for { // what had come, had come
			event, cursor, err := ear.next()
			if err != nil {
				break
			}
			heard, at = append(heard, event.Seq), cursor
		}
		ear.close()
		talk()
		p.run()
	}
	rest := hearings[shared.TransportPoll](ann, at.String())
	for len(heard) < len(said) {
		event, _, err := rest.next()
		if err != nil {
			t.Fatal(err)
		}
		heard = append(heard, event.Seq)
	}
	if fmt.Sprint(heard) != fmt.Sprint(said) {
		t.Errorf("heard %v, said was %v", heard, said)
	}
}

// addressed enters until the server has enough of an address. It is that of the
// proxy's client, whatever that one says.
func addressed(t *testing.T, p *proxied) {
	p.shut()
	p.config.RateLimit = true
	p.start()
	enters := func(from string, forged ...string) (status int) {
		g := p.guest(from)
		request, _ := http.NewRequest("POST", g.base+shared.PathSession, strings.NewReader(marshal(t, shared.EnterRequest{Name: string(newID())})))
		for _, one := range forged {
			request.Header.Add("X-Forwarded-For", one)
		}
		response, err := g.http.Do(request)
		if err != nil {
			t.Fatal(err)
		}
		defer g.http.CloseIdleConnections()
		response.Body.Close()
		return response.StatusCode
	}
	for n := 0; ; n++ {
		status := enters(visitorsAddress, fmt.Sprintf("198.51.100.%d", n%250), fmt.Sprintf("192.0.2.%d, 127.0.0.1", n%250))
		if status == http.StatusTooManyRequests {
			break
		}
		if status != http.StatusOK || n > 1000 {
			t.Fatalf("the %dth enters with %d", n, status)
		}
	}
	if status := enters("127.0.0.3", visitorsAddress); status != http.StatusOK {
		t.Errorf("someone else enters through the proxy with %d", status)
	}
	if status, _ := p.house.stranger().ask("POST", shared.PathSession, shared.EnterRequest{Name: "Direct"}); status != http.StatusOK {
		t.Errorf("someone enters from the proxy's own address with %d", status)
	}
}
