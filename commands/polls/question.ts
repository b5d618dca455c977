/** Puts a poll (投票) to the group, in the way in which its ballots can be cast. */
import { type Context, type GroupChoice, lines } from '#kit';
import type { Polls } from './base.ts';
import { isNative } from './rules/terms.ts';
import type { Poll } from './store/polls.ts';
import { howLine, optionLines, termsLine } from './words.ts';

/** Which of the feature's questions hears the ballots. */
export const BALLOTS = 'ballots';

/** @param isAgain a second poll of the platform's own would show other figures than the first */
export async function putQuestion(
  context: Context<Polls>,
  poll: Poll,
  isAgain = false,
): Promise<void> {
  const { askGroup, text } = context;
  const { number, title, kind, most, isSecret } = poll;
  const head = lines(text('opened', { number, title }), howLine(context, poll));
  const foot = termsLine(context, poll);
  // Several options cannot be pressed one by one where no ballot is known to whom it belongs.
  const isUnpressed = isSecret && kind !== 'single';
  await askGroup({
    question: BALLOTS,
    key: String(number),
    line: isUnpressed ? lines(head, optionLines(context, poll), foot) : lines(head, foot),
    isUnpressed,
    choices: choicesOf(context, poll),
    most,
    isWorded: isSecret,
    ...(isNative(poll) && !isAgain ? { poll: { title: text('opened', { number, title }) } } : {}),
  });
}

/** What is said aloud is no secret: a secret ballot is pressed, or whispered by its number. */
function choicesOf({ text }: Context<Polls>, { options, isSecret }: Poll): readonly GroupChoice[] {
  return options.map((label, index) => {
    const n = index + 1;
    return {
      key: String(n),
      label: isSecret ? text('option', { n, label }) : text('label', { label }),
    };
  });
}
