/** What `qunli connect` says, in traditional Chinese as written in Taiwan. */
import { translationOf } from '#kit';
import { zhCN } from './zh-CN.ts';

export const zhTW = translationOf(zhCN, {
  name: '接入',
  commands: {},
  labels: {},
  texts: {
    whichPlatform: '要接哪個平台？',
    namePlatform: '請寫出平台：{names}',
    howToChoose: '（↑ ↓ 選，Enter 確定）',
    goOn: '知道了，繼續嗎？',
    yes: '好',
    no: '不了',
    whichAccount: '{title} 已經有 {accounts}。這次要做什麼？',
    another: '再接一個，叫 {account}',
    replace: '換掉 {account} 的設定',
    mend: '修好 {account}，它現在寫得不對',
    noSuchAccount: '沒有 {typed} 這個帳號，可以寫：{accounts}',
    noRoom: '{title} 最多接 {most} 個帳號，已經滿了；用 --account 換掉其中一個',
    example: '如 {example}',
    wrong: '{wrong}，如 {example}',
    missing: '這裡要填，如 {example}',
    fieldForm: '{pair}：要寫成 欄位=值；{platform} 的欄位有 {fields}',
    incomplete: '{account} 還不完整：{needed} 要填（沒有終端機時用 --set {field}=…，或 --stdin）',
    isTwin: '它就是已經接好的 {account}，設定在 {file} 裡。',
    trying: '正在試連 {account}，可能要等半分鐘……',
    keepBroken: '現在還不行。照樣寫進 {file} 嗎？',
    changes: '{file} 會改這幾行：',
    unchanged: '{file} 不用改，寫的就是這些。',
    write: '寫進去嗎？',
    nothingWritten: '什麼都沒有寫。',
    written: '寫好了：{file}（只有你能讀）',
    next: '下一步：npm start，機器人就上線了。以後隨時可以用 npx qunli doctor 再查一遍。',
    notYet: '照上面說的弄好以後，npx qunli doctor 會告訴你行不行；行了就 npm start。',
    overridden: '注意：環境變數裡也有 {names}，它們比 {file} 優先。',
  },
});
