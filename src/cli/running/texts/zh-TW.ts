/** What a running bot shows its operator, in traditional Chinese as written in Taiwan. */
import { translationOf } from '#kit';
import { zhCN } from './zh-CN.ts';

export const zhTW = translationOf(zhCN, {
  name: '執行',
  commands: {},
  labels: {},
  texts: {
    title: '群力 {version} 執行中',
    down: '沒有連上，正在重試',
    connecting: '正在連線……',
    authorized: '登入了，還沒收到訊息',
    live: '在線',
    stale: '沒有動靜，正在確認',
    outage: '沒有連上，正在重試（{why}）',
    credentials: '平台不認這個帳號。換上新的：npx qunli connect {platform}',
    rival: '另一個程式也在用這個帳號，請停掉一個',
    loggedOut: '被平台登出，正在重試（{why}）',
    data: '資料',
    dataAt: '{file}，每 {n} 小時自動備份',
    dataUnsaved: '{file}，沒有自動備份',
    stop: '停止',
    stopBy: 'Ctrl-C，會先做完手上的事',
    check: '檢查',
    tryIt: '試用',
    logs: '日誌',
    stopping: '正在停止，先做完手上的事……',
    stopped: '停下了，資料在 {file}。',
  },
});
