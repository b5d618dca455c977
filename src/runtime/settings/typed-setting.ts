/** Reads a setting as a person typed it, against the schema of the feature that it belongs to. */

import { distance } from 'fastest-levenshtein';
import * as z from 'zod';
import type { Feature, SettingOutcome } from '#kit';
import { coreText } from '../texts/index.ts';
import { problemIn, type Wording } from './setting-problem.ts';
import { owners } from './setting-schemas.ts';
import { readWords } from './setting-words.ts';

export interface TypedSetting {
  /** `owner.field`, or `owner.field.part` for one part of a setting that has parts. */
  readonly key: string;
  readonly typed: string;
  /** How a refusal is explained. */
  readonly wording: Wording;
}

export type TypedOutcome =
  | { readonly kind: 'value'; readonly value: unknown }
  | Extract<SettingOutcome, { kind: 'unknownKey' | 'refused' }>;

/** Reads the whole of a setting: as JSON, or as people write it. */
export function readTyped(
  features: readonly Feature[],
  { key, typed, wording }: TypedSetting,
): TypedOutcome {
  const { owner, field, part } = partsOf(key);
  const feature = features.find(({ name }) => name === owner);
  if (field === 'on' && feature) return readSwitch(feature, { typed, wording });
  const type = owners(features).find(([name]) => name === owner)?.[1].shape[field];
  if (!type || part !== '') return { kind: 'unknownKey', nearest: nearestKey(features, key) };
  const asJson = z.safeParse(type, parseJson(typed));
  if (asJson.success) return { kind: 'value', value: asJson.data };
  const inWords = z.safeParse(type, readWords(type, typed));
  if (inWords.success) return { kind: 'value', value: inWords.data };
  const errors = [asJson.error, inWords.error];
  return { kind: 'refused', why: problemIn(errors.find(isNear) ?? asJson.error, wording) };
}

/** Whoever wrote the right kind of value learns what is wrong with it, not with its kind. */
function isNear({ issues: [issue] }: z.core.$ZodError): boolean {
  return issue !== undefined && (issue.code !== 'invalid_type' || issue.path.length > 0);
}

function readSwitch(
  { isEssential }: Feature,
  { typed, wording }: Omit<TypedSetting, 'key'>,
): TypedOutcome {
  const value = z.boolean().safeParse(parseJson(typed));
  if (!value.success) return { kind: 'refused', why: problemIn(value.error, wording) };
  if (isEssential && !value.data)
    return { kind: 'refused', why: coreText(wording.language)('mustStayOn') };
  return { kind: 'value', value: value.data };
}

export function partsOf(key: string): { owner: string; field: string; part: string } {
  const [owner = '', field = '', ...rest] = key.split('.');
  return { owner, field, part: rest.join('.') };
}

/** What was typed as JSON, or the text itself when it is none. */
export function parseJson(text: string): unknown {
  try {
    return JSON.parse(text);
  } catch {
    return text;
  }
}

/** What may have been meant: the whole of a part, the field of a feature, or a slip away. */
function nearestKey(features: readonly Feature[], key: string): string | undefined {
  const keys = owners(features).flatMap(([owner, schema]) =>
    Object.keys(schema.shape).map((field) => `${owner}.${field}`),
  );
  return (
    keys.find((known) => key.startsWith(`${known}.`)) ??
    onlyOne(keys.filter((known) => known.endsWith(`.${key}`))) ??
    keys
      .filter((known) => isSlip(known, key))
      .sort((a, b) => distance(a, key) - distance(b, key))[0]
  );
}

/** A few letters of many: nobody who typed something else is told what they meant. */
function isSlip(known: string, typed: string): boolean {
  const edits = distance(known.toLowerCase(), typed.toLowerCase());
  return edits <= Math.max(2, typed.length / SLIP_EVERY);
}

/** One wrong letter in so many. */
const SLIP_EVERY = 5;

function onlyOne<T>(found: readonly T[]): T | undefined {
  return found.length === 1 ? found[0] : undefined;
}
