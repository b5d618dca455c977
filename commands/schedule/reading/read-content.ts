/**
 * What a schedule's content is, by how it is written: one text; several in turn, with a line `---`
 * between; or a series whose parts begin with `1/5`, `2/5` and so on, and which ends by itself.
 */

export interface Content {
  readonly parts: readonly [string, ...string[]];
  /** `once`: after the last part there is nothing more to say. */
  readonly order: 'again' | 'once';
}

const BETWEEN = /^[ \t]*(?:-{3,}|—{2,})[ \t]*$/mu;
/** «1/5 …» at the beginning of a line. */
const PART = /^[ \t]*(\d{1,3})[/／](\d{1,3})(?=[\s:：、.．])/gmu;

/** A longer series is not looked through. */
const MOST_PARTS = 100;

export function readContent(text: string): Content {
  const series = seriesIn(text);
  if (series) return { parts: series, order: 'once' };
  const [first = text, ...others] = text
    .split(BETWEEN)
    .map((part) => part.trim())
    .filter((part) => part !== '');
  return { parts: [first, ...others], order: 'again' };
}

/** The part of a turn, counted from 0; undefined where a series has no more. */
export function partAt({ parts, order }: Content, turn: number): string | undefined {
  return order === 'once' ? parts[turn] : parts[turn % parts.length];
}

/** How many of its texts are still to come; of those that come in turn there is no end. */
export function partsLeft({ parts, order }: Content, said: number): number {
  return order === 'once' ? Math.max(0, parts.length - said) : Number.POSITIVE_INFINITY;
}

/** All of «1/n» to «n/n», in order and from the beginning of the text; anything else is a text. */
function seriesIn(text: string): readonly [string, ...string[]] | undefined {
  const marks = [...text.matchAll(PART)];
  const isSeries =
    marks.length > 1 &&
    text.slice(0, marks[0]?.index).trim() === '' &&
    marks.every(([, n, of], index) => Number(n) === index + 1 && Number(of) === marks.length);
  if (!isSeries) return undefined;
  const [first = text, ...others] = marks.map(({ index }, at) =>
    text.slice(index, marks[at + 1]?.index).trim(),
  );
  return [first, ...others];
}

/** Whether there are but lines that part texts, and nothing between them. */
export function isEmpty(text: string): boolean {
  const parts = text.split(BETWEEN);
  return parts.length > 1 && parts.every((part) => part.trim() === '');
}

/**
 * Numbers that lack, or bring no words, in what begins as a series: 2 of «1/3 … 3/3 …»; none where
 * it is a text.
 */
export function gapsIn(text: string): { readonly lacking: readonly number[]; readonly of: number } {
  const found = [...text.matchAll(PART)];
  const marks = found.map(([mark, n, of], at) => {
    const words = text.slice(found[at]?.index, found[at + 1]?.index).slice(mark.length);
    return { n: Number(n), of: Number(of), isSaid: /[^\s:：、.．]/u.test(words) };
  });
  const of = marks[0]?.of ?? 0;
  const isSeries = marks.length > 1 && marks.every((mark) => mark.of === of && mark.n <= of);
  if (!isSeries || !/^\s*\d/u.test(text) || of > MOST_PARTS) return { lacking: [], of };
  const there = new Set(marks.filter(({ isSaid }) => isSaid).map(({ n }) => n));
  const all = Array.from({ length: of }, (_, index) => index + 1);
  return { lacking: all.filter((n) => !there.has(n)), of };
}
