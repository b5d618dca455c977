/** Asks the operator in the terminal. Loaded only when something is asked. */
import { confirm, isCancel, password, select, text } from '@clack/prompts';
import type { Asking } from './asking.ts';
import type { ConnectText } from './texts/index.ts';

/** Asks in one language; what to press is said in it, too. */
export const askingIn = (words: ConnectText): Asking => ({
  async choose(question, options) {
    const answer = await select({
      message: `${question}${words('howToChoose')}`,
      showInstructions: false,
      options: options.map(({ key, label, hint }) => {
        const option = { value: key, label };
        return hint === undefined ? option : { ...option, hint };
      }),
    });
    return isCancel(answer) ? undefined : answer;
  },
  async field({ question, example, isSecret, complaint }) {
    const validate = (answer: string | undefined) => complaint((answer ?? '').trim());
    const answer = await (isSecret
      ? password({ message: question, validate })
      : text({ message: question, placeholder: example, validate }));
    return isCancel(answer) ? undefined : (answer ?? '').trim();
  },
  async confirm({ question, yes, no, preset }) {
    const labels = { active: yes, inactive: no };
    const answer = await confirm({ message: question, initialValue: preset, ...labels });
    return isCancel(answer) ? undefined : answer;
  },
});
