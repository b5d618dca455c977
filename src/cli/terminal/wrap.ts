/**
 * Breaks a long line where a reader would, so that a narrow terminal does not cut words apart. It
 * changes no letter; only blanks at a break go.
 */
import { widthOf } from './width.ts';

/** In fewer columns a line is left to the terminal: broken, it would be one word a line. */
const NARROWEST = 20;

const words = new Intl.Segmenter('und', { granularity: 'word' });
const letters = new Intl.Segmenter('und', { granularity: 'grapheme' });

/**
 * @param columns how wide a line may be
 * @returns lines of at most that many columns; the text as it is where there are hardly any
 */
export function wrapped(text: string, columns: number): readonly string[] {
  if (columns < NARROWEST || widthOf(text) <= columns) return [text];
  const lines: string[] = [];
  let line = '';
  for (const chunk of chunksOf(text).flatMap((whole) => fitting(whole, columns))) {
    if (line.trim() !== '' && widthOf(line) + widthOf(chunk.trimEnd()) > columns) {
      lines.push(line.trimEnd());
      line = '';
    }
    line += chunk;
  }
  return [...lines, line];
}

/** What must stay together: a word with the marks that belong to it and the blanks behind it. */
function chunksOf(text: string): string[] {
  const chunks: string[] = [];
  for (const { segment } of words.segment(text)) {
    const last = chunks.at(-1);
    if (last === undefined || mayBreak(last, segment)) chunks.push(segment);
    else chunks[chunks.length - 1] = last + segment;
  }
  return chunks;
}

/** What is wider than a line, such as a long setting, breaks anywhere. */
function fitting(chunk: string, columns: number): readonly string[] {
  if (widthOf(chunk.trimEnd()) <= columns) return [chunk];
  return Array.from(letters.segment(chunk), ({ segment }) => segment);
}

function mayBreak(before: string, next: string): boolean {
  if (/^[\s·]/u.test(next) || OPENS.test(before)) return false;
  if (/\s$/u.test(before)) return true;
  return BEGINS.test(next) && (IDEOGRAPH_LAST.test(before) || IDEOGRAPH_FIRST.test(next));
}

/** After these no line ends; «「同意 1」» is typed as one, so it stays on one line. */
const OPENS = /[「『《“(（]$|「[^」]*$/u;
/** With these a line may begin; with a full stop or a closing bracket it may not. */
const BEGINS = /^[\p{L}\p{N}「『《“(（]/u;
/** Words of Chinese and Japanese stand side by side without blanks. */
const IDEOGRAPH_FIRST = /^[\p{Script=Han}\p{Script=Hiragana}\p{Script=Katakana}「『《]/u;
const IDEOGRAPH_LAST =
  /[\p{Script=Han}\p{Script=Hiragana}\p{Script=Katakana}。，、！：；？）」』》]$/u;
