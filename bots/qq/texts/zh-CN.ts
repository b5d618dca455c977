/** Setting up QQ in simplified Chinese; the source of the other languages. */
import { phrases } from '#kit';

export const zhCN = phrases({
  name: 'QQ',
  commands: {},
  labels: {},
  texts: {
    warning:
      'QQ 不支持普通账号由程序登录。机器人用的 QQ 号可能被限制发言、被要求重新登录，甚至被冻结，谁也不能保证不会。请用一个丢了也不心疼的小号。积分和记录不在 QQ 号上，换号不会丢。',
    before:
      '先让小号登录 NapCat、LLOneBot 或 Lagrange，并把它拉进群。每一步在哪里点，见 docs/guides/qq.zh-CN.md。',
    ways: '群力和那个程序怎样连？',
    forward: '群力去连它（正向 WebSocket，推荐）',
    forwardHint: 'NapCat：{press}',
    reverse: '它来连群力（反向 WebSocket）',
    reverseHint: 'NapCat：{press}',
    http: '只用 HTTP',
    httpHint: 'NapCat：{press}，还有 {also}；能用 WebSocket 就别选这个',
    url: '它的 WebSocket 服务器在哪里？',
    urlWrong: '不是 WebSocket 地址',
    httpUrl: '它的 HTTP 服务器在哪里？',
    httpUrlWrong: '不是 HTTP 地址',
    listen: '群力在哪个端口等它？那边就填 ws://127.0.0.1:端口',
    listenHttp: '它往群力的哪个端口上报？那边就填 http://127.0.0.1:端口',
    listenWrong: '要写端口，或者主机和端口',
    token: '那边网络配置里填的 token？',
    tokenOrNone: '那边网络配置里填的 token？没有填就回车',
    tokenWrong: '不能用，请原样复制',
    secret: 'HTTP 上报的密钥？和 token 一样就回车',

    account: '{name}（{id}），用的是 {program}',
    unknownProgram: '不认识的程序',
    wrongToken: '对方不认这个 token',
    wrongTokenTodo:
      '到那边的网络配置里原样复制 token（注意前后的空格），再运行「npx qunli connect qq」',
    failed: '对方答不上来（{why}）',
    failedTodo: '看看那边的程序是不是还在运行，再试一次',
    offline: '小号掉线了',
    offlineTodo: '在那边重新登录小号',
    noGroup: '小号不在任何群里',
    noGroupTodo: '把小号拉进群',
    asAdmin: '在 {n} 个群里，都是管理员',
    notAdmin: '看了 {asked} 个群，有 {without} 个不是管理员：在那里不能禁言，也不能移出群',
    notAdminTodo: '在群里：{press}，把小号加上',
    noHistory: '读不到历史消息：断线时说的话补不回来，会在群里说一声',
    noHeartbeat: '10 秒里没听到心跳',
    noHeartbeatTodo: '在那边的网络配置里打开心跳，间隔填 5000 到 30000 毫秒',
    coded: '消息是带代码的字符串',
    codedTodo: '在那边的网络配置里把消息格式改成 array（messagePostFormat: "array"）',
    nothingThere: '{where} 没有人应答（{why}）',
    nothingThereTodo: '在那边启动服务器。NapCat：{press}，端口和 token 填一样的，打开「{on}」',
    isTaken: '{where} 已经有程序在用：多半是正在运行的群力，没有去打扰它',
    notConnected: '{where} 没有等到它来连（{why}）',
    notConnectedTodo:
      '让那边来连 ws://{where}。NapCat：{press}，地址填这个，token 填一样的，打开「{on}」',
  },
});
