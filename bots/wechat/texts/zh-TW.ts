/** Setting up WeChat in traditional Chinese as written in Taiwan. */
import { translationOf } from '#kit';
import { zhCN } from './zh-CN.ts';

export const zhTW = translationOf(zhCN, {
  name: '微信',
  commands: {},
  labels: {},
  texts: {
    title: '微信',
    warning:
      '微信沒有官方的群機器人介面，用程式操作微信號不符合它的使用條款。帳號可能被限制或封禁，短則一天，長則永久，沒有預告，也很難申訴。請用丟了也不心疼的小號，別用主號，更別用綁了錢的號。點數和紀錄不在微信號上，換號不會丟。',
    before:
      '要先有一個閘道程式，用小號的手機掃它的碼登入。哪些閘道還能用、怎麼準備，見 docs/guides/wechat.zh-CN.md。',
    endpoint: '閘道在哪裡（主機:連接埠）？',
    endpointWrong: '要寫主機和連接埠',
    token: '閘道的 token？啟動閘道時用的那一串',
    tokenWrong: '不像閘道的 token，它是一個名字、一條底線、一長串隨機字元',
    certificate: '閘道憑證的檔案（PEM）？沒有自己的憑證就按 Enter',
    certificateWrong: '這個檔案讀不了，或者不是憑證',
    serverName: '憑證裡的名字？和 token 底線前面的一樣就按 Enter',
    serverNameWrong: '不能用',

    good: '閘道在，也認這個 token',
    publicKey: '憑證是套件裡附的那張，私鑰誰都能拿到，沒有保護作用',
    publicKeyTodo: '自己做一張憑證，寫進 {variable}；或者走一條隧道',
    nobody: '閘道那邊沒有登入微信號',
    nobodyTodo: '用小號的手機掃閘道顯示的碼',
    inGroups: '已經登入，在 {n} 個群裡',
    unstable: '這個閘道每次登入都給人和群換新編號',
    unstableTodo: '重新登入以後，群友要用連結碼重新連結；能換就換一個編號不變的閘道',
    rival: '閘道在，但正在給另一個程式用；機器人正在執行的話，那就是它',
    wrongToken: '閘道不認這個 token',
    wrongTokenTodo:
      '和啟動閘道時用的 token 對一遍，再執行「npx qunli connect wechat」換上（{variable}）',
    unreachable: '連不上閘道',
    refused: '{endpoint} 沒有程式在等',
    refusedTodo: '閘道啟動了嗎？主機和連接埠對不對？',
    nameUnknown: '找不到 {endpoint} 這台主機',
    nameUnknownTodo: '檢查主機名有沒有寫錯',
    tls: '一邊加密，一邊不加密，或者憑證對不上',
    tlsTodo: '兩邊都用 TLS 或都不用；用的話，憑證和閘道的要是同一張（{variable}）',
    slow: '閘道沒有在限定的時間裡回答',
    unreachableTodo: '閘道在執行嗎？主機和連接埠對嗎？兩邊是不是都用 TLS，或都不用？',
  },
});
