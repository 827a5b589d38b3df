package chat

import (
	"strings"
	"unicode"

	"golang.org/x/text/cases"
	"golang.org/x/text/unicode/norm"

	"parley/shared"
)

// NameKey gives what names that look alike have in common: two names with one
// key can't both be in use. It forgets the width and style of letters (NFKC),
// their case, what has no width of its own, and which of the scripts that share
// its shapes a letter is from. The key is never shown.
//
// It leaves apart what only resembles each other within one script, such as l
// and I or rn and m: that would refuse too many honest names.
func NameKey(name string) string {
	// Fold makes capitals of Cherokee, which ToLower undoes, and ss of ß, which
	// ToLower alone would not.
	folded := strings.ToLower(cases.Fold().String(norm.NFKC.String(name)))
	bare := strings.Map(skeleton, norm.NFKD.String(folded))
	return shared.CleanName(norm.NFC.String(bare))
}

// skeleton maps a folded letter to the one it is taken for, and what can't be
// seen to nothing.
func skeleton(r rune) rune {
	if r < unicode.MaxLatin1 && r != softHyphen {
		return r
	}
	if unicode.In(r, unicode.Cf, unicode.Other_Default_Ignorable_Code_Point, unicode.Variation_Selector) || r == brailleBlank {
		return -1
	}
	if to, ok := lookAlikes[r]; ok {
		return to
	}
	return r
}

const (
	softHyphen   = '\u00ad'
	brailleBlank = '\u2800'
)

// lookAlikes is the part of Unicode's confusables (UTS #39) that names meet in
// practice: letters of other scripts that have the shape of a Latin one in lower
// or upper case, and variants of marks. Keys are folded and decomposed. Where
// the two cases resemble different letters (ν is v, Ν is N), the lower one
// counts.
var lookAlikes = pairs(
	"авсԁегһніјкӏмопрԛѕтуүԝхѵьӕ", "abcderhhijklmonpqstyywxvbæ", // Cyrillic
	"αβγεζηικμνορτυχϲϳ", "abyezhikmvoptyxcj", // Greek
	"ıȷɑɡɩɪʀʏᴀʙᴄᴅᴇɢʜᴊᴋʟᴍɴᴏᴘᴛᴜᴠᴡᴢꜱⅼǀ", "ijagiirydabcdeghjklmnoptuvwzsll", // Latin
	"օսոհցԁ", "ounhgd", // Armenian
	"‘’ʼʹ′՚＇`´", "'''''''''", // apostrophes
	"‐‑‒–—―−﹣－", "---------", // hyphens
)

func pairs(lists ...string) map[rune]rune {
	table := map[rune]rune{}
	for i := 0; i < len(lists); i += 2 {
		to := []rune(lists[i+1])
		for n, from := range []rune(lists[i]) {
			table[from] = to[n]
		}
	}
	return table
}
