/** What the export says, in traditional Chinese as written in Taiwan. */
import { translationOf } from '#kit';
import { zhCN } from './zh-CN.ts';

export const zhTW = translationOf(zhCN, {
  name: '匯出',
  commands: {
    export: {
      words: ['匯出', '匯出資料', '導出', '導出數據'],
      usage: '成員|活躍|簽到|明細|邀請|投票|標籤|推送 [xlsx|csv|json]',
      help: '把成員、活躍、簽到、點數明細等做成表格，私訊傳給你',
    },
  },
  labels: {
    'export.members': '成員',
    'export.activity': '活躍',
    'export.checkins': '簽到',
    'export.ledger': '明細',
    'export.invitations': '邀請',
    'export.polls': '投票',
    'export.tags': '標籤',
    'export.pushes': '推送',
    'audit.export': '匯出了「{table}」表格（{format}）',
  },
  texts: {
    preparing: '正在準備「{what}」表格，好了私訊傳給你。',
    preparingHere: '正在準備「{what}」表格，馬上傳給你。',
    ready: '「{what}」表格好了。檔案在伺服器上只留 24 小時。',
    failed: '「{what}」表格沒有做成，請稍後再試；若還是不行，請看伺服器的記錄檔。',
  },
});
