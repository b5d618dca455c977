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
    const answer = await confirm({ message });
    return isCancel(answer) ? undefined : answer;
  },
};
