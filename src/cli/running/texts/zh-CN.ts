/** What a running bot shows its operator, in simplified Chinese; the source of the others. */
import { phrases } from '#kit';

export const zhCN = phrases({
  name: '运行',
  commands: {},
  labels: {},
  texts: {
    title: '群力 {version} 在运行',
    down: '没有连上，正在重试',
    connecting: '正在连接……',
    authorized: '登录了，还没收到消息',
    live: '在线',
    stale: '没有动静，正在确认',
    outage: '没有连上，正在重试（{why}）',
    credentials: '平台不认这个账号。换上新的：npx qunli connect {platform}',
    rival: '另一个程序也在用这个账号，请停掉一个',
    loggedOut: '被平台登出，正在重试（{why}）',
    data: '数据',
    dataAt: '{file}，每 {n} 小时自动备份',
    dataUnsaved: '{file}，没有自动备份',
    stop: '停止',
    stopBy: 'Ctrl-C，会先做完手上的事',
    check: '检查',
    tryIt: '试用',
    logs: '日志',
    stopping: '正在停止，先做完手上的事……',
    stopped: '停下了，数据在 {file}。',
  },
});
