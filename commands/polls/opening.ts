/** A poll (投票) that a scheduled push opens: complete as it is typed, for nobody is there to ask. */
import type { Line, Opening } from '#kit';
import type { Polls } from './base.ts';
import { draftIn, draftLine, refusalOf } from './open.ts';
import { problemLine, settle } from './start.ts';

export const opening: Opening<Polls> = {
  async problem(context, typed): Promise<Line | undefined> {
    const read = draftIn(context, typed);
    if ('why' in read) return read.why;
    const { draft } = read;
    return draft.title === '' ? context.text('noTitle') : problemLine(context, draft);
  },
  async preview(context, typed): Promise<Line | undefined> {
    const read = draftIn(context, typed);
    return 'why' in read ? undefined : draftLine(context, read.draft);
  },
  async open(context, typed) {
    const read = draftIn(context, typed);
    if ('why' in read) return read.why;
    const refusal = await refusalOf(context);
    if (!refusal) await settle(context, read.draft);
    return refusal;
  },
};
