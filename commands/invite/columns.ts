/** The columns of the export of invitations (邀请): keys as published, and what people read. */
import { columnsOf, type ValueWords, type WrittenColumn } from '#kit';

const STATES: ValueWords = {
  'zh-CN': { pending: '待确认', valid: '有效', left: '已退', rejected: '不算', held: '待审核' },
  'zh-TW': { pending: '待確認', valid: '有效', left: '已退', rejected: '不算', held: '待審核' },
  en: {
    pending: 'pending',
    valid: 'counts',
    left: 'left',
    rejected: 'does not count',
    held: 'held',
  },
};

const WAYS: ValueWords = {
  'zh-CN': { link: '邀请链接', platform: '平台记录', code: '新人自己说' },
  'zh-TW': { link: '邀請連結', platform: '平台紀錄', code: '新人自己說' },
  en: { link: 'invite link', platform: 'the platform', code: 'the newcomer' },
};

const written: readonly WrittenColumn[] = [
  ['id', 'integer', '编号', '編號', 'No.'],
  ['community', 'text', '社群', '社群', 'Community'],
  ['inviteeId', 'integer', '新人编号', '新人編號', 'Newcomer no.'],
  ['platform', 'text', '平台', '平台', 'Platform'],
  ['inviteeAccountId', 'text', '新人账号', '新人帳號', 'Newcomer’s account'],
  ['inviteeName', 'text', '新人', '新人', 'Newcomer'],
  ['inviterId', 'integer', '邀请人编号', '邀請人編號', 'Inviter no.'],
  ['inviterAccountId', 'text', '邀请人账号', '邀請人帳號', 'Inviter’s account'],
  ['inviterName', 'text', '邀请人', '邀請人', 'Inviter'],
  ['how', 'text', '怎么知道的', '怎麼知道的', 'Known by', WAYS],
  ['state', 'text', '状态', '狀態', 'State', STATES],
  ['reason', 'text', '原因', '原因', 'Reason', reasons()],
  ['joinedAt', 'instant', '入群时间', '入群時間', 'Joined'],
  ['since', 'instant', '状态起于', '狀態起於', 'Since'],
  ['points', 'integer', '积分', '點數', 'Points'],
  ['campaign', 'integer', '活动编号', '活動編號', 'Campaign'],
];

/** As `because.…` says them to members, shorter. */
function reasons(): ValueWords {
  return {
    'zh-CN': {
      bot: '机器人',
      added: '管理员直接拉入',
      ring: '互相邀请',
      old: '老成员',
      same: '同一个人',
      refused: '审核未通过',
      burst: '短时间太多',
      rivals: '说了两个邀请人',
      unseen: '没看到入群',
      later: '来得比邀请人早',
      parted: '账号分开了',
      gone: '退群',
      removed: '被移出',
      erased: '已注销资料',
    },
    'zh-TW': {
      bot: '機器人',
      added: '管理員直接拉入',
      ring: '互相邀請',
      old: '老成員',
      same: '同一個人',
      refused: '審核未通過',
      burst: '短時間太多',
      rivals: '說了兩個邀請人',
      unseen: '沒看到入群',
      later: '來得比邀請人早',
      parted: '帳號分開了',
      gone: '退群',
      removed: '被移出',
      erased: '已刪除資料',
    },
    en: {
      bot: 'a bot',
      added: 'added by an admin',
      ring: 'invited each other',
      old: 'was here before',
      same: 'the same person',
      refused: 'turned down',
      burst: 'many at once',
      rivals: 'named two inviters',
      unseen: 'not seen joining',
      later: 'came before the inviter',
      parted: 'accounts went apart',
      gone: 'left',
      removed: 'was removed',
      erased: 'was forgotten',
    },
  };
}

export const INVITATION_COLUMNS = columnsOf(written);

export const MEMBER_COLUMNS = columnsOf([
  ['invited', 'integer', '有效邀请', '有效邀請', 'Invited'],
]);
