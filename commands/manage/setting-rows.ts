/** Settings as rows for people: what is called how, what it is now, and by which key it is set. */
import type { Context, SettingInfo } from '#kit';
import type { Base } from './base.ts';
import { shownValue } from './value.ts';

export interface SettingRow {
  /** As it is typed: `checkin.points`, `checkin.makeUp.price`. */
  readonly key: string;
  /** In the reader's language; empty when nobody has said. */
  readonly about: string;
  readonly value: unknown;
}

/** A setting as one row; one that has parts as a row for each of them. */
export function rowsOf({ key, about, value, parts }: SettingInfo): readonly SettingRow[] {
  if (parts.length === 0 || !isRecord(value)) return [{ key, about, value }];
  return parts.map((part) => ({
    key: `${key}.${part.name}`,
    about: part.about,
    value: value[part.name],
  }));
}

type Spoken = Pick<Context<Base>, 'house' | 'text'>;

/** A value in words, where it has some: «none» reads «不重算». */
export function spokenValue({ house, text }: Spoken, { key, value }: Valued): string {
  const code = `value.${key}.${value}`;
  const words = typeof value === 'string' ? house.label(code) : code;
  return words === code ? shownValue({ text }, value) : words;
}

type Valued = Pick<SettingRow, 'key' | 'value'>;

/** The option whose words were typed: what is read can be typed as well. */
export function optionCalled(
  { house }: Pick<Spoken, 'house'>,
  { key, options }: Pick<SettingInfo, 'key' | 'options'>,
  typed: string,
): string | undefined {
  return options.find((option) => house.label(`value.${key}.${option}`) === typed.trim());
}

/** What a row is called: the first clause of its meaning; the rest tells how it is written. */
export function titleOfRow({ key, about }: Pick<SettingRow, 'key' | 'about'>): string {
  const [title = ''] = /^[^，：；（,:;(]+/u.exec(about) ?? [];
  return title.trim() === '' ? fieldOf(key) : title.trim();
}

/** What a key means: its part's own words, or else those of the whole. */
export function aboutOf({ about, parts }: SettingInfo, key: string): string {
  const name = partOf(key);
  const part = parts.find((one) => one.name === name);
  return part === undefined || part.about === '' ? about : part.about;
}

/** `checkin.makeUp.price` names the part `price`; a key of two words names the whole. */
export function partOf(key: string): string {
  return key.split('.').slice(2).join('.');
}

export function partAt(key: string, value: unknown): unknown {
  const part = partOf(key);
  return part !== '' && isRecord(value) ? value[part] : value;
}

export function ownerOf(key: string): string {
  return key.split('.')[0] ?? key;
}

export function isRecord(value: unknown): value is Record<string, unknown> {
  return typeof value === 'object' && value !== null && !Array.isArray(value);
}

function fieldOf(key: string): string {
  return key.slice(ownerOf(key).length + 1);
}
