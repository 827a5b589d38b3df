package ui

import (
	"github.com/maxence-charriere/go-app/v9/pkg/app"

	"parley/app/client"
	"parley/app/ui/words"
	"parley/shared"
)

// settings is the dialog of a person's own choices.
type settings struct {
	app.Compo

	Root        *Root
	Words       *words.Words
	Me          shared.Person
	Theme       string
	Language    string
	Transport   string
	Sound       string
	Notify      string
	Permission  string // to show notices: see permission
	Version     string
	Installable bool

	busy bool
	err  *shared.Error
}

func (r *Root) settings() app.UI {
	return &settings{
		Root: r, Words: r.words(), Me: r.Client.State().Me(), Version: r.Boot.Version, Installable: r.installable(),
		Theme: r.Client.Setting(client.SettingTheme), Language: r.Client.Setting(client.SettingLang),
		Transport: r.Client.Setting(client.SettingTransport),
		Sound:     r.Client.Setting(client.SettingSound), Notify: r.Client.Setting(client.SettingNotify), Permission: permission(),
	}
}

// OnMount opens the dialog.
func (s *settings) OnMount(ctx app.Context) { showModal(ctx) }

func (s *settings) Render() app.UI {
	w := s.Words
	return s.Root.modal("", w.SettingsTitle,
		s.name(),
		s.choice(client.SettingTheme, w.Theme, s.Theme, []option{{"", w.ThemeSystem, "monitor"}, {"light", w.ThemeLight, "sun"}, {"dark", w.ThemeDark, "moon"}}),
		s.choice(client.SettingLang, w.Language, s.Language, []option{{"", w.LanguageSystem, "languages"}, {words.LangEnglish, words.English.Self, ""}, {words.LangChinese, words.Chinese.Self, ""}}),
		app.Div().Class("stack").Body(s.alerts()...),
		s.choice(client.SettingTransport, w.Transport, s.Transport, s.transports()),
		s.install(),
		app.A().Class("button").Href(shared.PageMe).OnClick(s.leave).Body(Icon("users"), app.Span().Text(w.MoreOfMe)),
		app.Button().Type("button").Class("button").OnClick(s.shortcuts).Body(Icon("keyboard"), app.Span().Text(w.ShortcutsTitle)),
		app.Div().Class("row").Body(
			app.P().Class("facts").Body(app.Text(w.About(s.Version)), app.Br(), app.Text(w.Licence)),
			app.Button().Type("button").Class("button", "danger").OnClick(s.exit).Body(Icon("log-out"), app.Span().Text(leaving(w, s.Me))),
		),
	)
}

func (s *settings) name() app.UI {
	return app.Form().Class("inline").OnSubmit(s.rename).Body(
		nameField("my-name", s.Words.YourName, s.Me.Name, s.Root.refusal("my-name-refusal", s.err), true),
		submitButton(s.Words.Save, s.busy),
	)
}

// optionsInRow is how many options stand beside one another on a phone.
const optionsInRow = 3

// option is one of several; icon may be "".
type option struct{ value, label, icon string }

// transports are those that can be pinned.
func (s *settings) transports() []option {
	all := []option{{"", s.Words.TransportAuto, ""}}
	for _, t := range client.Rungs() {
		all = append(all, option{string(t), s.Words.TransportNames[t], ""})
	}
	return all
}

// choice is a row of options, of which one holds.
func (s *settings) choice(key, label, chosen string, options []option) app.UI {
	items := make([]app.UI, len(options))
	for i, o := range options {
		input := app.Input().Type("radio").Name(key).Value(o.value).OnChange(s.choose(key, o.value), key, o.value, "choice")
		if o.value == chosen {
			input = input.Checked(true)
		}
		var icon app.UI
		if o.icon != "" {
			icon = Icon(o.icon)
		}
		items[i] = app.Label().Body(input, icon, app.Span().Text(o.label))
	}
	class := "segments"
	if len(options) > optionsInRow {
		class = "segments many"
	}
	return app.FieldSet().Class("choice").Body(app.Legend().Text(label), app.Div().Class(class).Body(items...))
}

func (s *settings) choose(key, value string) app.EventHandler {
	return func(ctx app.Context, e app.Event) {
		ctx.PreventUpdate()
		s.Root.Client.Set(key, value)
		s.Root.appear()
		s.Root.refresh()
	}
}

func (s *settings) install() app.UI {
	if !s.Installable {
		return nil
	}
	return app.Div().Class("row").Body(
		app.P().Text(s.Words.InstallText),
		app.Button().Type("button").Class("button").OnClick(s.installNow).Body(Icon("download"), app.Span().Text(s.Words.Install)),
	)
}

func (s *settings) installNow(ctx app.Context, e app.Event) {
	ctx.PreventUpdate()
	ctx.ShowAppInstallPrompt()
}

// installable reports whether the browser offers to install the app.
func (r *Root) installable() bool { return r.ctx != nil && r.ctx.IsAppInstallable() }

func (s *settings) rename(ctx app.Context, e app.Event) {
	ctx.PreventUpdate()
	e.PreventDefault()
	name := fieldValue(ctx.JSSrc(), "name")
	if s.busy || shared.CleanName(name) == s.Me.Name {
		return
	}
	if s.err = asRefusal(shared.CheckName(name)); s.err == nil {
		s.busy = true
		s.Root.Client.RenameMe(name, func(err *shared.Error) {
			s.busy, s.err = false, err
			ctx.Dispatch(nil)
			if err == nil {
				s.Root.shut()
			}
		})
	}
	ctx.Dispatch(nil)
}

// leave goes to the page with more of oneself.
func (s *settings) leave(ctx app.Context, e app.Event) {
	s.Root.shut()
}

func (s *settings) exit(ctx app.Context, e app.Event) {
	ctx.PreventUpdate()
	s.Root.open(dialogExit)
}
