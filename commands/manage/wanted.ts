/**
 * What follows «设置»: a feature to look at, a setting to look at, or a setting and its new value.
 */
import type { Arg, FeatureInfo, House, Token } from '#kit';

export type Wanted =
  | { readonly kind: 'owner'; readonly owner: string }
  | { readonly kind: 'one'; readonly key: string }
  | { readonly kind: 'change'; readonly key: string; readonly typed: string };

/** Settings that belong to no feature stand under this name. */
export const COMMUNITY = 'community';

/** Anything that looks neither like a feature nor like a key is ordinary talk. */
export const wanted: Arg<Wanted> = {
  async read(tokens, { house }) {
    const [first, ...others] = tokens;
    if (first === undefined) return { ok: false, problem: 'missing', typed: '' };
    const typed = first.kind === 'word' ? first.text.normalize('NFKC') : '@';
    const owner = ownerCalled(house, typed);
    if (owner !== undefined) return { ok: true, value: { kind: 'owner', owner }, taken: 1 };
    const [, key, glued] = /^(\w+\.\w+(?:\.\w+)?)(?:=(.*))?$/su.exec(typed) ?? [];
    if (key === undefined) return { ok: false, problem: 'notChoice', typed };
    const value = glued ? [glued, ...others.map(verbatim)].join(' ') : valueIn(others);
    return { ok: true, value: asked(key, value), taken: tokens.length };
  },
};

/** A feature by its name or its title in any language. */
export const featureArg: Arg<FeatureInfo> = {
  async read([first], { house }) {
    if (first === undefined) return { ok: false, problem: 'missing', typed: '' };
    const typed = first.kind === 'word' ? first.text : '@';
    const value = house.feature(typed);
    return value ? { ok: true, value, taken: 1 } : { ok: false, problem: 'notChoice', typed };
  },
};

function ownerCalled(house: House, typed: string): string | undefined {
  const isCommunity = [COMMUNITY, house.label(COMMUNITY)].includes(typed.toLowerCase());
  return isCommunity ? COMMUNITY : house.feature(typed)?.name;
}

function asked(key: string, typed: string): Wanted {
  return typed === '' ? { kind: 'one', key } : { kind: 'change', key, typed };
}

/** Quotes around the whole value only hold it together; inside JSON they belong to it. */
function valueIn(tokens: readonly Token[]): string {
  const isSign = (token: Token | undefined) => token !== undefined && verbatim(token) === '=';
  const [first, ...others] = isSign(tokens[0]) ? tokens.slice(1) : tokens;
  if (first?.kind === 'word' && others.length === 0) return first.text;
  return first ? [first, ...others].map(verbatim).join(' ') : '';
}

function verbatim(token: Token): string {
  return token.kind === 'word' ? token.typed : '@';
}
