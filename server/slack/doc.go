// Package slack reads what is written for Slack: the bodies of incoming webhooks,
// and the markup of messages. It makes of them text as people write it here.
package slack
