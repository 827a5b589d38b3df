package words

import "parley/shared"

// Roles are what people are on this server.
type Roles struct {
	RoleNames map[shared.Role]string // as a tag behind a name
	RoleOf    map[shared.Role]string // in a sentence: “Ann is now …”

	ChangeRole func(name string) string // in a person's menu
	RoleTitle  func(name string) string // the dialog
	RoleText   string
	RoleLabel  string
}

var rolesEnglish = Roles{
	RoleNames: map[shared.Role]string{
		shared.RoleGuest: "guest", shared.RoleBot: "bot", shared.RoleMember: "member", shared.RoleModerator: "moderator", shared.RoleOwner: "owner",
	},
	RoleOf: map[shared.Role]string{
		shared.RoleGuest: "a guest", shared.RoleBot: "a bot", shared.RoleMember: "a member", shared.RoleModerator: "a moderator", shared.RoleOwner: "an owner",
	},

	ChangeRole: func(name string) string { return "Change the role of " + name },
	RoleTitle:  func(name string) string { return "The role of " + name },
	RoleText:   "Members write, make rooms and invite. Moderators keep order too, and see to bots. Owners can do all of that, and give roles.",
	RoleLabel:  "Role",
}

var rolesChinese = Roles{
	RoleNames: map[shared.Role]string{
		shared.RoleGuest: "访客", shared.RoleBot: "机器人", shared.RoleMember: "成员", shared.RoleModerator: "管理员", shared.RoleOwner: "主人",
	},
	RoleOf: map[shared.Role]string{
		shared.RoleGuest: "访客", shared.RoleBot: "机器人", shared.RoleMember: "成员", shared.RoleModerator: "管理员", shared.RoleOwner: "主人",
	},

	ChangeRole: func(name string) string { return "更改 " + name + " 的角色" },
	RoleTitle:  func(name string) string { return name + " 的角色" },
	RoleText:   "成员可以发言、建房间、邀请别人。管理员还能维持秩序、管理机器人。主人可以做这一切，并分配角色。",
	RoleLabel:  "角色",
}
