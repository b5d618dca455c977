/** Bot accounts in traditional Chinese as written in Taiwan. */
import { translationOf } from '#kit';
import { zhCN } from './zh-CN.ts';

export const zhTW = translationOf(zhCN, {
  name: '平台',
  commands: {
    status: { words: ['平台狀態'], help: '看機器人帳號連得好不好' },
    downtimes: { words: ['停機記錄', '離線記錄'], help: '機器人什麼時候離線過，補了什麼' },
    stop: { words: ['停止發送'], usage: '[帳號]', help: '讓機器人立刻閉嘴，照常記錄' },
    resume: { words: ['恢復發送'], usage: '[帳號]', help: '讓機器人重新說話' },
  },
  labels: {
    'link.down': '斷線',
    'link.connecting': '正在連線',
    'link.authorized': '已登入，還沒收到訊息',
    'link.live': '正常',
    'link.stale': '沒有動靜，正在確認',
    'audit.hold': '讓 {account} 停止發送',
    'audit.release': '讓 {account} 恢復發送',
  },
  texts: {
    none: '這裡只有試用的沙盒，沒有機器人帳號。',
    row: '{account}：{state}',
    rowWhy: '{account}：{state}（{why}）',
    rowHeld: '{account}：已停止發送，傳送「{word}」恢復',
    stopped: '{accounts} 不再傳任何訊息，簽到和點數照常記錄。要恢復時請傳送「{word}」。',
    resumed: '{accounts} 恢復發送。',
    waiting: '{n} 則還在等，接著就傳。',
    tooOld: '{n} 則等得太久，不再傳了。',
    unknown: '沒有「{typed}」這個帳號，現在有：{accounts}。',
    downtimes: '最近的停機：',
    downtime: '{from} 到 {to}（{span}）：{what}',
    nothingToMend: '沒有要補的',
    noDowntimes: '最近 90 天沒有 {least}以上的停機。',
    semicolon: '；',
    comma: '、',
  },
});
