/** Bot accounts in simplified Chinese; the source of the other languages. */
import { phrases } from '#kit';

export const zhCN = phrases({
  name: '平台',
  commands: {
    status: { words: ['平台状态'], help: '看机器人账号连得好不好' },
    downtimes: { words: ['停机记录', '离线记录'], help: '机器人什么时候离线过，补了什么' },
    stop: { words: ['停止发送'], usage: '[账号]', help: '让机器人立刻闭嘴，照常记录' },
    resume: { words: ['恢复发送'], usage: '[账号]', help: '让机器人重新说话' },
  },
  labels: {
    'link.down': '断线',
    'link.connecting': '正在连接',
    'link.authorized': '已登录，还没收到消息',
    'link.live': '正常',
    'link.stale': '没有动静，正在确认',
    'audit.hold': '让 {account} 停止发送',
    'audit.release': '让 {account} 恢复发送',
  },
  texts: {
    none: '这里只有试用的沙盒，没有机器人账号。',
    row: '{account}：{state}',
    rowWhy: '{account}：{state}（{why}）',
    rowHeld: '{account}：已停止发送，发送「{word}」恢复',
    stopped: '{accounts} 不再发任何消息，签到和积分照常记录。要恢复时请发送「{word}」。',
    resumed: '{accounts} 恢复发送。',
    waiting: '{n} 条还在等，接着就发。',
    tooOld: '{n} 条等得太久，不再发了。',
    unknown: '没有「{typed}」这个账号，现在有：{accounts}。',
    downtimes: '最近的停机：',
    downtime: '{from} 到 {to}（{span}）：{what}',
    nothingToMend: '没有要补的',
    noDowntimes: '最近 90 天没有 {least}以上的停机。',
    semicolon: '；',
    comma: '、',
  },
});
