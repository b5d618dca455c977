/** What the export (导出) says, in simplified Chinese; the source of the other languages. */
import { phrases } from '#kit';

export const zhCN = phrases({
  name: '导出',
  commands: {
    export: {
      words: ['导出', '导出数据'],
      usage: '成员|活跃|签到|流水|邀请|投票|标签|推送 [xlsx|csv|json]',
      help: '把成员、活跃、签到、积分流水等做成表格，私聊发给你',
    },
  },
  labels: {
    'export.members': '成员',
    'export.activity': '活跃',
    'export.checkins': '签到',
    'export.ledger': '流水',
    'export.invitations': '邀请',
    'export.polls': '投票',
    'export.tags': '标签',
    'export.pushes': '推送',
    'audit.export': '导出了「{table}」表格（{format}）',
  },
  texts: {
    preparing: '正在准备「{what}」表格，好了私聊发给你。',
    preparingHere: '正在准备「{what}」表格，马上发给你。',
    ready: '「{what}」表格好了。文件在服务器上只留 24 小时。',
    failed: '「{what}」表格没有做成，请稍后再试；若还不行，请看服务器的日志。',
  },
});
