/** Points in simplified Chinese; the source of the other languages. */
import { phrases } from '#kit';

export const zhCN = phrases({
  name: '积分',
  commands: {
    balance: { words: ['我的积分', '积分', '查积分'], help: '有多少积分' },
    entries: {
      words: ['积分明细', '积分流水', '积分记录'],
      usage: '[页]',
      help: '积分从哪来、到哪去',
    },
    rules: { words: ['积分规则', '积分说明'], help: '怎样得积分' },
    give: {
      words: ['赠送', '赠送积分', '送积分'],
      usage: '@群友 数量 [留言]',
      help: '把积分送给群友',
    },
    award: { words: ['加分', '加积分'], usage: '@群友 数量 [原因]', help: '给群友加积分' },
    deduct: { words: ['扣分', '扣积分'], usage: '@群友 数量 [原因]', help: '扣群友的积分' },
    undo: { words: ['撤销加减分', '撤销'], help: '撤回自己上一次加减分' },
    agree: { words: ['同意', '批准'], usage: '编号', help: '同意大额加减分' },
    refuse: { words: ['拒绝', '驳回'], usage: '编号', help: '拒绝大额加减分' },
  },
  labels: {
    points: '积分',
    chat: '聊天',
    'chat.recalled': '撤回消息',
    'give.sent': '送出',
    'give.received': '收到赠送',
    award: '加分',
    deduct: '扣分',
    undo: '撤销加减分',
  },
  texts: {
    balance: '{n} 积分',
    today: '今天 +{earned}',
    spentToday: '今天用掉 {spent}',
    place: '本周积分榜第 {place} 位(共 {count} 人)',
    profile: '积分 {points},今天 +{earned}',

    entry: '{points} {what}{partner}{why} · {date}',
    partner: ' {name}',
    because: '({why})',
    noEntries: '还没有积分记录,说说话、签个到就有了。',
    noMoreEntries: '没有更多了。',
    moreEntries: '下一页:积分明细 {page}',

    rulesTitle: '积分规则',
    chatRule: '聊天:+{points},{seconds} 秒内只算一次,每天最多 {most};撤回的消息不算。',
    giveRule: '赠送:每次至少 {smallest},每天最多送出 {most}。',
    managerRule: '管理员加减分:每次最多 {most},都有记录,可以撤销。',
    secondRule: '管理员加减分:每次最多 {most},超过 {above} 要两位管理员同意;都有记录,可以撤销。',
    boardRule: '积分榜:今日、本周、本月比得到的积分,总榜比现有的积分。',

    gave: '+{n} 积分,{name} 送给你的{why}。',
    giveOff: '本群没有开放赠送积分。',
    giveToOneself: '积分不能送给自己。',
    giveTooFew: '每次至少送 {n} 积分。',
    giveOverDay: '今天还能送 {n} 积分。',
    shortOfGift: '你有 {n} 积分,不够送。',
    frozen: '积分账目正在核对,暂时只能加、不能减。',

    added: '+{n} 积分{why},现在有 {balance}。',
    taken: '-{n} 积分{why},现在有 {balance}。',
    shortOfDeduction: '{name} 只有 {n} 积分,不够扣。',
    adjustToOneself: '不能给自己加分,请另一位管理员来加。',
    adjustTooMany: '每次最多 {n} 积分。',
    adjustOverDay: '你今天还能加减 {n} 积分。',
    needsSecond:
      '{points} 积分,{name}{why}:超过 {above},要另一位管理员同意。24 小时内发「同意 {number}」或「拒绝 {number}」。',
    noRequest: '没有 {number} 号申请。',
    requestDone: '{number} 号申请已经处理过了。',
    requestExpired: '{number} 号申请过了 24 小时没人同意,已作废。',
    requestVoid: '{number} 号申请已作废:申请人不再是管理员,或群友不在了。',
    ownRequest: '自己的申请要另一位管理员同意。',
    notAboutOneself: '与自己有关的申请,请另一位管理员来定。',
    refused: '{number} 号申请已拒绝,积分没有变。',

    nothingToUndo: '24 小时内没有可撤销的加减分。',
    undone: '已撤销「{what} {points}{why}」,{name} 现在有 {balance} 积分。',
    shortOfUndo: '{name} 只有 {n} 积分,不够撤回 {points};可以「扣分」扣掉剩下的。',
  },
});
