/** What somebody wants explained: a command or a whole feature, typed in any language. */
import type { Arg, CommandInfo, FeatureInfo, Token } from '#kit';

export type Topic =
  | {
      readonly kind: 'command';
      readonly command: CommandInfo;
      /** The word names its feature as well («签到»). */
      readonly feature: FeatureInfo | undefined;
    }
  | { readonly kind: 'feature'; readonly feature: FeatureInfo }
  /** Every command that the reader may use. */
  | { readonly kind: 'everything' }
  /** One word that may name something, and names nothing here. */
  | { readonly kind: 'unknown'; readonly typed: string };

/** Anything else is refused, so that «help me please» stays ordinary talk. */
export const topic: Arg<Topic> = {
  async read(tokens, { house }) {
    const [first] = tokens;
    if (first === undefined) return { ok: false, problem: 'missing', typed: '' };
    const typed = first.kind === 'word' ? first.text.replace(/^[/／]/, '') : '@';
    for (let taken = Math.min(tokens.length, MOST_PARTS); taken > 0; taken -= 1) {
      const name = [typed, ...tokens.slice(1, taken).map(partOf)].join(' ');
      const [command, feature] = [house.command(name), house.feature(name)];
      if (command) return { ok: true, value: { kind: 'command', command, feature }, taken };
      if (feature) return { ok: true, value: { kind: 'feature', feature }, taken };
      if (EVERYTHING.test(name)) return { ok: true, value: { kind: 'everything' }, taken };
    }
    if (tokens.length > 1 || !MAY_BE_A_NAME.test(typed)) {
      return { ok: false, problem: 'notChoice', typed };
    }
    return { ok: true, value: { kind: 'unknown', typed }, taken: 1 };
  },
};

/** «帮助 我们吧» is talk. */
const MAY_BE_A_NAME = /^(?:(?![我你他她它们們的了吗嗎呢吧啊大家])\p{Script=Han}){2,8}$/u;

const EVERYTHING = /^(?:全部|所有|all|everything)$/i;

/** English words may have several («help my points»). */
const MOST_PARTS = 3;

function partOf(token: Token): string {
  return token.kind === 'word' ? token.text : '@';
}
