/** Linking accounts in English. */
import { translationOf } from '#kit';
import { zhCN } from './zh-CN.ts';

export const en = translationOf(zhCN, {
  name: 'Linked accounts',
  commands: {
    code: { words: ['linkcode'], help: 'a code that keeps your points when your account changes' },
    link: {
      words: ['link'],
      usage: 'code',
      help: 'makes this account and your earlier one one person',
    },
    unlink: { words: ['unlink'], help: 'undoes a link within 7 days' },
  },
  labels: {
    merged: 'accounts linked',
    parted: 'link undone',
    'audit.link': 'linked their accounts as one person',
    'audit.unlink': 'undid the link of their accounts',
    'platform.telegram': 'Telegram',
    'platform.qq': 'QQ',
    'platform.wechat': 'WeChat',
    'platform.sandbox': 'trial group',
  },
  texts: {
    code: '{code}',
    howTo:
      'This is your code; show it to nobody. With a new account, or on another platform, send me “{word} {code}” from there.',
    good: 'It works once and until {until}; a new one replaces it.',
    getCode: 'First, from your other account, tell me “{word}” in private: you get a code.',
    bringCode:
      'Then, from this account, tell me “{word} CODE” in private: points and check-ins come along.',
    tooMany: 'Too many wrong codes. Please try again in an hour.',
    unknown:
      'There is no such code: mistyped, used, or too old. Ask me for a new one with “linkcode”, in private, from your earlier account.',
    same: 'These two accounts are one person already. Send the code from your other account.',
    question: 'Make these two accounts one person?',
    thisOne: 'This account: {name} ({platform})',
    thatOne: 'The earlier account: {name} ({platform})',
    points: { one: '{n} point', other: '{n} points' },
    willMerge:
      'Points are added, check-ins and messages put together, all under {name}. A day counts once.',
    inSeveral: 'Communities in which both are: {count}, all put together like this.',
    willShare:
      'Communities in which one of them is: {count}. From now on both accounts count there.',
    roles: 'Both will act as {roles}.',
    comma: ', ',
    onlyOwn: 'Link your own accounts only. You can undo it within 7 days.',
    no: 'Do not link',
    confirm: 'Yes, link them',
    notLinked: 'All right, nothing has changed. This code is used up.',
    linked: 'Linked. Points here: {points}. To undo it, say “{word}” within 7 days.',
    frozen: 'The books are being checked and no points can be moved just now. Please try later.',
    undoQuestion: 'Undo the latest link? The two accounts will be two people again.',
    goesBack: 'Going back: points {points}, and the check-ins, messages and rights of that time.',
    onlyAccounts: 'That account will not count for the points and check-ins here any more.',
    spent: {
      one: '{n} point is spent and cannot go back.',
      other: '{n} points are spent and cannot go back.',
    },
    staysHere: 'What came since the link stays with the earlier account.',
    confirmUndo: 'Yes, undo it',
    nothingToUndo: 'There is no link to undo. After 7 days a link stays.',
    stillLinked: 'All right, they stay linked.',
    unlinked: 'Undone. The two accounts are two people again.',
    gone: 'This link cannot be undone any more.',
  },
});
