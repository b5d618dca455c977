/** `改定时 2 每天 9:00 早安`, `改时间 2 10:00`, `改内容 2 …`: a schedule is to be another one. */
import { type Args, arg, type Commanding } from '#kit';
import type { Base } from '../base.ts';
import { found, type NumberArgs, number } from '../found.ts';
import type { Schedule } from '../store/schedules.ts';
import { showChange } from './preview-change.ts';
import { type ChangeRead, readChange, readTimeAlone } from './read-change.ts';

interface EditArgs extends NumberArgs {
  typed: string;
}

export const editArgs: Args<EditArgs> = { number: number(), typed: arg.text() };

type Editing = Commanding<Base, EditArgs>;
type Reading = (context: Editing, schedule: Schedule, typed: string) => Promise<ChangeRead>;

/** Time, text and targets, whichever were typed. */
export const edit = editing(readChange);
export const editTime = editing(readTimeAlone);
/** The whole is the text, though it may begin like a time. */
export const editText = editing(async (_, __, content) => ({ change: { content } }));

function editing(read: Reading): (context: Editing) => Promise<void> {
  return async (context) => {
    const schedule = await found(context);
    if (!schedule) return;
    return showChange(context, schedule, await read(context, schedule, context.args.typed));
  };
}
