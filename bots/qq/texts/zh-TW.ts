/** Setting up QQ in traditional Chinese as written in Taiwan. */
import { translationOf } from '#kit';
import { zhCN } from './zh-CN.ts';

export const zhTW = translationOf(zhCN, {
  name: 'QQ',
  commands: {},
  labels: {},
  texts: {
    warning:
      'QQ 不支援一般帳號由程式登入。機器人用的 QQ 號可能被限制發言、被要求重新登入，甚至被凍結，誰也不能保證不會。請用一個丟了也不心疼的小號。點數和紀錄不在 QQ 號上，換號不會丟。',
    before:
      '先讓小號登入 NapCat、LLOneBot 或 Lagrange，並把它拉進群。每一步在哪裡按，見 docs/guides/qq.zh-CN.md。',
    ways: '群力和那個程式怎樣連？',
    forward: '群力去連它（正向 WebSocket，推薦）',
    forwardHint: 'NapCat：{press}',
    reverse: '它來連群力（反向 WebSocket）',
    reverseHint: 'NapCat：{press}',
    http: '只用 HTTP',
    httpHint: 'NapCat：{press}，還有 {also}；能用 WebSocket 就別選這個',
    url: '它的 WebSocket 伺服器在哪裡？',
    urlWrong: '不是 WebSocket 位址',
    httpUrl: '它的 HTTP 伺服器在哪裡？',
    httpUrlWrong: '不是 HTTP 位址',
    listen: '群力在哪個連接埠等它？那邊就填 ws://127.0.0.1:連接埠',
    listenHttp: '它往群力的哪個連接埠上報？那邊就填 http://127.0.0.1:連接埠',
    listenWrong: '要寫連接埠，或者主機和連接埠',
    token: '那邊網路設定裡填的 token？',
    tokenOrNone: '那邊網路設定裡填的 token？沒有填就按 Enter',
    tokenWrong: '不能用，請原樣複製',
    secret: 'HTTP 上報的密鑰？和 token 一樣就按 Enter',

    account: '{name}（{id}），用的是 {program}',
    unknownProgram: '不認識的程式',
    wrongToken: '對方不認這個 token',
    wrongTokenTodo:
      '到那邊的網路設定裡原樣複製 token（注意前後的空格），再執行「npx qunli connect qq」',
    failed: '對方答不上來（{why}）',
    failedTodo: '看看那邊的程式是不是還在執行，再試一次',
    offline: '小號掉線了',
    offlineTodo: '在那邊重新登入小號',
    noGroup: '小號不在任何群裡',
    noGroupTodo: '把小號拉進群',
    asAdmin: '在 {n} 個群裡，都是管理員',
    notAdmin: '看了 {asked} 個群，有 {without} 個不是管理員：在那裡不能禁言，也不能移出群',
    notAdminTodo: '在群裡：{press}，把小號加上',
    noHistory: '讀不到歷史訊息：斷線時說的話補不回來，會在群裡說一聲',
    noHeartbeat: '10 秒裡沒聽到心跳',
    noHeartbeatTodo: '在那邊的網路設定裡打開心跳，間隔填 5000 到 30000 毫秒',
    coded: '訊息是帶代碼的字串',
    codedTodo: '在那邊的網路設定裡把訊息格式改成 array（messagePostFormat: "array"）',
    nothingThere: '{where} 沒有人應答（{why}）',
    nothingThereTodo: '在那邊啟動伺服器。NapCat：{press}，連接埠和 token 填一樣的，打開「{on}」',
    otherThere: '{where} 有程式應答，但不是 OneBot 的這種伺服器（{why}）',
    otherThereTodo: '多半填成了網頁介面或另一種伺服器的連接埠：看看那邊 {press} 裡寫的連接埠',
    isTaken: '{where} 已經有程式在用：多半是正在執行的群力，沒有去打擾它',
    notConnected: '{where} 沒有等到它來連（{why}）',
    notConnectedTodo:
      '讓那邊來連 ws://{where}。NapCat：{press}，位址填這個，token 填一樣的，打開「{on}」',
  },
});
