package ui

import (
	"strings"

	"parley/app/ui/words"
)

// emoji is one of those to choose from: what it is called in English, and by
// what else it is found, in English and Chinese. The first Chinese word is what
// it is called there.
type emoji struct {
	Sign string
	Name string
	Also string
}

// label is what the emoji is called in the reader's language.
func (e emoji) label(w *words.Words) string {
	if w == words.Chinese {
		for _, word := range strings.Fields(e.Also) {
			if isWide(word) {
				return word
			}
		}
	}
	return e.Name
}

// findEmoji lists those whose name or words begin with every word of what is
// looked for; Chinese is found anywhere, as it has no spaces between words.
func findEmoji(looked string) []emoji {
	wanted := strings.Fields(strings.ToLower(looked))
	var found []emoji
	seen := map[string]bool{}
	for _, group := range emojiGroups {
		for _, e := range group {
			if !seen[e.Sign] && e.matches(wanted) {
				seen[e.Sign] = true
				found = append(found, e)
			}
		}
	}
	return found
}

func (e emoji) matches(wanted []string) bool {
	for _, word := range wanted {
		if e.Sign != word && !e.hasWord(word) {
			return false
		}
	}
	return true
}

func (e emoji) hasWord(start string) bool {
	for _, word := range strings.Fields(e.Name + " " + e.Also) {
		if strings.HasPrefix(word, start) || isWide(start) && strings.Contains(word, start) {
			return true
		}
	}
	return false
}

// emojiGroups are the emoji to choose from, in the order of
// words.Timeline.EmojiGroups.
var emojiGroups = [...][]emoji{
	{
		{"👍", "thumbs up", "yes good agree like 赞 好 同意"},
		{"❤️", "red heart", "love 爱 心"},
		{"😂", "tears of joy", "laugh funny lol 笑哭 好笑"},
		{"🎉", "party popper", "celebrate congratulations hooray 庆祝 恭喜"},
		{"🙏", "folded hands", "thanks please pray 谢谢 拜托"},
		{"👀", "eyes", "look watching 看 围观"},
		{"✅", "check mark", "done ok finished 完成 对"},
		{"🔥", "fire", "hot great 火 厉害"},
		{"🤔", "thinking face", "hmm consider 思考 想"},
		{"👏", "clapping hands", "applause bravo 鼓掌"},
		{"🚀", "rocket", "ship launch fast 火箭 发布"},
		{"💯", "hundred points", "perfect full 满分 一百"},
		{"😄", "grinning face with smiling eyes", "happy 开心 笑"},
		{"😢", "crying face", "sad 哭 难过"},
		{"😮", "astonished face", "wow surprised 惊讶 哇"},
		{"👋", "waving hand", "hello bye hi 你好 再见"},
	},
	{
		{"🙂", "slightly smiling face", "smile 微笑"},
		{"😀", "grinning face", "happy smile 大笑"},
		{"😉", "winking face", "wink 眨眼"},
		{"😊", "blushing face", "happy shy 害羞 高兴"},
		{"😍", "heart eyes", "love adore 喜欢 花痴"},
		{"🥰", "smiling face with hearts", "love 幸福 爱"},
		{"😘", "kissing face", "kiss 亲亲 飞吻"},
		{"😎", "sunglasses", "cool 酷 墨镜"},
		{"🤩", "star eyes", "wow excited 激动 星星"},
		{"🥳", "partying face", "party birthday 派对 生日"},
		{"😅", "sweating smile", "phew nervous 尴尬 汗"},
		{"🤣", "rolling on the floor", "laugh rofl 笑翻"},
		{"😇", "halo", "angel innocent 天使"},
		{"🙃", "upside-down face", "irony 倒脸"},
		{"😋", "savouring food", "yummy delicious 好吃 馋"},
		{"🤗", "hugging face", "hug 拥抱"},
		{"🤭", "hand over mouth", "oops giggle 偷笑"},
		{"🫡", "saluting face", "yes sir salute 敬礼 收到"},
		{"🤫", "shushing face", "quiet secret 嘘 安静"},
		{"😐", "neutral face", "meh 无语"},
		{"🙄", "rolling eyes", "annoyed 白眼"},
		{"😬", "grimacing face", "awkward 尴尬 咧嘴"},
		{"😴", "sleeping face", "tired sleep 睡觉 困"},
		{"🤒", "thermometer", "sick ill 生病 发烧"},
		{"🤯", "exploding head", "mind blown 震惊 爆炸"},
		{"😱", "screaming face", "scared fear 害怕 尖叫"},
		{"😭", "loudly crying face", "sob 大哭"},
		{"😤", "triumph", "huff 哼 生气"},
		{"😡", "angry face", "mad 生气 愤怒"},
		{"🥺", "pleading face", "please puppy 可怜 求"},
		{"😵‍💫", "dizzy face", "confused 晕"},
		{"🥱", "yawning face", "bored tired 哈欠"},
	},
	{
		{"👎", "thumbs down", "no bad disagree 踩 反对"},
		{"👌", "ok hand", "fine perfect 好的"},
		{"🤝", "handshake", "deal agree 握手 合作"},
		{"✌️", "victory hand", "peace 胜利 耶"},
		{"🤞", "crossed fingers", "luck hope 好运"},
		{"🤙", "call me hand", "phone 打电话"},
		{"👊", "fist", "bump punch 拳头"},
		{"🙌", "raised hands", "hooray yay 万岁"},
		{"🫶", "heart hands", "love 比心"},
		{"👉", "pointing right", "this look 右 指"},
		{"👆", "pointing up", "above this 上 指"},
		{"👇", "pointing down", "below 下 指"},
		{"✋", "raised hand", "stop me 举手 停"},
		{"💪", "flexed arm", "strong 加油 强"},
		{"🧠", "brain", "clever think 大脑 聪明"},
		{"🤷", "shrug", "dunno whatever 耸肩 不知道"},
		{"🤦", "facepalm", "oh no 捂脸"},
		{"🙋", "person raising hand", "me question 举手 我"},
		{"🧑‍💻", "person at a computer", "developer coding work 程序员 工作"},
		{"🏃", "person running", "run hurry 跑步"},
		{"👶", "baby", "child 宝宝"},
		{"👻", "ghost", "boo 鬼"},
		{"🤖", "robot", "bot 机器人"},
		{"💩", "pile of poo", "shit 便便"},
	},
	{
		{"🐶", "dog", "puppy pet 狗"},
		{"🐱", "cat", "kitten pet 猫"},
		{"🐼", "panda", "bear 熊猫"},
		{"🦊", "fox", "animal 狐狸"},
		{"🐛", "bug", "insect error 虫 缺陷"},
		{"🦄", "unicorn", "magic 独角兽"},
		{"🐢", "turtle", "slow 乌龟 慢"},
		{"🐙", "octopus", "sea 章鱼"},
		{"🌱", "seedling", "plant grow 发芽 成长"},
		{"🌸", "cherry blossom", "flower spring 樱花 花"},
		{"🍀", "four leaf clover", "luck 四叶草 幸运"},
		{"☀️", "sun", "sunny weather 太阳 晴"},
		{"🌧️", "rain", "cloud weather 雨"},
		{"❄️", "snowflake", "cold winter 雪 冷"},
		{"🌈", "rainbow", "colour 彩虹"},
		{"⭐", "star", "favourite 星 收藏"},
		{"🍎", "apple", "fruit 苹果"},
		{"🍉", "watermelon", "fruit 西瓜 吃瓜"},
		{"🍕", "pizza", "food 披萨"},
		{"🍜", "noodles", "ramen food 面条"},
		{"🥟", "dumpling", "food 饺子"},
		{"🍰", "cake", "birthday sweet 蛋糕"},
		{"☕", "coffee", "break tea hot 咖啡 休息"},
		{"🍵", "tea", "drink 茶"},
		{"🍺", "beer", "drink cheers 啤酒 干杯"},
	},
	{
		{"💡", "light bulb", "idea 想法 灯"},
		{"📌", "pushpin", "pin 图钉"},
		{"📎", "paperclip", "attach 回形针 附件"},
		{"📅", "calendar", "date 日历"},
		{"⏰", "alarm clock", "time 闹钟 时间"},
		{"⏳", "hourglass", "wait 沙漏 等"},
		{"🔒", "lock", "secure private 锁 安全"},
		{"🔑", "key", "password 钥匙"},
		{"🔧", "wrench", "fix tool 修 扳手"},
		{"🔨", "hammer", "build tool 锤子"},
		{"🧪", "test tube", "experiment test 测试 实验"},
		{"📦", "package", "box release 包裹 发布"},
		{"📈", "rising chart", "growth up 上涨 增长"},
		{"📉", "falling chart", "loss down 下跌"},
		{"💻", "laptop", "computer 电脑"},
		{"📱", "phone", "mobile 手机"},
		{"🎵", "music note", "song 音乐"},
		{"🎁", "gift", "present 礼物"},
		{"🏆", "trophy", "win prize 奖杯 冠军"},
		{"🎯", "bullseye", "goal target 目标"},
		{"⚽", "football", "soccer sport 足球"},
		{"✈️", "aeroplane", "travel flight 飞机 旅行"},
		{"🏠", "house", "home 家"},
		{"❌", "cross mark", "no wrong 错 不"},
		{"⚠️", "warning", "careful 警告 注意"},
		{"❓", "question mark", "why what 问题 问"},
		{"❗", "exclamation mark", "important 重要 感叹"},
		{"➕", "plus", "add more 加"},
		{"💬", "speech balloon", "talk comment 说话 评论"},
		{"💔", "broken heart", "sad 心碎"},
		{"✨", "sparkles", "new shiny 闪亮 新"},
		{"👑", "crown", "king queen 王冠"},
	},
}
