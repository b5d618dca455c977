/**
 * What follows «设置»: a feature to look at, a setting to look at, or a setting and its new value.
 */
import { type Arg, type ArgOutcome, type FeatureInfo, type House, type Token, wordOf } from '#kit';
import { namedIn } from './setting-names.ts';

export type Wanted =
  | { readonly kind: 'owner'; readonly owner: string }
  | { readonly kind: 'everything' }
  | { readonly kind: 'one'; readonly key: string }
  /** Called by a name that several have. */
  | { readonly kind: 'several'; readonly keys: readonly string[]; readonly typed: string }
  | { readonly kind: 'change'; readonly key: string; readonly typed: string };

/** «设置 全部» */
const EVERYTHING = new Set(['全部', '所有', 'all', 'everything']);

/** Settings that belong to no feature stand under this name. */
export const COMMUNITY = 'community';

/** Anything that looks neither like a feature nor like a key is ordinary talk. */
export const wanted: Arg<Wanted> = {
  async read(tokens, { house }) {
    const [first, ...others] = tokens;
    if (first === undefined) return { ok: false, problem: 'missing', typed: '' };
    const typed = first.kind === 'word' ? first.text.normalize('NFKC') : '@';
    const owner = ownerCalled(house, typed);
    const taken = tokens.length;
    if (taken === 1 && EVERYTHING.has(typed.toLowerCase())) {
      return { ok: true, value: { kind: 'everything' }, taken };
    }
    if (owner !== undefined) return ofOwner(house, { owner, tokens });
    const [, key, glued] = /^(\w+\.\w+(?:\.\w+)?)(?:=(.*))?$/su.exec(typed) ?? [];
    if (key === undefined) {
      const value = called(house, { tokens }) ?? quietHours(house, tokens);
      return value ? { ok: true, value, taken } : { ok: false, problem: 'notChoice', typed };
    }
    const value = glued ? [glued, ...others.map(verbatim)].join(' ') : valueIn(others);
    return { ok: true, value: asked(key, value), taken };
  },
};

interface Owned {
  readonly owner: string;
  readonly tokens: readonly Token[];
}

/** A feature alone, or one of its settings by name. */
function ofOwner(house: House, { owner, tokens }: Owned): ArgOutcome<Wanted> {
  const [, ...others] = tokens;
  // «points for a check-in 9» begins as another feature does.
  const value =
    others.length > 0
      ? (called(house, { tokens: others, owner }) ?? called(house, { tokens }))
      : undefined;
  if (value) return { ok: true, value, taken: tokens.length };
  // «免打扰 23:00» does not say which end of them is meant: both are shown.
  const isShared = (house.feature(owner)?.communitySettings.length ?? 0) > 0;
  return { ok: true, value: { kind: 'owner', owner }, taken: isShared ? tokens.length : 1 };
}

/** The command that shows when nothing is said unasked. */
const QUIET_HOURS = '免打扰';

/** «quiet hours», «免打扰时间 23:00»: the command's own words, with a value or without. */
function quietHours(house: House, tokens: readonly Token[]): Wanted | undefined {
  const words = tokens.map(verbatim);
  const names = [words.slice(0, 2).join(' '), words[0] ?? ''];
  const found = names
    .map((name) => house.command(name.replace(/(?:时间|时段|時間|時段)$/u, '')))
    .find((command) => command?.words[0] === wordOf(house, QUIET_HOURS));
  return found && { kind: 'owner', owner: found.feature };
}

/** By its name, as it stands in the list, and what follows it. */
function called(
  house: House,
  { tokens, owner }: { readonly tokens: readonly Token[]; readonly owner?: string },
): Wanted | undefined {
  const named = namedIn(house, { typed: tokens.map(verbatim).join(' '), owner });
  const [key, ...others] = named?.keys ?? [];
  if (!named || key === undefined) return undefined;
  if (others.length === 0) return asked(key, unquoted(named.typed));
  return { kind: 'several', keys: named.keys, typed: unquoted(named.typed) };
}

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

function unquoted(value: string): string {
  const [, within] = /^"([^"]*)"$/u.exec(value) ?? [];
  return within ?? value;
}

function verbatim(token: Token): string {
  return token.kind === 'word' ? token.typed : '@';
}
