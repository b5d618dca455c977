/**
 * Reads a whole lottery from one message: a title, then «name：value» parts between semicolons or on
 * lines of their own. What cannot be read is named; nothing is guessed. Pure.
 */
import { type Condition, MOST_POINTS, MOST_TICKETS, shownText } from '#kit';
import type { Bonus, Terms } from '../terms.ts';
import { parsePrizes } from './typed-prizes.ts';
import { parseWhen, type WhenFacts } from './typed-when.ts';

const LONGEST_TITLE = 40;
const LONGEST_WORDS = 120;
/** What is longer is cut before its graphemes are counted. */
const LONGEST_READ = 1_000;
/** A month and a half; nobody keeps a prize longer. */
const MOST_CLAIM_DAYS = 45;
const MOST_BONUSES = 5;
export const DEFAULT_CLAIM_DAYS = 7;

/** What each part may be called. */
const PARTS: Readonly<Record<string, readonly string[]>> = {
  prizes: ['奖品', '獎品', 'prizes', 'prize'],
  when: ['开奖', '開獎', '时间', '時間', 'draw', 'when'],
  word: ['口令', '口号', 'word'],
  price: ['花费', '花費', '门票', '門票', 'price', 'cost'],
  condition: ['条件', '條件', 'if', 'condition'],
  bonuses: ['加票', 'bonus', 'bonuses'],
  mostTickets: ['每人', '每人最多', 'most'],
  consolation: ['安慰奖', '安慰獎', 'consolation'],
  claimDays: ['领奖', '領獎', '领奖期限', '領獎期限', 'claim'],
  claiming: ['领取', '領取', '领取方式', '領取方式', 'claiming', 'handover'],
  organiser: ['主办', '主辦', '主办方', '主辦方', 'organiser', 'organizer'],
  contact: ['联系', '聯繫', '聯絡', '联系方式', 'contact'],
};

const NAME_OF = new Map(
  Object.entries(PARTS).flatMap(([part, words]) => words.map((word) => [word, part] as const)),
);

/** Terms as far as they were typed. */
export type Draft = { readonly [K in keyof Terms]?: Terms[K] | undefined };

export interface TermsFacts extends WhenFacts {
  /** Reads a condition with the words of the community's measures; a text says what is wrong. */
  readonly condition: (typed: string) => Condition | string;
}

export type DraftOutcome =
  | { readonly kind: 'draft'; readonly draft: Draft }
  /** `why` where somebody else has said what is wrong. */
  | {
      readonly kind: 'wrong';
      readonly part: string;
      readonly typed: string;
      readonly why?: string;
    };

export function parseTerms(typed: string, facts: TermsFacts): DraftOutcome {
  let draft: Draft = {};
  for (const piece of typed.split(/[;；\n]/u)) {
    const text = piece.trim();
    if (text === '') continue;
    const { part, value } = nameAndValue(text, draft);
    if (part === undefined) return { kind: 'wrong', part: '?', typed: text };
    const read = readPart(part, value, facts);
    if (read === undefined) return { kind: 'wrong', part, typed: value };
    if ('why' in read) return { kind: 'wrong', part, typed: value, why: read.why };
    draft = { ...draft, ...read };
  }
  return { kind: 'draft', draft };
}

/** The first part without a name is the title. */
function nameAndValue(text: string, draft: Draft): { part: string | undefined; value: string } {
  const [, name = '', value = ''] = /^([^:：]{1,12})[:：]\s*(.+)$/su.exec(text) ?? [];
  const part = NAME_OF.get(name.trim().toLowerCase());
  if (part !== undefined) return { part, value };
  return draft.title === undefined
    ? { part: 'title', value: text }
    : { part: undefined, value: '' };
}

type Read = Draft | { readonly why: string } | undefined;

/** One part; also what a guided dialogue asks for. */
export function readPart(part: string, typed: string, facts: TermsFacts): Read {
  const value = typed.trim();
  switch (part) {
    case 'prizes': {
      const prizes = parsePrizes(value);
      return prizes && { prizes: [...prizes] };
    }
    case 'when': {
      const when = parseWhen(value, facts);
      return when && { when };
    }
    case 'condition': {
      const condition = facts.condition(value);
      return typeof condition === 'string' ? { why: condition } : { condition };
    }
    case 'bonuses':
      return readBonuses(value, facts);
    default:
      return readWords(part, value) ?? readNumber(part, value);
  }
}

function readWords(part: string, value: string): Draft | undefined {
  const words = shownText(value.slice(0, LONGEST_READ), LONGEST_WORDS);
  if (words === '') return undefined;
  if (part === 'title') return { title: shownText(words, LONGEST_TITLE) };
  if (part === 'word') return { word: shownText(words, LONGEST_TITLE) };
  if (part === 'claiming') return { claiming: words };
  if (part === 'organiser') return { organiser: words };
  return part === 'contact' ? { contact: words } : undefined;
}

function readNumber(part: string, value: string): Draft | undefined {
  const [, digits] = /^([0-9]{1,10})\s*\D{0,6}$/u.exec(value.normalize('NFKC')) ?? [];
  const number = digits === undefined ? -1 : Number(digits);
  if (number < 0 || number > MOST_POINTS) return undefined;
  if (part === 'price') return { price: number };
  if (part === 'consolation') return { consolation: number };
  if (part === 'claimDays' && number <= MOST_CLAIM_DAYS) return { claimDays: number };
  const isTickets = part === 'mostTickets' && number >= 1 && number <= MOST_TICKETS;
  return isTickets ? { mostTickets: number } : undefined;
}

/** «连签≥7 +2 / 标签=VIP +3». */
function readBonuses(typed: string, facts: TermsFacts): Read {
  const bonuses: Bonus[] = [];
  for (const piece of typed.split('/').map((each) => each.trim())) {
    const found = /[+＋]\s*([0-9]{1,3})\s*[张張票]*$/u.exec(piece);
    const words = piece.slice(0, found?.index ?? 0).trimEnd();
    if (words === '') return undefined;
    const condition = facts.condition(words);
    if (typeof condition === 'string') return { why: condition };
    bonuses.push({ condition, tickets: Number(found?.[1]) });
  }
  const isFine = bonuses.length <= MOST_BONUSES && bonuses.every(({ tickets }) => tickets > 0);
  return isFine ? { bonuses } : undefined;
}

/** What nobody said is the usual; undefined while something is missing that has no usual. */
export function wholeTerms(draft: Draft): Terms | undefined {
  const { title, prizes, when } = draft;
  if (title === undefined || prizes === undefined || when === undefined) return undefined;
  const bonuses = draft.bonuses ?? [];
  const all = 1 + bonuses.reduce((sum, { tickets }) => sum + tickets, 0);
  return {
    ...draft,
    title,
    prizes,
    when,
    bonuses,
    price: draft.price ?? 0,
    mostTickets: draft.mostTickets ?? Math.min(all, MOST_TICKETS),
    consolation: draft.consolation ?? 0,
    claimDays: draft.claimDays ?? DEFAULT_CLAIM_DAYS,
  };
}
