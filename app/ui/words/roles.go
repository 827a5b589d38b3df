package words

import "parley/shared"

// Roles are what people are on this server.
type Roles struct {
	RoleNames map[shared.Role]string // as a tag behind a name
	RoleOf    map[shared.Role]string // in a sentence: “Ann is now …”
}

var rolesEnglish = Roles{
	RoleNames: map[shared.Role]string{
		shared.RoleGuest: "guest", shared.RoleBot: "bot", shared.RoleMember: "member", shared.RoleModerator: "moderator", shared.RoleOwner: "owner",
	},
	RoleOf: map[shared.Role]string{
		shared.RoleGuest: "a guest", shared.RoleBot: "a bot", shared.RoleMember: "a member", shared.RoleModerator: "a moderator", shared.RoleOwner: "an owner",
	},
}

var rolesChinese = Roles{
	RoleNames: map[shared.Role]string{
		shared.RoleGuest: "访客", shared.RoleBot: "机器人", shared.RoleMember: "成员", shared.RoleModerator: "管理员", shared.RoleOwner: "主人",
	},
	RoleOf: map[shared.Role]string{
		shared.RoleGuest: "访客", shared.RoleBot: "机器人", shared.RoleMember: "成员", shared.RoleModerator: "管理员", shared.RoleOwner: "主人",
	},
}
