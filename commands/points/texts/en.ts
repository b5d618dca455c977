import { translationOf } from '#kit';
import { zhCN } from './zh-CN.ts';

export const en = translationOf(zhCN, {
  name: 'Points',
  commands: {
    balance: { words: ['my-points', 'points', 'balance'], help: 'how many points you have' },
    entries: {
      words: ['points-log', 'points-history'],
      usage: '[page]',
      help: 'where they came from and went',
    },
    rules: { words: ['points-rules'], help: 'how to earn points' },
    give: {
      words: ['gift', 'give-points'],
      usage: '@member amount [words]',
      help: 'give points to a member',
    },
    award: { words: ['award'], usage: '@member amount reason', help: 'add points to a member' },
    deduct: { words: ['deduct'], usage: '@member amount reason', help: 'take points away' },
    batch: {
      words: ['award-list'],
      usage: 'reason [@member points …]',
      help: 'give points to many members at once (attach a table)',
    },
    confirm: { words: ['confirm-list'], usage: 'number', help: 'pay a list' },
    takeBack: {
      words: ['take-back-list'],
      usage: 'number',
      help: 'take a list of points back within 24 hours',
    },
    undo: { words: ['undo-points', 'undo'], help: 'take back your last award or deduction' },
    agree: { words: ['approve'], usage: 'number', help: 'agree to a large award or deduction' },
    refuse: { words: ['reject'], usage: 'number', help: 'refuse a large award or deduction' },
  },
  boards: { points: ['Points'] },
  measures: { points: ['points'] },
  pushes: { requests: ['Point requests'] },
  labels: {
    chat: 'talk',
    'chat.recalled': 'message recalled',
    'give.sent': 'gift to',
    'give.received': 'gift from',
    award: 'award',
    deduct: 'deduction',
    undo: 'undone',
    batch: 'award list',
    'audit.points.batch': 'list {number}: {members} members, {points} points in all',
    'audit.points.batch.back':
      'list {number} taken back: {members} members, {points} points in all',
    'setting.points.chatPoints': 'points for a message that counts, 0 for none',
    'setting.points.everySeconds': 'seconds between two messages that count',
    'setting.points.dailyCap': 'most points that talk earns in a day',
    'setting.points.giveOn': 'whether members may give points to each other',
    'setting.points.giveSmallest': 'fewest points in one gift',
    'setting.points.giveDailyMost': 'most points that a member gives in a day',
    'setting.points.managerMost': 'most points that a manager moves at once',
    'setting.points.managerDaily': 'most points that a manager moves in a day',
    'setting.points.secondManagerAbove': 'above this a second manager has to agree',
    'audit.points.award': '{points} for {member}, an award{why}',
    'audit.points.deduct': '{points} for {member}, a deduction{why}',
    'audit.points.undo': '{points} for {member}, undoing an earlier change',
    'audit.points.request': 'request {number}: {points} for {member}, waiting for a second manager',
    'audit.points.request.agreed': 'agreed to request {number}',
    'audit.points.request.refused': 'refused request {number}',
    'audit.points.request.void': 'request {number} became void',
    'audit.points.request.withdrawn': 'withdrew request {number}',
  },
  texts: {
    balance: { one: '{n} point', other: '{n} points' },
    today: '+{earned} today',
    spentToday: '{spent} spent today',
    place: '#{place} of {count} this week',
    profile: 'Points: {points}',
    profileToday: 'Points: {points}, +{earned} today',

    entry: '{points} {what}{partner}{why} · {date}',
    partner: ' {name}',
    because: ' ({why})',
    noEntries: 'No points yet. “points-rules” tells how to earn them.',
    noSuchPage: 'There is no page {page}. “points-log” alone shows the newest.',
    moreEntries: 'Next page: points-log {page}',

    rulesTitle: 'How points work',
    chatRule:
      'Talk: +{points}, once in {seconds} s, at most {most} a day; recalled messages do not count.',
    chatRuleAlways: 'Talk: +{points}, at most {most} a day; recalled messages do not count.',
    giveRule: 'Gifts: at least {smallest} at once, at most {most} a day.',
    managerRule:
      'Managers may add or take up to {most} at once; it is all recorded and can be undone.',
    secondRule:
      'Managers may add or take up to {most} at once, above {above} two of them must agree; it is all recorded and can be undone.',
    boardRule:
      'Leaderboard: points earned today, this week or this month, without what is given back; for all time, points you have.',

    gave: { one: '+{n} point from {name}{why}.', other: '+{n} points from {name}{why}.' },
    giveOff: 'Giving points is not open here.',
    giveToOneself: 'You cannot give points to yourself.',
    giveTooFew: {
      one: 'The smallest gift is {n} point.',
      other: 'The smallest gift is {n} points.',
    },
    giveOverDay: {
      one: 'You can give {n} more point today.',
      other: 'You can give {n} more points today.',
    },
    shortOfGift: {
      one: 'You have {n} point, that is not enough.',
      other: 'You have {n} points, that is not enough.',
    },
    frozen: 'The books are being checked: for now points can come in but not go out.',

    added: { one: '+{n} point{why}, now {balance}.', other: '+{n} points{why}, now {balance}.' },
    taken: { one: '-{n} point{why}, now {balance}.', other: '-{n} points{why}, now {balance}.' },
    shortOfDeduction: {
      one: '{name} has only {n} point.',
      other: '{name} has only {n} points.',
    },
    adjustToOneself: 'You cannot award yourself; please ask another manager.',
    adjustTooMany: { one: 'At most {n} point at once.', other: 'At most {n} points at once.' },
    adjustOverDay: {
      one: 'You can add or take {n} more point today.',
      other: 'You can add or take {n} more points today.',
    },
    needsSecond:
      '{points} for {name}{why}: above {above} another manager must agree. Send “approve {number}” or “reject {number}” within 24 hours.',
    needsSecondInAll:
      '{points} for {name}{why}: {inAll} today, and above {above} another manager must agree. Send “approve {number}” or “reject {number}” within 24 hours.',
    noRequest: 'There is no request {number}.',
    requestDone: 'Request {number} has been dealt with.',
    requestExpired: 'Nobody agreed to request {number} within 24 hours, so it has lapsed.',
    requestVoid:
      'Request {number} has lapsed: who asked is no longer a manager, or the member is gone.',
    requestToOneself:
      'Request {number} cannot be agreed to: {name} is no longer the owner, so no own award.',
    requestTooMany: {
      one: 'Request {number} cannot be agreed to: at most {n} point at once now.',
      other: 'Request {number} cannot be agreed to: at most {n} points at once now.',
    },
    requestOverDay: {
      one: 'Not today: {name}, who made request {number}, can move {n} more point today.',
      other: 'Not today: {name}, who made request {number}, can move {n} more points today.',
    },
    ownRequest: 'Another manager must agree to your request.',
    notAboutOneself: 'This is about yourself; please leave it to another manager.',
    refused: 'Request {number} is refused; no points have moved.',

    withdrawn: 'Request {number} is withdrawn.',
    nothingToUndo: 'No award or deduction of the last 24 hours to undo.',
    forgotten: 'somebody who was forgotten',
    undone: 'Undone: {what} {points}{why}. {name} now has {balance}.',
    shortOfUndo: {
      one: '{name} has {n} point, less than the {points} to take back; use “deduct” for it.',
      other: '{name} has {n} points, less than the {points} to take back; use “deduct” for them.',
    },

    batchWhy:
      'First the reason, such as: award list weekend event\nThen attach a table (export members csv, add a column “award”), or write behind it: @Ming 50 @Hong 30',
    batchEmpty:
      'There is no list yet. Attach a CSV table, or send it first (export members csv, add a column “award”), or write behind the reason: @Ming 50 @Hong 30; for who is not here the number: 12,50.',
    batchReading: 'Reading the list, one moment.',
    batchNoFile: 'The list did not arrive; please send it again.',
    batchNoRight:
      'The list was not read: you are no manager any more. Please let a manager send it.',
    batchTooLong: 'The list is too long; the most at once is {most}. Please send it in parts.',
    batchNoColumn:
      'The list needs the columns “memberId” and “award”: take the table of “export members csv” and add a column “award”.',
    batchNobody: 'Nobody on the list can be given points. Nothing has changed.',
    batchPreview: {
      one: '{n} member, +{points} points in all ({why}). To do it, write within 24 hours: confirm list {number}',
      other:
        '{n} members, +{points} points in all ({why}). To do it, write within 24 hours: confirm list {number}',
    },
    comma: ', ',
    batchShare: '{name} +{points}',
    batchShares: '{who}',
    batchSharesMore: '{who} and {n} more',
    batchWrong: { one: '{n} line was left out:', other: '{n} lines were left out:' },
    batchNotMember: 'line {line}: “{typed}” is no number of a member',
    batchNotPoints: 'line {line}: “{typed}” is no number of points above 0',
    batchTwice: 'line {line}: number {typed} stands there twice',
    batchRefused: 'line {line}: {why}',
    batchSamePerson: 'the same person as in a line above',
    batchGone: 'no such member here',
    batchNeedsSecond: 'above {above} two managers must agree; use “award” for this one',
    noList: 'No list {number} is waiting for you.',
    listGiven: 'List {number} has been paid already.',
    batchGiven: {
      one: '+{points} points to {n} member ({why}). To take it back within 24 hours: take back list {number}',
      other:
        '+{points} points to {n} members ({why}). To take it back within 24 hours: take back list {number}',
    },
    batchLeft: {
      one: '{n} member was left out: above your limit of today, or gone.',
      other: '{n} members were left out: above your limit of today, or gone.',
    },
    noListToTakeBack: 'There is no list {number} to take back.',
    batchTakenBack: {
      one: '{points} points taken back from {n} member (list {number}).',
      other: '{points} points taken back from {n} members (list {number}).',
    },
    batchSpent: {
      one: '{n} member has spent some of it already; that stays.',
      other: '{n} members have spent some of it already; that stays.',
    },
    stillWaiting: 'Request {number} waits for a second manager: agree or refuse first.',
  },
});
