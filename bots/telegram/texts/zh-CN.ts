/** Setting up Telegram in simplified Chinese; the source of the other languages. */
import { phrases } from '#kit';

export const zhCN = phrases({
  name: 'Telegram',
  commands: {},
  labels: {},
  texts: {
    before:
      '在 Telegram 里找 @BotFather：发 /newbot 建一个机器人，它会给你一串 token；再发 /setprivacy，选中机器人，点 Disable，它才听得到「签到」。',
    token: 'BotFather 给的 token 是什么？',
    tokenWrong: '不像 token，请整串复制 BotFather 给的那一行',
    root: 'Bot API 的地址？能直接访问 Telegram 就回车',
    rootWrong: '不是地址，要以 https:// 开头',
    ways: '消息怎么来？',
    poll: '机器人自己去问（推荐）',
    pollHint: '不用公网地址',
    webhook: 'Telegram 来找机器人（webhook）',
    webhookHint: '要有公网 https 地址',
    webhookUrl: 'Telegram 该访问哪个地址？',
    webhookSecret: 'webhook 的密钥？自己编一长串，别人猜不到就行',
    webhookSecretWrong: '要 16 到 256 个字母、数字、_ 或 -',
    webhookListen: '机器人在本机哪里等？不清楚就回车',
    webhookListenWrong: '要写主机和端口',

    connected: '连上了，它是 @{handle}',
    unknownToken: 'Telegram 不认这个 token（{why}）',
    unknownTokenTodo: '在 @BotFather 发 /token 重新拿，再运行「npx qunli connect telegram」换上',
    noBotApi: '{root} 没有像 Bot API 那样回答（{why}）',
    noBotApiTodo: '看看网络通不通；访问不了 Telegram 时，把 {variable} 设成代理的地址',
    noGroups: '它不能被拉进群',
    noGroupsTodo: '在 @BotFather 发 /setjoingroups，选中机器人，点 Enable',
    privacy: '隐私模式开着：不是管理员的群里，它只听得到带斜杠的命令，听不到「签到」',
    privacyTodo:
      '在群里把它设为管理员；或者在 @BotFather 发 /setprivacy，选中机器人，点 Disable，再重新拉进群',
    noGroup: '还没在哪个群里听到过消息',
    asAdmin: '在 {n} 个群里，都是管理员，权限也够',
    notAdmin:
      '看了 {asked} 个群，有 {without} 个不是管理员：在那里 Telegram 不告诉它谁经谁的链接进来、谁走了，也不能禁言、移出群、撤回',
    lackingRights: '看了 {asked} 个群，有 {without} 个管理员权限不够',
    adminTodo: '在群里：管理员 → 添加机器人，「删除消息」「封禁用户」「邀请用户」都开着',
    foreignWebhook: '消息现在送到 {host} 的 webhook，不到这里',
    foreignWebhookTodo: '先停掉那边；这边一启动，就会把 webhook 拿过来',
    failedWebhook: 'Telegram 访问不了 webhook（{why}）',
    failedWebhookTodo: '检查地址能不能从公网访问、证书对不对、是不是通到这个机器人',
  },
});
