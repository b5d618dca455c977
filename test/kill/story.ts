/**
 * A seeded story as sandbox events: talk, check-ins, points, comings and goings, redeliveries. To
 * try a new command under the kills, add it to a list here; a word that is no command is just talk.
 */
import { type Group, type Person, World } from './world.ts';

/** Settings of every community in the story, as `--set` takes them. */
export const STORY_SETTINGS: readonly string[] = [
  'lottery.preset=none',
  'points.giveOn=true',
  'checkin.randomExtra=3',
  'checkin.makeUp={"price":1,"perMonth":3,"lastDays":7}',
  // The story lasts a day or two: friends count within it, and several at once are held.
  'invite.stayDays=0',
  'invite.talkDays=1',
  'invite.burst={"most":2,"withinMinutes":120}',
  'invite.tiers=[{"friends":1,"points":3},{"friends":2,"points":5,"prize":"杯子"}]',
];

/** What members ask; each is one message. */
const QUESTIONS = [
  '我的积分',
  '積分明細',
  '积分规则',
  '排行榜',
  '积分榜',
  '签到榜',
  '活跃榜',
  '签到日历',
  '帮助',
  '/help',
  '帮助 签到',
  '我的',
  '邀请码',
  '我的邀请',
  '邀请榜',
  '邀请活动',
  '/签道',
  '抽奖',
  '我为什么不能参加',
  '我的中奖率',
  '我的抽奖码',
  '中奖名单',
  '开奖凭证',
  '投票',
  '投票结果',
  '投票 1',
  '投票名单 2',
  '@群力 你好',
];

/** What members do to themselves. */
const DEEDS = [
  '签到',
  '簽到',
  '/checkin',
  '补签',
  '補簽 2026-03-01',
  '请假',
  '请假 2026-03-03',
  '退出抽奖',
  '领奖',
];

/** What members write to the bot alone. */
const WHISPERS = [
  '我的积分',
  '我的',
  '我的数据',
  '忘记我',
  '我的邀请',
  '语言',
  'English',
  '取消',
  '帮助',
  '1',
];

/** What owners say to the bot. */
const ORDERS = [
  '撤销',
  '同意 1',
  '拒绝 2',
  '设置 checkin.points 6',
  '设置 points.dailyCap 12',
  '操作记录',
  '管理员',
  '邀请审核',
  '邀请树',
  '通过邀请 全部',
  '驳回邀请 1',
  '邀请预算 800',
  '结束邀请活动',
  '结束投票',
  '结束投票 1',
  '定时 每2小时 喝水',
  '定时 每天 09:00 早安',
  '定时 明天 10:00 开会',
  '就这样',
  '定时列表',
  '暂停 1',
  '继续 1',
  '删除定时 2',
  '批量加分 活动 1,5 2,5 3,5',
  '确认发分 1',
  '收回发分 1',
];

/** What is put to a group, and answered with the numbers of the talk. */
const POLLS = [
  '发起投票 周末去哪 | 爬山 | 看海',
  '发起投票 班长 | 甲 | 乙 | 丙 | +匿名 +截止 2小时',
  '发起投票 带什么 | 水 | 伞 | 帽子 | +多选2 +满 3 +截止 5小时',
  '发起投票 先后 | 山 | 海 | 家 | +排序 +不可改',
  '发起投票 新群规 | 好 | 不好 | +条件 连签>=2 或 标签=VIP',
];

/** Ballots, pressed and sent. */
const PRESSED = ['polls:1:1', 'polls:2:2', 'polls:3:1', 'polls:4:3', 'polls:5:2', 'polls:6:1'];
const SENT = ['投票 1 1', '投票 2 2', '投票 3 1 2', '投票 4 2 1 3', '投票 5 1', '1 2'];

/** Files that owners ask for: each starts a worker, which costs as much as 500 events. */
const FILES = ['导出 成员', '导出 流水 json'];

/** What owners do to a member: the text around the mention. */
const ADJUSTMENTS = [
  ['加分', '20 活动奖励'],
  ['加分', '5 帮忙'],
  ['扣分', '3 刷屏'],
  ['加分', '600 年度之星'],
  ['任命', '运营'],
  ['免去', ''],
  ['标签', 'VIP'],
  ['去标签', 'VIP'],
] as const;

const TALK = [
  '早',
  '今天天气不错',
  '签到 了吗',
  'haha 😀',
  '1',
  '2',
  '谢谢大家',
  '在吗?',
  '=SUM(A1)',
];

interface Happening {
  readonly weight: number;
  readonly tell: (world: World) => void;
}

/** How often what happens, relative to each other. */
const HAPPENINGS: readonly Happening[] = [
  { weight: 380, tell: (world) => chat(world, world.chance.pick(TALK)) },
  { weight: 160, tell: (world) => chat(world, '签到') },
  { weight: 90, tell: (world) => chat(world, world.chance.pick(DEEDS)) },
  { weight: 90, tell: (world) => chat(world, world.chance.pick(QUESTIONS)) },
  { weight: 60, tell: (world) => toSomebody(world, '赠送') },
  { weight: 50, tell: adjust },
  { weight: 12, tell: (world) => ownerSays(world, world.chance.pick(ORDERS)) },
  { weight: 1, tell: (world) => ownerSays(world, world.chance.pick(FILES)) },
  { weight: 12, tell: (world) => chat(world, world.chance.pick(POLLS)) },
  { weight: 60, tell: (world) => chat(world, world.chance.pick(SENT)) },
  { weight: 60, tell: press },
  { weight: 20, tell: (world) => world.whisper(member(world).who, world.chance.pick(SENT)) },
  { weight: 5, tell: forget },
  { weight: 30, tell: (world) => world.whisper(member(world).who, world.chance.pick(WHISPERS)) },
  { weight: 30, tell: recall },
  { weight: 25, tell: join },
  { weight: 30, tell: newcomer },
  { weight: 25, tell: newcomerAgain },
  { weight: 3, tell: startCampaign },
  { weight: 20, tell: leave },
  { weight: 20, tell: rename },
  { weight: 10, tell: role },
  { weight: 15, tell: (world) => world.tell({ type: 'tick' }) },
  { weight: 8, tell: rush },
  { weight: 10, tell: lottery },
  { weight: 90, tell: (world) => chat(world, '参加抽奖') },
  { weight: 6, tell: (world) => sure(world, '开奖', '截止开奖') },
  { weight: 2, tell: (world) => sure(world, '取消抽奖 2 下雨了', '取消这次抽奖') },
  { weight: 4, tell: redraw },
  { weight: 70, tell: (world) => world.repeat() },
];

/** @returns about `events` JSON lines; the same seed tells the same story */
export function tellStory({ seed, events }: { seed: string; events: number }): readonly string[] {
  const world = new World(seed);
  for (const { id, owner } of world.groups) {
    world.tell({ type: 'role', group: id, member: owner.id, role: 'owner' });
  }
  const total = HAPPENINGS.reduce((sum, { weight }) => sum + weight, 0);
  while (world.lines.length < events) {
    world.wait();
    happeningAt(world.chance.int(1, total)).tell(world);
  }
  return world.lines;
}

function happeningAt(ticket: number): Happening {
  let left = ticket;
  for (const happening of HAPPENINGS) {
    left -= happening.weight;
    if (left <= 0) return happening;
  }
  throw new RangeError(`nothing happens at ${ticket}`);
}

function member(world: World): { readonly group: Group; readonly who: Person } {
  const group = world.group();
  return { group, who: world.chance.pick(group.members) };
}

function chat(world: World, text: string): void {
  const { group, who } = member(world);
  const isLate = world.chance.int(1, 30) === 1;
  const lateSeconds = isLate ? world.chance.int(1, 7_200) : 0;
  world.say(group, { from: who, text, lateSeconds });
}

function toSomebody(world: World, word: string): void {
  const { group, who } = member(world);
  const other = world.chance.pick(group.members);
  const text = `${word} @${other.name} ${world.chance.int(1, 8)}`;
  world.say(group, { from: who, text, mentions: [other.id] });
}

function adjust(world: World): void {
  const { group, who } = member(world);
  const [word, rest] = world.chance.pick(ADJUSTMENTS);
  const text = `${word} @${who.name} ${rest}`;
  world.say(group, { from: group.owner, text, mentions: [who.id] });
}

function press(world: World): void {
  const { group, who } = member(world);
  const choice = world.chance.pick(PRESSED);
  world.tell({ type: 'press', group: group.id, from: who.id, name: who.name, choice });
}

/** Somebody asks to be forgotten, and means it. */
function forget(world: World): void {
  const { who } = member(world);
  world.whisper(who, '忘记我');
  world.wait();
  world.whisper(who, '确认忘记');
}

function ownerSays(world: World, text: string): void {
  const group = world.group();
  world.say(group, { from: group.owner, text });
}

const LOTTERIES = [
  '书 x2；开奖：20分钟后；花费：1积分',
  '5积分 x2、贴纸；开奖：满4人；领奖：1天',
  '杯子；开奖：手动；条件：签到天数≥1；加票：积分≥8 +2；安慰奖：1',
];

function lottery(world: World): void {
  const terms = world.chance.pick(LOTTERIES);
  sure(world, `发起抽奖 抽奖${world.chance.int(1, 9)}；奖品：${terms}`, '发起');
}

/** An owner says something, is asked, and means it. */
function sure(world: World, text: string, answer: string): void {
  const group = world.group();
  world.say(group, { from: group.owner, text });
  world.blink();
  world.say(group, { from: group.owner, text: answer });
}

function redraw(world: World): void {
  const { group, who } = member(world);
  const text = `重新开奖 ${world.chance.int(1, 5)} @${who.name} 重复参加`;
  world.say(group, { from: group.owner, text, mentions: [who.id] });
  world.blink();
  world.say(group, { from: group.owner, text: '收回重开' });
}

/** Many check in within a second, some of them twice. */
function rush(world: World): void {
  const group = world.group();
  for (let count = world.chance.int(5, 15); count > 0; count -= 1) {
    world.say(group, { from: world.chance.pick(group.members), text: '签到' });
    world.blink();
  }
}

function recall(world: World): void {
  world.tell({ type: 'recall', group: world.group().id, id: world.oldId() });
}

function join(world: World): void {
  const { group, who } = member(world);
  const inviter = world.chance.pick(group.members).id;
  world.tell({ type: 'join', group: group.id, member: who.id, name: who.name, inviter });
}

/** Somebody who was never here comes in, speaks, and may say who invited them. */
function newcomer(world: World): void {
  const group = world.group();
  const who = world.newcomer(group);
  const inviter = world.chance.pick(group.members);
  const isTold = world.chance.int(1, 3) > 1;
  const by = isTold ? { inviter: inviter.id } : {};
  world.tell({ type: 'join', group: group.id, member: who.id, name: who.name, ...by });
  world.blink();
  world.say(group, { from: who, text: '大家好' });
  if (isTold) return;
  world.blink();
  world.say(group, { from: who, text: `邀请人 @${inviter.name}`, mentions: [inviter.id] });
}

/** Somebody who came lately speaks, takes it back, goes, comes back, or names somebody else. */
function newcomerAgain(world: World): void {
  const found = world.oneOfNewcomers();
  if (!found) return;
  const { group, who } = found;
  const inviter = world.chance.pick(group.members);
  const join = { type: 'join', group: group.id, member: who.id, name: who.name };
  const deeds = [
    () => world.say(group, { from: who, text: '我又来了' }),
    () => world.tell({ type: 'recall', group: group.id, id: world.newestId() }),
    () => world.tell({ type: 'leave', group: group.id, member: who.id }),
    () => world.tell({ ...join, inviter: inviter.id }),
    () => world.say(group, { from: inviter, text: '申诉邀请 1 看错了吧' }),
    () => {
      const text = `邀请人 @${inviter.name}`;
      world.say(group, { from: who, text, mentions: [inviter.id] });
    },
  ];
  world.chance.pick(deeds)();
}

function startCampaign(world: World): void {
  const group = world.group();
  for (const text of ['发起邀请活动 拉新', '7', '4', '500', '确定']) {
    world.say(group, { from: group.owner, text });
    world.blink();
  }
}

function leave(world: World): void {
  const { group, who } = member(world);
  world.tell({ type: 'leave', group: group.id, member: who.id, by: group.owner.id });
}

function rename(world: World): void {
  const { group, who } = member(world);
  const name = `${who.name}${world.chance.int(2, 9)}`;
  world.tell({ type: 'rename', group: group.id, member: who.id, name });
}

function role(world: World): void {
  const { group, who } = member(world);
  const is = world.chance.pick(['admin', 'member', 'member']);
  world.tell({ type: 'role', group: group.id, member: who.id, role: is });
}
