package shared

import "time"

// The limits, kept by both ends. Lengths of text are in runes.
const (
	MaxNameRunes     = 40   // a person's or room's name
	MaxStatusRunes   = 80   // what a person says about themselves
	MaxTopicRunes    = 250  // a room's topic
	MaxMessageRunes  = 4000 // a message's text
	MaxEmojiRunes    = 12   // one reaction: flags and families are long
	MaxRoomIDRunes   = 48   // a room's ID
	MaxDeviceRunes   = 300  // what a browser says that it is
	MinPasswordRunes = 8
	MaxPasswordRunes = 200
	MaxMarksInRow    = 4 // combining marks on one letter of a name

	MaxReactionsPerMessage = 24           // different emoji on one message
	MaxReactorsPerEmoji    = 1000         // people behind one emoji
	MaxRoomsPerPerson      = 500          // rooms one person may be in
	MaxRooms               = 10_000       // public ones
	MaxDirectPeople        = 10           // people in a direct room, with who opens it
	MaxMentions            = 20           // names that one message calls
	MaxUnreadCalls         = 100          // unread messages of a room that call a person and are told one by one
	MaxSlowSeconds         = 6 * 3600     // between two messages of one person in a room
	MaxMuteMinutes         = 30 * 24 * 60 // that somebody is not heard
	MaxInvitations         = 50           // of one person, open at once
	MaxPasskeys            = 20           // of one person
	MaxPins                = 50           // messages that a room keeps at hand
	MaxVersions            = 100          // texts of a message that are shown: the last ones
	MaxLinkBytes           = 1000         // an address that is looked at
	MaxPreviewTitle        = 120          // of what a page says of itself
	MaxPreviewText         = 280
	PreviewSide            = 320 // of its picture, in pixels
	MaxInvitationUses      = 1000
	MaxInvitationDays      = 365
	DefaultInvitationUses  = 5
	DefaultInvitationDays  = 7
	MaxBots                = 100
	MaxReportRunes         = 300 // why somebody reports something
	MaxBlocks              = 500 // people whom one person does not want to hear
	MaxReports             = 20  // of one person, that nobody saw to yet
	MaxKeysPerBot          = 20  // tokens and webhooks

	MaxStreamsPerPerson  = 64    // open at once: several devices, with several pages each
	MaxStreamsPerAddress = 2_000 // open at once from one address: a school, or a company

	MaxFileBytes          = 32 << 20   // one file
	MaxFileNameRunes      = 120        // its name
	MaxFilesPerMessage    = 10         // files that one message brings along
	MaxFileBytesPerPerson = 1 << 30    // all files of one person that are still there
	MaxUploadsPerPerson   = 4          // under way at once
	MaxPicturePixels      = 64_000_000 // a picture's width times its height
	PictureWidth          = 420        // a picture in the timeline: in that box, in pixels of the page
	PictureHeight         = 320
	ThumbnailScale        = 2 // pixels of a thumbnail for one of the page

	MaxBodyBytes    = 64 << 10 // a request's body
	MaxCursorBytes  = 64
	MaxAddressBytes = 2000 // of what a webhook calls

	DefaultPage = 50  // messages in a page of history when none is named
	MaxPage     = 200 // messages in a page of history at most

	MaxSearchRunes = 200 // what is typed into the search
	SearchPage     = 20  // messages that a search gives at once
	ActPage        = 50  // acts on a page of the log of what was done to keep order
	ReportPage     = 50  // reports on their page
)

// Times of the wire.
const (
	Heartbeat       = 15 * time.Second // between a stream's comments
	RetryMin        = 1 * time.Second  // a stream's "retry:" lies between these
	RetryMax        = 4 * time.Second
	WriteTimeout    = 30 * time.Second // a write stuck this long ends its connection
	MaxPollWait     = 60 * time.Second // "wait=" of a long poll, in seconds on the wire
	TypingFor       = 6 * time.Second  // how long one typing signal holds
	TypingEvery     = 3 * time.Second  // how often a client repeats it
	PresenceEvery   = 1 * time.Second  // presence of a room is told at most this often
	UploadLife      = 24 * time.Hour   // how long an upload waits for its message
	MaxVoice        = 5 * time.Minute  // a voice message
	MaxPresenceRoom = 500              // rooms with more people connected tell only their number, and not who types
)
