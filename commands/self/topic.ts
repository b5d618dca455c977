/** What somebody wants explained: a command or a whole feature, typed in any language. */
import type { Arg, CommandInfo, FeatureInfo } from '#kit';

export type Topic =
  | {
      readonly kind: 'command';
      readonly command: CommandInfo;
      /** The word names its feature as well («签到»). */
      readonly feature: FeatureInfo | undefined;
    }
  | { readonly kind: 'feature'; readonly feature: FeatureInfo };

/** Anything else is refused, so that «help me please» stays ordinary talk. */
export const topic: Arg<Topic> = {
  async read([first], { house }) {
    if (first === undefined) return { ok: false, problem: 'missing', typed: '' };
    const typed = first.kind === 'word' ? first.text.replace(/^[/／]/, '') : '@';
    const command = house.command(typed);
    const feature = house.feature(typed);
    if (command) return { ok: true, value: { kind: 'command', command, feature }, taken: 1 };
    if (feature) return { ok: true, value: { kind: 'feature', feature }, taken: 1 };
    return { ok: false, problem: 'notChoice', typed };
  },
};
