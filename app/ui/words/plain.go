package words

// Plain is everything that Parley says in one language with what stands on the
// pages that the server alone renders: the client carries none of that.
type Plain struct {
	*Words

	Account
	Bots
	Versions
	Reference
	Keeping
}

var (
	plainEnglish = &Plain{
		Words: English, Account: accountEnglish, Bots: botsEnglish, Versions: versionsEnglish,
		Reference: referenceEnglish,
		Keeping:   keepingEnglish,
	}
	plainChinese = &Plain{
		Words: Chinese, Account: accountChinese, Bots: botsChinese, Versions: versionsChinese,
		Reference: referenceChinese,
		Keeping:   keepingChinese,
	}
)

// ForPlain gives the words of a language tag, as For does.
func ForPlain(lang string) *Plain {
	if For(lang) == Chinese {
		return plainChinese
	}
	return plainEnglish
}
