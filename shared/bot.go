package shared

// Bot is a program that is on the server under a name of its own, as a person
// whose role is RoleBot. Whoever has one of its keys acts as the bot.
type Bot struct {
	Person
	Keys []Key `json:"keys"`
}

// Key lets a program act as a bot. One without a room is a token, which goes with
// each request as "Authorization: Bearer <token>"; one with a room is a webhook,
// by whose address messages are posted there and nothing else is done. One with a
// URL is an outgoing webhook: that address is sent each event of the room, and
// its token signs them.
type Key struct {
	ID      string `json:"id"`
	Room    RoomID `json:"room,omitempty"`
	Made    int64  `json:"made"`            // milliseconds since 1970
	Token   string `json:"token,omitempty"` // told once, when it is made
	URL     string `json:"url,omitempty"`
	Trouble string `json:"trouble,omitempty"` // why the URL took nothing last; "" while all is well
	Stopped bool   `json:"stopped,omitempty"` // it took nothing for so long that it is called no more
}

// Bots is what the page of bots shows to those who see to them. Webhooks of
// private rooms that the reader is not in are not in it.
type Bots struct {
	Bots []Bot  `json:"bots"`
	Base string `json:"base"`           // of the server's addresses, as in "https://chat.example.org"
	Made *Bot   `json:"made,omitempty"` // whose key was just made: that alone, with its token
}

// BotRequest asks for a bot of that name, with a token.
type BotRequest struct {
	Name string `json:"name"`
}

// KeyRequest asks for another key of a bot: a token, a webhook of a room, or with
// a URL an outgoing one.
type KeyRequest struct {
	Room RoomID `json:"room,omitempty"`
	URL  string `json:"url,omitempty"`
}

// PostRequest is a message to a room, in the words of a program that does not
// make commands. With an ID, a ULID, it is posted once however often it is sent.
type PostRequest struct {
	ID     CommandID `json:"id,omitempty"`
	Text   string    `json:"text"`
	Files  []FileID  `json:"files,omitempty"`
	Reply  Seq       `json:"reply,omitempty"`
	Action bool      `json:"action,omitempty"`
}

// PathBot is where a bot is.
func PathBot(bot PersonID) string { return PathBots + "/" + string(bot) }

// PathKeys is where a bot's keys are made; each lies below it by its ID.
func PathKeys(bot PersonID) string { return PathBot(bot) + "/keys" }

// PathHook is the address of a webhook.
func PathHook(token string) string { return "/hooks/" + token }
