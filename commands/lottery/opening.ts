/** A lottery (抽奖) that a scheduled push opens: all is typed, for nobody is there to ask. */
import { type Acting, type Line, lines, type Opening } from '#kit';
import type { Lottery } from './base.ts';
import { draftIn, lackIn, save } from './create.ts';
import { wholeTerms } from './rules/typed-terms.ts';
import { termLines } from './show.ts';

export const opening: Opening<Lottery> = {
  problem: (context, typed) => problemOf(context, typed),
  async preview(context, typed) {
    const read = await draftIn(context, typed);
    const terms = 'draft' in read ? wholeTerms(read.draft) : undefined;
    return terms && termLines(context, terms);
  },
  async open(context, typed) {
    const read = await draftIn(context, typed);
    const terms = 'draft' in read ? wholeTerms(read.draft) : undefined;
    if (terms) await save(context, terms);
    return undefined;
  },
};

async function problemOf(context: Acting<Lottery>, typed: string): Promise<Line | undefined> {
  const read = await draftIn(context, typed);
  if ('why' in read) return read.why;
  const lack = lackIn(context, read.draft);
  return lack && lines(lack.note, lack.question);
}
