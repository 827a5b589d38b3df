// Package secret makes what only one person should know, and recognises it
// again: passwords, and the tokens of sessions and links. The database holds
// what is made of a secret and never the secret.
package secret
