package markup

import "github.com/yuin/goldmark/util"

// writer writes text into HTML. Unlike in CommonMark, "&lt;" is what it looks
// like: people talk about code, and few mean an entity by it.
type writer struct{}

// Write implements html.Writer: a backslash before punctuation is not shown.
func (writer) Write(w util.BufWriter, source []byte) {
	start := 0
	for i := 0; i+1 < len(source); i++ {
		if source[i] == '\\' && util.IsPunct(source[i+1]) {
			w.Write(util.EscapeHTML(source[start:i]))
			start = i + 1
			i++
		}
	}
	w.Write(util.EscapeHTML(source[start:]))
}

// RawWrite implements html.Writer.
func (writer) RawWrite(w util.BufWriter, source []byte) { w.Write(util.EscapeHTML(source)) }

// SecureWrite implements html.Writer.
func (writer) SecureWrite(w util.BufWriter, source []byte) { w.Write(util.EscapeHTML(source)) }
