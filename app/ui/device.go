//go:build !js

package ui

import (
	"strings"

	"parley/app/ui/words"
)

// What a browser says that it is names others too, for the sake of old pages: the
// first that is found counts.
var (
	browserMarks = [][2]string{
		{"Edg/", "Edge"}, {"OPR/", "Opera"}, {"SamsungBrowser/", "Samsung Internet"}, {"Firefox/", "Firefox"}, {"FxiOS/", "Firefox"},
		{"CriOS/", "Chrome"}, {"Chrome/", "Chrome"}, {"Safari/", "Safari"}, {"curl/", "curl"},
	}
	systemMarks = [][2]string{
		{"Android", "Android"}, {"iPhone", "iPhone"}, {"iPad", "iPad"}, {"Windows", "Windows"}, {"CrOS", "ChromeOS"},
		{"Mac OS X", "macOS"}, {"Linux", "Linux"},
	}
)

// deviceName tells people what a session runs on, by what its browser says.
func deviceName(w *words.Plain, agent string) string {
	browser, system := markOf(browserMarks, agent), markOf(systemMarks, agent)
	switch {
	case browser != "" && system != "":
		return w.DeviceOn(browser, system)
	case browser+system != "":
		return browser + system
	}
	return w.DeviceUnknown
}

func markOf(marks [][2]string, agent string) string {
	for _, mark := range marks {
		if strings.Contains(agent, mark[0]) {
			return mark[1]
		}
	}
	return ""
}
