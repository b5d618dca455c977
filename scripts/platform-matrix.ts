/**
 * What works where, as docs/PLATFORMS.md shows it: made from the platforms' own tables, so that the
 * page cannot say anything else than the program does.
 * Use: npm run docs:platforms
 */
import { writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { pathToFileURL } from 'node:url';
import type { Capabilities, PaceLimit } from '#kit';
import { platforms } from '../bots/index.ts';
import { sandboxCan } from '../bots/sandbox/index.ts';

const MS_PER_SECOND = 1_000;

type Row = readonly [what: string, of: (can: Capabilities) => string];

const RECALLED = { others: "anybody's messages", own: 'its own messages', none: '–' } as const;

const yes = (is: boolean, otherwise: string): string => (is ? 'yes' : otherwise);

const rows: readonly Row[] = [
  ['longest text', ({ longestText }) => `${longestText.toLocaleString('en')}, then split`],
  ['mention', ({ mention }) => yes(mention, 'the name')],
  ['mention of all', ({ mentionAll }) => yes(mentionAll, '–')],
  ['quote the question', ({ quote }) => yes(quote, '–')],
  ['buttons', ({ buttons }) => yes(buttons, 'numbered choices')],
  ['polls', ({ polls, buttons }) => pollWords(polls !== undefined, buttons)],
  ['pictures', ({ images }) => yes(images, 'words')],
  ['files', ({ files }) => yes(files, 'words')],
  ['links', ({ cards }) => yes(cards, 'words')],
  ['files of members', ({ largestFetched: most }) => (most ? `up to ${most / 1_000_000} MB` : '–')],
  ['mute', ({ mute }) => yes(mute, 'the bot says that it cannot')],
  ['remove', ({ remove }) => yes(remove, 'the bot says that it cannot')],
  ['take back', ({ recall }) => RECALLED[recall]],
  ['invite links', ({ inviteLinks }) => yes(inviteLinks, '–')],
  ['who invited whom', ({ inviter }) => inviter],
  ['member list', ({ memberList }) => yes(memberList, '–')],
  ['ids stay the same', ({ stableIds }) => yes(stableIds, 'depends on the gateway')],
  ['speaks without being asked', ({ speaksFirst }) => yes(speaksFirst, 'along with answers')],
  ['an answer is dropped after', ({ patience }) => inWords(patience)],
  ['pace', ({ pace }) => paceWords(pace)],
];

/** A poll of the platform's own shows its own figures: it is used only where they are ours, too. */
function pollWords(hasOwn: boolean, hasButtons: boolean): string {
  const other = hasButtons ? 'buttons' : 'numbered choices';
  if (!hasOwn) return other;
  return `its own where named, changeable, always shown and for all; else ${other}`;
}

function inWords(ms: number): string {
  const seconds = ms / MS_PER_SECOND;
  return seconds % 60 === 0 ? `${seconds / 60} min` : `${seconds} s`;
}

function paceWords({ gap, limits }: Capabilities['pace']): string {
  const between = gap && `${gap.from / MS_PER_SECOND}–${gap.to / MS_PER_SECOND} s between messages`;
  const words = [...(between === undefined ? [] : [between]), ...limits.map(limitWords)];
  return words.length > 0 ? words.join('; ') : 'as fast as it goes';
}

function limitWords({ scope, most, per }: PaceLimit): string {
  const span = new Map([
    [MS_PER_SECOND, 'second'],
    [60 * MS_PER_SECOND, 'minute'],
    [86_400 * MS_PER_SECOND, 'day'],
  ]).get(per);
  return `${most} a ${span ?? inWords(per)} per ${scope}`;
}

/** The whole page. */
export function platformPage(): string {
  const columns: readonly (readonly [string, Capabilities])[] = [
    ...platforms.map(({ name, can }) => [name, can] as const),
    ['sandbox', sandboxCan],
  ];
  const line = (cells: readonly string[]) => `| ${cells.join(' | ')} |`;
  return [
    '# What works where',
    '',
    'Made by `npm run docs:platforms` from the tables in `bots/`. The same feature code runs everywhere;',
    'what a platform cannot carry is said in another way. Paces are presets: `.env.example` says how to',
    'change them. How to connect: `npx qunli connect`, and the guides in [guides](guides/).',
    '',
    line(['', ...columns.map(([name]) => name)]),
    line(columns.map(() => '---').concat('---')),
    ...rows.map(([what, of]) => line([what, ...columns.map(([, can]) => of(can))])),
    '',
  ].join('\n');
}

const isRun =
  process.argv[1] !== undefined && import.meta.url === pathToFileURL(process.argv[1]).href;
if (isRun) writeFileSync(join(import.meta.dirname, '../docs/PLATFORMS.md'), platformPage());
