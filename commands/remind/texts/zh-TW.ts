/** Reminders in traditional Chinese, as it is written in Taiwan. */
import { translationOf } from '#kit';
import { zhCN } from './zh-CN.ts';

export const zhTW = translationOf(zhCN, {
  name: '每日提醒',
  commands: {
    overview: { words: ['每日提醒', '提醒設定'], help: '話題、冷場叫醒、沉默名單、週預告' },
    topics: {
      words: ['話題', '每日話題'],
      usage: '[加 內容/刪 編號/20:30/關]',
      help: '每天問一個話題，輪著來',
    },
    wake: { words: ['冷場叫醒', '冷場提醒'], usage: '[開/關/48]', help: '太久沒人說話就開個頭' },
    silent: { words: ['沉默名單', '潛水名單'], usage: '[天數]', help: '誰很久沒說話，只私下說' },
    digest: { words: ['週預告', '下週預告'], usage: '[群裡/私訊/關]', help: '七天內有哪些安排' },
  },
  pushes: { topic: ['每日話題', '話題'], wake: ['冷場叫醒'], digest: ['週預告'] },
  labels: {
    'setting.remind.mostTopics': '一個群組最多存幾個話題',
    'audit.remind.topic': '加了 {number} 號話題',
    'audit.remind.topicGone': '刪了 {number} 號話題',
    'audit.remind.wake': '開啟了冷場叫醒：{hours} 小時',
    'audit.remind.wakeNot': '關閉了冷場叫醒',
    'audit.remind.digest': '開啟了週預告',
  },
  texts: {
    days: '{n} 天',
    hours: '{n} 小時',

    topicOfDay: '今日話題：{content}',
    noTopics: '還沒有話題。加一個：話題 加 週末你們去哪裡玩？',
    topicsTitle: '{n} 個話題',
    topicRow: '{number}. {content}',
    askedTopicRow: '{number}. {content}（{day} 問過）',
    moreTopics: '還有 {n} 個。',
    'topicsAt.chosen':
      '每天 {time} 問一個話題，問完一輪再從頭來。換時間：話題 20:30；不問了：話題 關',
    'topicsAt.learnt':
      '每天 {time} 問一個話題，問完一輪再從頭來；這是本群最熱鬧的時候，會跟著變。自己定：話題 20:30；不問了：話題 關',
    'topicsAt.usual':
      '每天 {time} 問一個話題，問完一輪再從頭來；聊滿一週後改在本群最熱鬧的時候。自己定：話題 20:30；不問了：話題 關',
    topicWhenQuiet: '{from}–{to} 勿擾，換個時間：話題 20:30',
    'unsaid.off': '每日提醒停用著',
    'unsaid.late': '我那時不在線上',
    'unsaid.nothingDue': '七天內沒有安排',
    whichClock: '一天問一個話題，寫清楚一個時間：話題 晚上8點，或者 話題 20:30',
    topicsAreOff: '每日話題關著。開啟：話題 開',
    noContent: '要問什麼？這樣寫：話題 加 週末你們去哪裡玩？',
    longTopic: '太長了，最多 {most} 字。',
    manyTopics: '已經有 {most} 個了，先刪掉不用的：話題 刪 1',
    topicAdded: '{number} 號話題加好了。',
    noSuchTopic: '沒有 {number} 號話題。有哪些：話題',
    topicRemoved: '{number} 號話題刪掉了（{content}）。',

    wake: '安靜 {time}了，大家最近好嗎？',
    wakeBy: '安靜 {time}了，聊聊這個：{content}',
    wakeIsOn: '{time}沒人說話，就在本群最熱鬧的時候開個頭，七天內不說第二次。關閉：冷場叫醒 關',
    wakeIsOff: '冷場叫醒關著。開啟：冷場叫醒 開（48 小時沒人說話才說）',

    silentTitle: '{n} 人 {time}沒說話：',
    nobodySilent: '{time}內大家都說過話。',
    neverSpoke: '{name} · 從沒說過話',
    spokeOn: '{name} · 上次 {day}',
    moreSilent: '還有 {n} 人。',
    toldAlone: '名單私下傳給你了。',
    howSilent: '誰很久沒說話：沉默名單 30（只私下告訴你）',

    weekTitle: '七天內有 {n} 項安排：',
    weekRow: '{when} {line}',
    moreAhead: '還有 {n} 項。',
    nothingAhead: '七天內沒有安排。',
    digestToGroup: '好，每週一 09:00 在群組裡說接下來七天的安排，沒有就不說。關閉：週預告 關',
    digestAlone: '好，每週一 09:00 私下告訴你接下來七天的安排，沒有就不說。關閉：週預告 關',
    digestIsOff: '週預告關著。開啟：週預告 群裡；或：週預告 私訊',
  },
});
