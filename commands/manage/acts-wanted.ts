/**
 * What follows «操作记录»: a page, a member, a kind of act, in any order and any of our languages. A
 * word that is none of these is refused.
 */
import { type Arg, type ArgOutcome, type Lookup, type Member, plainWord, type Token } from '#kit';

/** Kinds of acts, with the codes of the audit trail that are meant; `*` stands for anything. */
const KINDS = {
  settings: ['setting'],
  roles: ['role'],
  points: ['points.*'],
  cards: ['checkin.*'],
  order: ['order.*'],
  exports: ['export'],
  sending: ['hold', 'release'],
  links: ['link', 'unlink'],
  communities: ['adopt', 'release'],
} as const;

type Kind = keyof typeof KINDS;

const WORDS: Readonly<Record<Kind, readonly string[]>> = {
  settings: ['设置', '設定', '设定', 'settings', 'setting'],
  roles: ['身份', '身分', '任命', '任免', 'roles', 'role'],
  points: ['积分', '積分', '点数', '點數', '加减分', '加減分', 'points'],
  cards: ['补签卡', '補簽卡', '签到', '簽到', 'cards', 'check-in', 'checkin'],
  order: ['管理', '群管理', '禁言', '移出', '撤回', 'order', 'mute', 'remove', 'recall'],
  exports: ['导出', '匯出', '導出', 'exports', 'export'],
  sending: ['发送', '發送', '平台', 'sending', 'platforms'],
  links: ['关联', '關聯', '連結', 'links', 'link'],
  communities: ['社群', 'communities', 'community'],
};

/** No page is further back: a bound on work. */
const LAST_PAGE = 1_000;

export interface WantedActs {
  /** From 1. */
  readonly page?: number;
  /** Who did it, or whom it concerned. */
  readonly member?: Member;
  readonly kind?: Kind;
  /** The kind as it was typed. */
  readonly typed?: string;
}

/** Codes of the acts that are wanted, as `glob` reads them. */
export function codesOf({ kind }: WantedActs): readonly string[] {
  return kind === undefined ? ['*'] : KINDS[kind];
}

export const wantedActs: Arg<WantedActs> = {
  async read(tokens, lookup) {
    let found: WantedActs = {};
    for (const token of tokens) {
      const next = await meaningOf(token, lookup);
      if (!next || Object.keys(next).some((key) => key in found)) return refused(token);
      found = { ...found, ...next };
    }
    return { ok: true, value: found, taken: tokens.length };
  },
};

async function meaningOf(token: Token, lookup: Lookup): Promise<WantedActs | undefined> {
  if (token.kind === 'mention') {
    const member = await lookup.member(token.account);
    return member && { member };
  }
  const word = plainWord(token.text);
  const page = /^[1-9]\d{0,3}$/.test(word) ? Number(word) : undefined;
  if (page !== undefined) return page <= LAST_PAGE ? { page } : undefined;
  const kind = kinds.find((one) => WORDS[one].includes(word));
  return kind && { kind, typed: token.text };
}

const kinds: readonly Kind[] = [
  'settings',
  'roles',
  'points',
  'cards',
  'order',
  'exports',
  'sending',
  'links',
  'communities',
];

function refused(token: Token): ArgOutcome<never> {
  if (token.kind === 'mention') return { ok: false, problem: 'noMember', typed: '@' };
  return { ok: false, problem: 'notChoice', typed: token.text };
}
