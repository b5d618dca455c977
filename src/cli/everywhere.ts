/** `--set KEY=VALUE` as settings of every community. */
import type { Feature } from '#kit';
import type { Values } from '../runtime/settings/settings.ts';
import { readTyped, type TypedOutcome } from '../runtime/settings/typed-setting.ts';
import { EXIT, Stop } from './stop.ts';

/** A feature's own messages are English already. */
const ENGLISH = { language: 'en', label: (code: string) => code } as const;

/** @throws Stop naming the setting that is not there or the value that is not allowed */
export function everywhere(features: readonly Feature[], set: readonly string[]): Values {
  return new Map(set.map((typed) => readOne(features, typed)));
}

function readOne(features: readonly Feature[], typed: string): readonly [string, unknown] {
  const [, key = '', value = ''] = /^([^=]+)=(.*)$/s.exec(typed) ?? [];
  if (key === '') throw new Stop(EXIT.wrongUse, `--set ${typed}: write KEY=VALUE`);
  const outcome = readTyped(features, { key, typed: value, wording: ENGLISH });
  if (outcome.kind === 'value') return [key, outcome.value];
  throw new Stop(EXIT.wrongUse, `--set ${key}: ${reasonFor(outcome)}`);
}

function reasonFor(refused: Exclude<TypedOutcome, { kind: 'value' }>): string {
  if (refused.kind === 'refused') return refused.why;
  const hint = refused.nearest === undefined ? '' : `; did you mean ${refused.nearest}?`;
  return `there is no such setting${hint}`;
}
