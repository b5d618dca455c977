/** Asks the operator in the terminal. Loaded only when something is asked. */
import { confirm, isCancel, password, select, text } from '@clack/prompts';
import type { Asking } from '../connect-command.ts';

/** Answers `undefined` when the operator gives up. */
export const askInTerminal: Asking = {
  async choose(message, options) {
    const answer = await select({ message, options: options.map((value) => ({ value })) });
    return isCancel(answer) ? undefined : answer;
  },
  async field(message, isSecret) {
    const answer = await (isSecret ? password({ message }) : text({ message }));
    return isCancel(answer) ? undefined : (answer ?? '').trim();
  },
  async confirm(message) {
    // A stray Enter must not take a step that was warned of.
    const answer = await confirm({ message, initialValue: false });
    return isCancel(answer) ? undefined : answer;
  },
};
