/**
 * Our own patterns and parsers against inputs that make careless ones run for minutes: 10,000
 * characters take 50 ms at most, whatever they are.
 */

import ts from 'typescript';
import { describe, expect, test } from 'vitest';
import { displayName } from '#kit';
import { readLine } from '../bots/sandbox/index.ts';
import { defuse, recoverCell } from '../src/export/formula.ts';
import { type Addressing, parseTyped, tokensOf } from '../src/runtime/hearing/parse.ts';
import { isTest, readSources } from './house/source.ts';

const LENGTH = 10_000;
const MOST_MS = 50;

/** What is repeated, and what follows in the end so that a match fails late. */
const REPEATED = [
  'a',
  '0',
  ' ',
  '\t',
  '\n',
  '\r\n',
  '-',
  '.',
  ':',
  '/',
  '@',
  '＠',
  '=',
  '+',
  '"',
  '“',
  '「',
  "'",
  '<',
  '%',
  '\\',
  '签',
  '\u0301',
  '\u200b',
  '\u202e',
  '\u{1f468}\u200d',
  '\ud800',
  'a ',
  ' a',
  '@a ',
  '"a',
  '“a',
  'a-',
  '1-',
  '0:',
  '{a}',
  'aA1_',
  '\u0600a',
  '🇨',
  '\0',
];
const ENDINGS = ['', '!'];

const evil = REPEATED.flatMap((piece) => {
  const body = piece.repeat(Math.ceil(LENGTH / piece.length)).slice(0, LENGTH);
  return ENDINGS.map((ending) => `${body}${ending}`);
});

/**
 * The slowest of all evil inputs, in milliseconds; a second try forgives a pause of the machine.
 */
function slowest(work: (text: string) => unknown): { ms: number; text: string } {
  let worst = { ms: 0, text: '' };
  for (const text of evil) {
    const first = timed(() => work(text));
    const ms = first < MOST_MS ? first : timed(() => work(text));
    if (ms > worst.ms) worst = { ms, text: `${text.slice(0, 20)}…${text.slice(-5)}` };
  }
  return worst;
}

/** Processor time, not the clock's: another program on the machine must not fail a test. */
function timed(work: () => unknown): number {
  const started = process.cpuUsage();
  work();
  return process.cpuUsage(started).user / 1_000;
}

const nobody: Addressing = {
  isBotName: (name) => name === 'bot',
  isMentioned: false,
  mentionsOthers: false,
};
const line = (fields: object) => JSON.stringify({ at: '2026-03-01T00:00:00Z', ...fields });

test.for<[string, (text: string) => unknown]>([
  ['reading what was typed', (text) => parseTyped(text, nobody)],
  ['reading what was typed after a mention', (text) => parseTyped(`@bot ${text}`, nobody)],
  ['splitting arguments', (text) => tokensOf(text, [])],
  ['showing a name', (text) => displayName(text)],
  ['making a cell harmless', (text) => recoverCell(defuse(text))],
  ['reading a line', (text) => readLine(text)],
  ['reading a date', (text) => readLine(line({ type: 'tick', at: text }))],
])('%s takes 50 ms at most', ([, work]) => {
  const { ms, text } = slowest(work);
  expect(ms, text).toBeLessThan(MOST_MS);
});

describe('the patterns of the program', () => {
  const patterns = readSources('src', 'bots', 'commands')
    .filter(({ path }) => !isTest(path))
    .flatMap(({ path, tree }) => literalsIn(tree).map((literal) => ({ path, literal })));

  test('are found', () => {
    expect(patterns.length).toBeGreaterThan(10);
  });

  test.for(patterns)('$literal in $path takes 50 ms at most', ({ literal }) => {
    const end = literal.lastIndexOf('/');
    const pattern = new RegExp(literal.slice(1, end), literal.slice(end + 1));
    const { ms, text } = slowest((input) => input.replace(pattern, ''));
    expect(ms, text).toBeLessThan(MOST_MS);
  });
});

/** The regular expressions that are written out below a node. */
function literalsIn(node: ts.Node): readonly string[] {
  if (ts.isRegularExpressionLiteral(node)) return [node.text];
  const found: string[] = [];
  ts.forEachChild(node, (child) => {
    found.push(...literalsIn(child));
  });
  return found;
}
