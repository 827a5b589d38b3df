// Package markup turns a message's text into the HTML that shows it: Markdown,
// code in colours, addresses as links, mentions and short codes of emoji. It runs
// once, when a message is posted or edited, before the command waits for its turn;
// the log keeps what came out.
//
// HTML that someone writes is text to it. What it makes passes a sanitiser that
// knows the few elements and attributes that this package means, so that a slip
// here does not become a script there.
package markup
