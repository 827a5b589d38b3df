package main

import (
	"bufio"
	"context"
	"crypto/tls"
	"crypto/x509"
	"encoding/pem"
	"log/slog"
	"net/http"
	"net/http/httptest"
	"os"
	"path/filepath"
	"strings"
	"testing"

	"parley/shared"
)

// TestOverTLS enters over HTTPS: the cookie is for HTTPS alone, and the stream
// goes over HTTP/2.
func TestOverTLS(t *testing.T) {
	h := openHouse(t)
	h.shut()
	h.config.Certificate, h.config.Key = selfSigned(t)
	h.start()
	client := &http.Client{Transport: &http.Transport{ForceAttemptHTTP2: true, TLSClientConfig: &tls.Config{InsecureSkipVerify: true}}}
	base := "https://" + h.config.Listen
	entered, err := client.Post(base+shared.PathSession, "application/json", strings.NewReader(`{"name":"Ann"}`))
	if err != nil {
		t.Fatal(err)
	}
	entered.Body.Close()
	cookie := entered.Cookies()[0]
	if !cookie.Secure {
		t.Errorf("over HTTPS the cookie is %v", cookie)
	}
	request := mustRequest(t, base+shared.PathSSE).WithContext(t.Context())
	request.AddCookie(cookie)
	stream, err := client.Do(request)
	if err != nil {
		t.Fatal(err)
	}
	defer stream.Body.Close()
	if stream.ProtoMajor != 2 {
		t.Errorf("the stream goes over %s", stream.Proto)
	}
	readUpTo(t, bufio.NewReader(stream.Body), "event: hello\n")
}

// selfSigned writes a certificate and its key to files.
func selfSigned(t *testing.T) (certificate, key string) {
	t.Helper()
	server := httptest.NewUnstartedServer(nil)
	server.StartTLS()
	defer server.Close()
	pair := server.TLS.Certificates[0]
	private, err := x509.MarshalPKCS8PrivateKey(pair.PrivateKey)
	if err != nil {
		t.Fatal(err)
	}
	write := func(name, kind string, content []byte) string {
		path := filepath.Join(t.TempDir(), name)
		if err := os.WriteFile(path, pem.EncodeToMemory(&pem.Block{Type: kind, Bytes: content}), 0o600); err != nil {
			t.Fatal(err)
		}
		return path
	}
	return write("cert.pem", "CERTIFICATE", pair.Certificate[0]), write("key.pem", "PRIVATE KEY", private)
}

// TestHalfOfTLSIsRefused: who gave a key does not mean to serve plain HTTP.
func TestHalfOfTLSIsRefused(t *testing.T) {
	certificate, key := selfSigned(t)
	for _, half := range [][2]string{{certificate, ""}, {"", key}} {
		config := defaults()
		config.Listen, config.Data, config.Certificate, config.Key = "127.0.0.1:0", t.TempDir(), half[0], half[1]
		n, err := open(t.Context(), config, slog.New(slog.DiscardHandler))
		if err == nil || !strings.Contains(err.Error(), "tls-cert") {
			t.Errorf("%v: %v", half, err)
		}
		if n != nil {
			ctx, stop := context.WithCancel(t.Context())
			stop()
			n.Run(ctx)
		}
	}
}
