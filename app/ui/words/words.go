// Package words is the catalogue of all that Parley says, in each language it
// speaks. A text is a field; a text with something in it is a func. What people
// wrote is passed in and comes back in the sentence, unescaped.
package words

import "strings"

// Words is everything that Parley says in one language. The parts are embedded,
// so that a text is reached as w.Send; each part lies in the file of its screen
// with all its languages below one another.
type Words struct {
	Lang string // the language's tag, for <html lang>: "en", "zh"
	Self string // the language's name in itself

	App
	Enter
	Rooms
	People
	Company
	Roles
	Order
	Connection
	Settings
	Pages
	Timeline
	Search
	Keys
	Slash
	Files
	Lab
	Refusals
}

// English and Chinese are the catalogues. Nobody changes them.
var (
	English = &Words{
		Lang: "en", Self: "English",
		App: appEnglish, Enter: enterEnglish, Rooms: roomsEnglish, People: peopleEnglish, Company: companyEnglish, Roles: rolesEnglish,
		Order: orderEnglish, Connection: connectionEnglish, Settings: settingsEnglish, Pages: pagesEnglish,
		Timeline: timelineEnglish, Search: searchEnglish, Keys: keysEnglish, Slash: slashEnglish, Files: filesEnglish, Lab: labEnglish, Refusals: refusalsEnglish,
	}
	Chinese = &Words{
		Lang: "zh-Hans", Self: "简体中文",
		App: appChinese, Enter: enterChinese, Rooms: roomsChinese, People: peopleChinese, Company: companyChinese, Roles: rolesChinese,
		Order: orderChinese, Connection: connectionChinese, Settings: settingsChinese, Pages: pagesChinese,
		Timeline: timelineChinese, Search: searchChinese, Keys: keysChinese, Slash: slashChinese, Files: filesChinese, Lab: labChinese, Refusals: refusalsChinese,
	}
)

// The languages as they are stored and negotiated.
const (
	LangEnglish = "en"
	LangChinese = "zh"
)

// For gives the words of a language tag such as "zh", "zh-CN" or "en-GB";
// English where the language is none of ours.
func For(lang string) *Words {
	if primary(lang) == LangChinese {
		return Chinese
	}
	return English
}

// Best gives the language for someone who prefers these, most wanted first:
// "en" or "zh".
func Best(preferred ...string) string {
	for _, lang := range preferred {
		if lang = primary(lang); lang == LangEnglish || lang == LangChinese {
			return lang
		}
	}
	return LangEnglish
}

// Accepted gives the language for an Accept-Language header. It keeps the order
// of the header, in which browsers list the most wanted first.
func Accepted(header string) string { return Best(strings.Split(header, ",")...) }

func primary(lang string) string {
	lang, _, _ = strings.Cut(lang, ";")
	lang, _, _ = strings.Cut(strings.TrimSpace(lang), "-")
	return strings.ToLower(lang)
}
