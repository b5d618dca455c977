/** Reminders in simplified Chinese; the source of the other languages. */
import { phrases } from '#kit';

export const zhCN = phrases({
  name: '每日提醒',
  commands: {
    overview: { words: ['每日提醒', '提醒设置'], help: '话题、冷场叫醒、沉默名单、周预告' },
    topics: {
      words: ['话题', '每日话题'],
      usage: '[加 内容/删 编号/20:30/关]',
      help: '每天问一个话题，轮着来',
    },
    wake: { words: ['冷场叫醒', '冷场提醒'], usage: '[开/关/48]', help: '太久没人说话就开个头' },
    silent: { words: ['沉默名单', '潜水名单'], usage: '[天数]', help: '谁很久没说话，只私下说' },
    digest: { words: ['周预告', '下周预告'], usage: '[群里/私聊/关]', help: '七天内有哪些安排' },
  },
  pushes: { topic: ['每日话题', '话题'], wake: ['冷场叫醒'], digest: ['周预告'] },
  labels: {
    'setting.remind.mostTopics': '一个群最多存几个话题',
    'audit.remind.topic': '加了 {number} 号话题',
    'audit.remind.topicGone': '删了 {number} 号话题',
    'audit.remind.wake': '打开了冷场叫醒：{hours} 小时',
    'audit.remind.wakeNot': '关掉了冷场叫醒',
    'audit.remind.digest': '打开了周预告',
  },
  texts: {
    days: '{n} 天',
    hours: '{n} 小时',

    topicOfDay: '今日话题：{content}',
    noTopics: '还没有话题。加一个：话题 加 周末你们去哪儿玩？',
    topicsTitle: '{n} 个话题',
    topicRow: '{number}. {content}',
    askedTopicRow: '{number}. {content}（{day} 问过）',
    moreTopics: '还有 {n} 个。',
    'topicsAt.chosen':
      '每天 {time} 问一个话题，问完一轮再从头来。换时间：话题 20:30；不问了：话题 关',
    'topicsAt.learnt':
      '每天 {time} 问一个话题，问完一轮再从头来；这是本群最热闹的时候，会跟着变。自己定：话题 20:30；不问了：话题 关',
    'topicsAt.usual':
      '每天 {time} 问一个话题，问完一轮再从头来；聊满一周后改在本群最热闹的时候。自己定：话题 20:30；不问了：话题 关',
    topicWhenQuiet: '{from}–{to} 不打扰，换个时间：话题 20:30',
    'unsaid.off': '每日提醒停用着',
    'unsaid.late': '我那时不在线',
    'unsaid.nothingDue': '七天内没有安排',
    whichClock: '一天问一个话题，写清一个钟点：话题 晚上8点，或者 话题 20:30',
    topicsAreOff: '每日话题关着。打开：话题 开',
    noContent: '要问什么？这样写：话题 加 周末你们去哪儿玩？',
    longTopic: '太长了，最多 {most} 字。',
    manyTopics: '已经有 {most} 个了，先删掉不用的：话题 删 1',
    topicAdded: '{number} 号话题加好了。',
    noSuchTopic: '没有 {number} 号话题。有哪些：话题',
    topicRemoved: '{number} 号话题删掉了（{content}）。',

    wake: '安静 {time}了，大家最近怎么样？',
    wakeBy: '安静 {time}了，聊聊这个：{content}',
    wakeIsOn: '{time}没人说话，就在本群最热闹的时候开个头，七天内不说第二次。关掉：冷场叫醒 关',
    wakeIsOff: '冷场叫醒关着。打开：冷场叫醒 开（48 小时没人说话才说）',

    silentTitle: '{n} 人 {time}没说话：',
    nobodySilent: '{time}内大家都说过话。',
    neverSpoke: '{name} · 从没说过话',
    spokeOn: '{name} · 上次 {day}',
    moreSilent: '还有 {n} 人。',
    toldAlone: '名单私下发给你了。',
    howSilent: '谁很久没说话：沉默名单 30（只私下告诉你）',

    weekTitle: '七天内有 {n} 项安排：',
    weekRow: '{when} {line}',
    moreAhead: '还有 {n} 项。',
    nothingAhead: '七天内没有安排。',
    digestToGroup: '好，每周一 09:00 在群里说接下来七天的安排，没有就不说。关掉：周预告 关',
    digestAlone: '好，每周一 09:00 私下告诉你接下来七天的安排，没有就不说。关掉：周预告 关',
    digestIsOff: '周预告关着。打开：周预告 群里；或：周预告 私聊',
  },
});
