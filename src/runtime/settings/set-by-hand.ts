/** Settings that a member changes by hand: who may change which, and what is noted of it. */
import { mayActAs, type SettingOutcome } from '#kit';
import type { Occasion } from '../occasion.ts';
import type { Registry } from '../registry.ts';
import type { Settings } from './settings.ts';
import { partsOf } from './typed-setting.ts';

export interface SettingParts {
  readonly registry: Registry;
  readonly settings: Settings;
  /** The words for a code, in the language of the occasion. */
  readonly words: (code: string) => string;
}

/** Changes one setting from typed text, if whoever acts may. */
export function setByHand(
  { registry, settings, words }: SettingParts,
  { community, language, member }: Occasion,
  { key, typed }: { readonly key: string; readonly typed: string },
): SettingOutcome {
  const needed = registry.roleToSet(key);
  if (member && !mayActAs(member.role, needed)) return { kind: 'notYours', needed };
  return settings.set(community.id, { key, typed, wording: { language, label: words } });
}

/** What is audited of a change; undefined when nothing has changed. */
export function changeIn(key: string, outcome: SettingOutcome) {
  if (outcome.kind !== 'set') return undefined;
  const { before, after } = outcome;
  if (JSON.stringify(before) === JSON.stringify(after)) return undefined;
  const { owner, field } = partsOf(key);
  return { key: `${owner}.${field}`, before, after };
}
