package main

import (
	"os"
	"syscall"
)

// proxyKind is a proxy that the README configures.
type proxyKind struct {
	name    string
	adapt   []string // what the README says, each followed by what it is here
	around  string   // the configuration's file; %s is what the README says
	command []string
	end     os.Signal // makes it hang up at once
}

// Of the README's configuration only addresses and paths are replaced: {listen}
// and {server} are addresses, {dir} is a folder, {user} who runs the test.
var proxyKinds = []proxyKind{
	{
		name: "nginx",
		adapt: []string{"listen 443", "listen {listen}", "127.0.0.1:8080", "{server}", "chat.example.org;", "localhost;",
			"/etc/ssl/chat.example.org.pem", "{dir}/cert.pem", "/etc/ssl/chat.example.org.key", "{dir}/key.pem"},
		// Like Debian's nginx.conf, it compresses.
		around: `daemon off; user {user}; pid {dir}/pid; error_log {dir}/log; events {}
http { access_log off; gzip on;
client_body_temp_path {dir}/body; proxy_temp_path {dir}/proxy; fastcgi_temp_path {dir}/f; uwsgi_temp_path {dir}/u; scgi_temp_path {dir}/s;
%s }`,
		command: []string{"nginx", "-p", "{dir}", "-e", "{dir}/log", "-c"},
		end:     syscall.SIGTERM,
	},
	{
		name:    "caddy",
		adapt:   []string{"chat.example.org {", "https://localhost:{port} {\n\tbind 127.0.0.1\n\ttls {dir}/cert.pem {dir}/key.pem", "127.0.0.1:8080", "{server}"},
		around:  "{\n\tadmin off\n\tauto_https disable_redirects\n}\n%s",
		command: []string{"caddy", "run", "--adapter", "caddyfile", "--config"},
		end:     syscall.SIGKILL, // it would wait for the streams to end
	},
	{
		name:    "haproxy",
		adapt:   []string{"bind :443", "bind {listen}", "127.0.0.1:8080", "{server}", "/etc/haproxy/chat.example.org.pem", "{dir}/both.pem"},
		around:  "global\n\tquiet\n%s",
		command: []string{"haproxy", "-f"},
		end:     syscall.SIGTERM,
	},
}
