/** What a schedule says when it is due: a text with its slots filled, or something it opens. */
import {
  type Acting,
  type Context,
  cardWords,
  cutTo,
  displayName,
  type HouseOpening,
  LANGUAGES,
  type Line,
  type LinkCard,
  lines,
  type Push,
  plainWord,
  slotsIn,
  type Text,
} from '#kit';
import { type Base, base } from '../base.ts';
import type { Targets } from '../planning/targets.ts';
import { type Content, gapsIn, isEmpty, partAt, readContent } from '../reading/read-content.ts';
import { type LinkRead, lacksAddress, readLink } from '../reading/read-link.ts';
import type { Schedule } from '../store/schedules.ts';

/** Longer than what the most narrow platform takes in one message, and then some. */
const LONGEST_CONTENT = 4_000;
/** Cards show no more of it; in UTF-16 units. */
const LONGEST_TITLE = 100;
/** The same of what stands below it. */
const LONGEST_DESCRIPTION = 200;

/** What is said, with what goes along. */
export type Words = Pick<Push, 'image' | 'file' | 'card'> & { readonly line: Line };

export type Said =
  | { readonly kind: 'text'; readonly words: Words }
  | { readonly kind: 'opening'; readonly opening: HouseOpening }
  /** It was to be a picture or file, and that never came. */
  | { readonly kind: 'nothing' }
  /** Whoever made it is nobody any more, so nothing is opened in their name. */
  | { readonly kind: 'noAuthor' };

/** @param turn which of its texts, counted from 0 on through all rounds */
export async function saidOf(
  context: Context<Base>,
  schedule: Schedule,
  turn: number,
): Promise<Said> {
  const { house, text, tx } = context;
  const typed = partAt(readContent(schedule.content), turn) ?? schedule.content;
  const opening = house.opening(typed);
  if (opening) {
    const author = schedule.author && (await tx.people.find(schedule.author));
    return author ? { kind: 'opening', opening: opening(author) } : { kind: 'noAuthor' };
  }
  const { image, file } = schedule;
  const link = readLink(typed);
  if (link?.kind === 'link') {
    const words = { line: text('pushed', { content: '' }), card: await cardOf(context, link) };
    return { kind: 'text', words: { ...words, image, file } };
  }
  if (`${typed}${image ?? ''}${file ?? ''}` === '') return { kind: 'nothing' };
  const { text: content } = await house.slots.fill(typed);
  return { kind: 'text', words: { line: text('pushed', { content }), image, file } };
}

/** Values go into what is read, never into the address. */
async function cardOf(
  { house: { slots } }: Context<Base>,
  { title, address, description }: Extract<LinkRead, { kind: 'link' }>,
): Promise<LinkCard> {
  const filled = async (typed: string) => (await slots.fill(typed)).text;
  const named = { title: cutTo(await filled(title), LONGEST_TITLE), address };
  return description === ''
    ? named
    : {
        ...named,
        description: cutTo(await filled(description), LONGEST_DESCRIPTION),
      };
}

/** Several texts are numbered, for they come one at a time. */
export function contentLine(typed: string, text: Text<Base['phrases']['zh-CN']>): Line {
  const { parts, order } = readContent(typed);
  return partsLine(
    parts.map((part) => partLine(part, text)),
    order,
    text,
  );
}

/** As the group would read it now: slots are filled, and it is said that they are. */
export async function contentShown(context: Context<Base>, typed: string): Promise<Line> {
  const { house, text } = context;
  const { parts, order } = readContent(typed);
  const shown: Line[] = [];
  for (const part of parts) shown.push(await partShown(context, part));
  const { unfilled } = await house.slots.fill(typed);
  const isFilled = slotsIn(typed).length > unfilled.length;
  return lines(partsLine(shown, order, text), isFilled ? text('filledNow') : undefined);
}

function partsLine(
  parts: readonly Line[],
  order: Content['order'],
  text: Text<Base['phrases']['zh-CN']>,
): Line {
  const [alone] = parts;
  if (alone !== undefined && parts.length === 1) return alone;
  const how = text(order === 'once' ? 'inSeries' : 'inTurn', { n: parts.length });
  return lines(how, ...parts.map((part) => text('part', { part })));
}

function partLine(typed: string, text: Text<Base['phrases']['zh-CN']>): Line {
  const link = readLink(typed);
  if (link?.kind === 'link') return text('linkCard', { link: cardWords(link) });
  return text('content', { content: typed });
}

async function partShown(context: Context<Base>, typed: string): Promise<Line> {
  const { house, text } = context;
  const link = readLink(typed);
  if (link?.kind === 'link') {
    return text('linkCard', { link: cardWords(await cardOf(context, link)) });
  }
  const line = text('content', { content: (await house.slots.fill(typed)).text });
  return lacksAddress(typed) ? lines(line, text('linkLacking')) : line;
}

/** What keeps a content from being pushed, as its manager should know before it is kept. */
export async function contentProblem(
  context: Acting<Base>,
  { content, targets }: { readonly content: string; readonly targets: Targets },
): Promise<Line | undefined> {
  const { text } = context;
  if (content.length > LONGEST_CONTENT) return text('longContent', { most: LONGEST_CONTENT });
  if (isEmpty(content)) return text('emptyContent');
  const { lacking, of } = gapsIn(content);
  if (lacking.length > 0) {
    return text('partLacking', { parts: lacking.map((n) => `${n}/${of}`).join(text('and')) });
  }
  return openingProblem(context, { content: readContent(content), targets });
}

async function openingProblem(
  context: Acting<Base>,
  { content, targets }: { readonly content: Content; readonly targets: Targets },
): Promise<Line | undefined> {
  const { house, member, text } = context;
  for (const part of content.parts) {
    const bad = linkProblem(context, part);
    if (bad) return bad;
    const opening = house.opening(part);
    if (opening && targets.kind === 'members') return text('notInPrivate');
    if (opening && slotsIn(part).length > 0) return text('noSlotsThere');
    const problem = opening ? await opening(member).problem() : await slotProblem(context, part);
    if (problem) return problem;
  }
  return undefined;
}

function linkProblem({ text }: Acting<Base>, part: string): Line | undefined {
  const link = readLink(part);
  if (link?.kind === 'badAddress')
    return text('badAddress', { address: displayName(link.address) });
  if (link?.kind === 'noTitle') return text('noTitle', { address: link.address });
  if (link && link.title.length > LONGEST_TITLE) return text('longTitle', { most: LONGEST_TITLE });
  if (link && link.description.length > LONGEST_DESCRIPTION) {
    return text('longDescription', { most: LONGEST_DESCRIPTION });
  }
  return undefined;
}

async function slotProblem(context: Acting<Base>, part: string): Promise<Line | undefined> {
  const { house, settings, text } = context;
  const { unfilled } = await house.slots.fill(part);
  const titles = house.slots.titles();
  const open = openSlot(part, titles);
  if (open !== undefined) return text('openSlot', { slot: open });
  if (unfilled.length === 0) return undefined;
  if (settings.groupName === '' && unfilled.every(isGroupName)) {
    return text('noGroupName', { slot: unfilled.join(text('and')) });
  }
  return text('badSlots', { slots: unfilled.join(text('and')), known: titles.join(text('and')) });
}

const OPEN_SLOT = /[{｛][^{}｛｝\n]{1,40}$/gmu;

/** A slot that is known and whose brace was never closed: «{今日签到人数». */
function openSlot(part: string, titles: readonly string[]): string | undefined {
  const begun = [...part.matchAll(OPEN_SLOT)].map(([written]) => written);
  const names = titles.map((title) => plainWord(title).replaceAll(/[{}]/g, ''));
  return begun.find((written) =>
    names.some((name) => plainWord(written).slice(1).trim().startsWith(name)),
  );
}

function isGroupName(written: string): boolean {
  const name = plainWord(written).replaceAll(/[{}]/g, '').trim();
  return LANGUAGES.some((language) =>
    base.phrases[language].slots.group.some((one) => one === name),
  );
}
