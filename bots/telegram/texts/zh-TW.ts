/** Setting up Telegram in traditional Chinese as written in Taiwan. */
import { translationOf } from '#kit';
import { zhCN } from './zh-CN.ts';

export const zhTW = translationOf(zhCN, {
  name: 'Telegram',
  commands: {},
  labels: {},
  texts: {
    before:
      '在 Telegram 裡找 @BotFather：傳 /newbot 建一個機器人，它會給你一串 token；再傳 /setprivacy，選機器人，按 Disable，它才聽得到「簽到」。',
    token: 'BotFather 給的 token 是什麼？',
    tokenWrong: '不像 token，請整串複製 BotFather 給的那一行',
    root: 'Bot API 的網址？能直接連上 Telegram 就按 Enter',
    rootWrong: '不是網址，要以 https:// 開頭',
    ways: '訊息怎麼來？',
    poll: '機器人自己去問（推薦）',
    pollHint: '不用公開網址',
    webhook: 'Telegram 來找機器人（webhook）',
    webhookHint: '要有公開的 https 網址',
    webhookUrl: 'Telegram 該連到哪個網址？',
    webhookSecret: 'webhook 的密鑰？自己編一長串，別人猜不到就行',
    webhookSecretWrong: '要 16 到 256 個字母、數字、_ 或 -',
    webhookListen: '機器人在本機哪裡等？不清楚就按 Enter',
    webhookListenWrong: '要寫主機和連接埠',

    connected: '連上了，它是 @{handle}',
    unknownToken: 'Telegram 不認這個 token（{why}）',
    unknownTokenTodo: '在 @BotFather 傳 /token 重新拿，再執行「npx qunli connect telegram」換上',
    noBotApi: '{root} 沒有像 Bot API 那樣回答（{why}）',
    noBotApiTodo: '看看網路通不通；連不上 Telegram 時，把 {variable} 設成代理的網址',
    noGroups: '它不能被拉進群',
    noGroupsTodo: '在 @BotFather 傳 /setjoingroups，選機器人，按 Enable',
    privacy: '隱私模式開著：不是管理員的群裡，它只聽得到帶斜線的指令，聽不到「簽到」',
    privacyTodo:
      '在群裡把它設為管理員；或在 @BotFather 傳 /setprivacy，選機器人，按 Disable，再重新拉進群',
    noGroup: '還沒在哪個群裡聽到過訊息',
    asAdmin: '在 {n} 個群裡，都是管理員，權限也夠',
    notAdmin:
      '看了 {asked} 個群，有 {without} 個不是管理員：在那裡 Telegram 不告訴它誰經誰的連結進來、誰走了，也不能禁言、移出群、收回',
    lackingRights: '看了 {asked} 個群，有 {without} 個管理員權限不夠',
    adminTodo: '在群裡：管理員 → 新增機器人，「刪除訊息」「封鎖使用者」「邀請使用者」都開著',
    foreignWebhook: '訊息現在送到 {host} 的 webhook，不到這裡',
    foreignWebhookTodo: '先停掉那邊；這邊一啟動，就會把 webhook 拿過來',
    failedWebhook: 'Telegram 連不到 webhook（{why}）',
    failedWebhookTodo: '檢查網址能不能從外面連到、憑證對不對、是不是通到這個機器人',
  },
});
