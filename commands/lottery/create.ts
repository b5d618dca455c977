/**
 * `发起抽奖`: a lottery in one message, or a question at a time. What the law of a country wants said
 * beforehand is asked for; nothing is published before it was shown as a whole and agreed to.
 */
import * as z from 'zod';
import { type Acting, type Answering, type Commanding, type Line, lines, mayActAs } from '#kit';
import type { Lottery } from './base.ts';
import { isChina, type Lack, lacksOf } from './rules/preset.ts';
import {
  type Draft,
  parseTerms,
  readPart,
  type TermsFacts,
  wholeTerms,
} from './rules/typed-terms.ts';
import { termLines } from './show.ts';
import { addLottery, newestLotteries } from './store/lotteries.ts';
import { type Terms, termsShape } from './terms.ts';

/** Long enough to look something up. */
const SECONDS_TO_ANSWER = 600;

type Creating = Acting<Lottery>;
const PARTS = [
  'title',
  'prizes',
  'when',
  'consolation',
  'claiming',
  'claimDays',
  'organiser',
  'contact',
] as const;
type Part = (typeof PARTS)[number];

const questions = {
  title: 'askTitle',
  prizes: 'askPrizes',
  when: 'askWhen',
  consolation: 'askConsolation',
  claiming: 'askClaiming',
  claimDays: 'askClaimDays',
  organiser: 'askOrganiser',
  contact: 'askContact',
} as const;

const underway = z.object({ part: z.enum(PARTS), draft: termsShape.partial() });
const agreed = z.object({ draft: termsShape.partial() });

export async function create(
  context: Commanding<Lottery, { readonly typed: string | undefined }>,
): Promise<void> {
  const read = await draftIn(context, context.args.typed ?? '');
  return 'why' in read ? context.say(read.why) : goOn(context, read.draft);
}

/** What was typed, beside what is the same each time; or what is wrong with it. */
export async function draftIn(
  context: Creating,
  typed: string,
): Promise<{ readonly draft: Draft } | { readonly why: Line }> {
  const outcome = parseTerms(typed, factsOf(context));
  if (outcome.kind !== 'wrong') {
    const draft = { ...(await lastTime(context)), ...outcome.draft };
    return { draft: withoutPoints(context, draft) };
  }
  const { part, typed: wrong, why } = outcome;
  const { text } = context;
  if (why !== undefined) return { why: text('wrongCondition', { why }) };
  return { why: part === '?' ? text('unknownPart', { typed: wrong }) : examples(context, part) };
}

/** The next thing that a draft lacks, with the question for it. */
export function lackIn(
  context: Creating,
  draft: Draft,
): { readonly note?: Line | undefined; readonly question: Line } | undefined {
  const missing = missingPart(context, draft, wholeTerms(draft));
  return missing && { note: missing.note, question: context.text(questions[missing.part]) };
}

function factsOf({ now, today, community, house }: Creating): TermsFacts {
  const condition = (typed: string) => {
    const read = house.readCondition(typed);
    return read.ok ? read.condition : String(read.why);
  };
  return { now, today, calendar: community.calendar, condition };
}

/** Who organises, and how prizes are handed over, rarely changes. */
async function lastTime({ tx, community }: Creating): Promise<Draft> {
  const [newest] = await newestLotteries(tx, { community: community.id, limit: 1 });
  if (!newest) return {};
  const { claiming, organiser, contact } = newest.terms;
  return { claiming, organiser, contact };
}

/** Asks for what is missing, or shows the whole. */
async function goOn(context: Creating, typed: Draft): Promise<void> {
  const { ask, text } = context;
  const draft = withoutPoints(context, typed);
  const terms = wholeTerms(draft);
  const missing = missingPart(context, draft, terms);
  if (missing !== undefined) return askFor(context, { draft, ...missing });
  if (!terms) return;
  const data = { draft: terms } satisfies z.input<typeof agreed>;
  return ask({
    dialogue: 'publish',
    line: lines(termLines(context, terms), text('askPublish')),
    choices: [
      { key: 'yes', label: text('publish') },
      { key: 'no', label: text('leaveIt') },
    ],
    data,
    seconds: SECONDS_TO_ANSWER,
  });
}

interface Missing {
  readonly part: Part;
  readonly note?: Line;
}

function missingPart(
  context: Creating,
  { title, prizes, when }: Draft,
  terms: Terms | undefined,
): Missing | undefined {
  if (title === undefined) return { part: 'title' };
  if (prizes === undefined) return { part: 'prizes' };
  if (when === undefined) return { part: 'when' };
  if (!terms) return undefined;
  const { settings, community } = context;
  const tooMuch = overBounds(context, terms);
  if (tooMuch || !isChina(settings.preset, community.language)) return tooMuch;
  const [lack] = lacksOf(terms);
  return lack && missingBy(context, lack);
}

/** Managers could make points out of nothing by lotteries; how many, an admin decides. */
function overBounds({ settings, text }: Creating, terms: Terms): Missing | undefined {
  const { pointsMost, consolationMost } = settings;
  const points = terms.prizes.reduce((sum, prize) => sum + (prize.points ?? 0) * prize.quantity, 0);
  if (points > pointsMost) {
    return { part: 'prizes', note: text('tooManyPoints', { points, most: pointsMost }) };
  }
  if (terms.consolation <= consolationMost) return undefined;
  return { part: 'consolation', note: text('tooMuchConsolation', { most: consolationMost }) };
}

/** Where points are switched off nothing costs any, and none are given. */
function withoutPoints({ house }: Creating, draft: Draft): Draft {
  if (!house.isSwitchedOff('points')) return draft;
  const prizes = draft.prizes?.map(({ points: _, ...prize }) => prize);
  return { ...draft, prizes, price: undefined, consolation: undefined };
}

function missingBy({ text }: Creating, lack: Lack): Missing {
  switch (lack.kind) {
    case 'price':
      return { part: 'prizes', note: text('lacksPrice', { prize: lack.prize }) };
    case 'ceiling':
      return { part: 'prizes', note: text('overCeiling', { prize: lack.prize }) };
    case 'forfeiting':
      return { part: 'claimDays' };
    default:
      return { part: lack.kind };
  }
}

function askFor(
  { ask, text }: Creating,
  { part, draft, note }: Missing & { readonly draft: Draft },
): Promise<void> {
  const data = { part, draft } satisfies z.input<typeof underway>;
  const line = lines(note, text(questions[part]));
  return ask({ dialogue: 'part', line, data, seconds: SECONDS_TO_ANSWER });
}

/** One part was typed. What cannot be read is asked for again. */
export async function answerPart(context: Answering<Lottery>): Promise<void> {
  const { part, draft } = underway.parse(context.data);
  const read = readPart(part, context.answer, factsOf(context));
  if (read === undefined || 'why' in read) {
    return askFor(context, { part, draft, note: examples(context, part) });
  }
  return goOn(context, { ...draft, ...read });
}

function examples({ text }: Creating, part: string): Line {
  switch (part) {
    case 'prizes':
      return text('examplePrizes');
    case 'when':
      return text('exampleWhen');
    case 'bonuses':
      return text('exampleBonus');
    case 'price':
    case 'consolation':
    case 'claimDays':
    case 'mostTickets':
      return text('exampleNumber');
    default:
      return text('exampleWords');
  }
}

/** The whole was shown and agreed to, or not. Rights and the time are looked at again. */
export async function publish(context: Answering<Lottery>): Promise<void> {
  const { answer, data, member, now, say, text } = context;
  const terms = wholeTerms(agreed.parse(data).draft);
  if (answer !== 'yes' || !terms || !mayActAs(member.role, 'manager')) return say(text('left'));
  if (terms.when.kind === 'at' && terms.when.at <= now) {
    const { when: _past, ...draft } = terms;
    return goOn(context, draft);
  }
  const missing = missingPart(context, terms, terms);
  return missing ? askFor(context, { draft: terms, ...missing }) : save(context, terms);
}

/** The public number is tried before the lottery opens: that takes a job. */
export async function save(context: Creating, terms: Terms): Promise<void> {
  const { tx, member, community, group, now, heardAt, secrets, later, house } = context;
  if (!group) return;
  const root = secrets.fingerprint(secrets.bytes(32).join(' '));
  const seed = secrets.fingerprint(`seed ${root}`);
  const id = await addLottery(tx, {
    community_id: community.id,
    group_id: group.id,
    creator_id: member.id,
    terms,
    seed,
    salt: secrets.fingerprint(`salt ${root}`),
    nonce: secrets.fingerprint(`nonce ${root}`),
    commitment: secrets.fingerprint(seed),
    created_at: now,
  });
  await later({ what: 'open', at: heardAt, key: `${id}`, data: { id } });
  await house.audit('lottery.create', { title: terms.title });
}
