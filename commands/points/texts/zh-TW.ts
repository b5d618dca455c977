import { translationOf } from '#kit';
import { zhCN } from './zh-CN.ts';

export const zhTW = translationOf(zhCN, {
  name: '點數',
  commands: {
    balance: { words: ['我的點數', '點數', '查點數', '我的積分', '積分'], help: '有多少點數' },
    entries: {
      words: ['點數明細', '點數流水', '點數紀錄', '積分明細'],
      usage: '[頁]',
      help: '點數的來龍去脈',
    },
    rules: { words: ['點數規則', '點數說明', '積分規則'], help: '怎樣拿點數' },
    give: {
      words: ['贈送', '贈送點數', '送點數'],
      usage: '@群友 數量 [留言]',
      help: '把點數送給群友',
    },
    award: { words: ['加分', '加點數'], usage: '@群友 數量 [原因]', help: '幫群友加點數' },
    deduct: { words: ['扣分', '扣點數'], usage: '@群友 數量 [原因]', help: '扣群友的點數' },
    undo: { words: ['撤銷加減分', '撤銷', '復原加減分'], help: '收回自己上一次加減分' },
    agree: { words: ['同意', '批准'], usage: '編號', help: '同意大額加減分' },
    refuse: { words: ['拒絕', '駁回'], usage: '編號', help: '拒絕大額加減分' },
  },
  labels: {
    points: '點數',
    chat: '聊天',
    'chat.recalled': '收回訊息',
    'give.sent': '送出',
    'give.received': '收到贈送',
    award: '加分',
    deduct: '扣分',
    undo: '撤銷加減分',
  },
  texts: {
    balance: '{n} 點',
    today: '今天 +{earned}',
    spentToday: '今天用掉 {spent}',
    place: '本週點數榜第 {place} 名(共 {count} 人)',
    profile: '點數 {points},今天 +{earned}',

    entry: '{points} {what}{partner}{why} · {date}',
    partner: ' {name}',
    because: '({why})',
    noEntries: '還沒有點數紀錄,聊聊天、簽個到就有了。',
    noMoreEntries: '沒有更多了。',
    moreEntries: '下一頁:點數明細 {page}',

    rulesTitle: '點數規則',
    chatRule: '聊天:+{points},{seconds} 秒內只算一次,每天最多 {most};收回的訊息不算。',
    giveRule: '贈送:每次至少 {smallest},每天最多送出 {most}。',
    managerRule: '管理員加減分:每次最多 {most},都有紀錄,可以撤銷。',
    secondRule: '管理員加減分:每次最多 {most},超過 {above} 要兩位管理員同意;都有紀錄,可以撤銷。',
    boardRule: '點數榜:今日、本週、本月比拿到的點數,總榜比手上的點數。',

    gave: '+{n} 點,{name} 送給你的{why}。',
    giveOff: '本群沒有開放贈送點數。',
    giveToOneself: '點數不能送給自己。',
    giveTooFew: '每次至少送 {n} 點。',
    giveOverDay: '今天還能送 {n} 點。',
    shortOfGift: '你有 {n} 點,不夠送。',
    frozen: '點數帳目正在核對,暫時只能加、不能減。',

    added: '+{n} 點{why},現在有 {balance} 點。',
    taken: '-{n} 點{why},現在有 {balance} 點。',
    shortOfDeduction: '{name} 只有 {n} 點,不夠扣。',
    adjustToOneself: '不能幫自己加分,請另一位管理員來加。',
    adjustTooMany: '每次最多 {n} 點。',
    adjustOverDay: '你今天還能加減 {n} 點。',
    needsSecond:
      '{points} 點,{name}{why}:超過 {above},要另一位管理員同意。24 小時內傳「同意 {number}」或「拒絕 {number}」。',
    noRequest: '沒有 {number} 號申請。',
    requestDone: '{number} 號申請已經處理過了。',
    requestExpired: '{number} 號申請過了 24 小時沒人同意,已作廢。',
    requestVoid: '{number} 號申請已作廢:申請人不再是管理員,或群友不在了。',
    ownRequest: '自己的申請要另一位管理員同意。',
    notAboutOneself: '與自己有關的申請,請另一位管理員決定。',
    refused: '{number} 號申請已拒絕,點數沒有變。',

    nothingToUndo: '24 小時內沒有可撤銷的加減分。',
    undone: '已撤銷「{what} {points}{why}」,{name} 現在有 {balance} 點。',
    shortOfUndo: '{name} 只有 {n} 點,不夠收回 {points} 點;可以「扣分」扣掉剩下的。',
  },
});
