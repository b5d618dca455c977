/**
 * Settings of communities: each feature's own schema, its defaults, what the operator set for every
 * community, and what a manager set for one. Kept in memory; whoever rolls back must call `forget`.
 */
import { distance } from 'fastest-levenshtein';
import { z } from 'zod';
import {
  type Community,
  type CommunityId,
  type Feature,
  LANGUAGES,
  type Language,
  parseMinuteOfDay,
  parseZone,
  type SettingInfo,
  type SettingOutcome,
} from '#kit';
import { saveSetting, settingsOf } from '../store/settings.ts';
import type { Statements } from '../store/sqlite.ts';
import { problemIn } from './setting-problem.ts';
import { coreText } from './texts/index.ts';

/** What holds for a community as a whole; its keys begin with `community.`. */
const communitySettings = z.object({
  language: z.enum(LANGUAGES).default('zh-CN').describe('the language of answers to everybody'),
  zone: z
    .string()
    .default('Asia/Shanghai')
    .refine((text) => parseZone(text) !== undefined, 'not a time zone such as Asia/Shanghai')
    .describe('the time zone in which days are counted'),
  dayStart: z
    .string()
    .default('00:00')
    .refine((text) => parseMinuteOfDay(text) !== undefined, 'not a time such as 04:00')
    .describe('when a new day begins'),
});

/** Values by `owner.field`, as JSON values. */
export type Values = ReadonlyMap<string, unknown>;

interface Known {
  readonly community: Community;
  readonly values: Values;
  readonly parsed: Map<string, unknown>;
}

export class Settings {
  readonly #connection: Statements;
  readonly #features: readonly Feature[];
  readonly #everywhere: Values;
  readonly #known = new Map<CommunityId, Known>();

  /**
   * @param everywhere what the operator set for all communities, already checked by {@link
   * readTyped}
   */
  constructor(connection: Statements, features: readonly Feature[], everywhere: Values) {
    this.#connection = connection;
    this.#features = features;
    this.#everywhere = everywhere;
  }

  forget(): void {
    this.#known.clear();
  }

  community(id: CommunityId): Community {
    return this.#of(id).community;
  }

  isOn(id: CommunityId, feature: string): boolean {
    return this.#of(id).values.get(`${feature}.on`) !== false;
  }

  /** A feature's settings with its defaults filled in, as its schema gives them. */
  of(id: CommunityId, feature: Feature): Record<string, unknown> {
    const { parsed, values } = this.#of(id);
    const known = parsed.get(feature.name);
    if (isRecord(known)) return known;
    const fresh = feature.settings.parse(fieldsOf(values, feature.name));
    parsed.set(feature.name, fresh);
    return fresh;
  }

  /** Everything that can be set, with its value now. */
  list(id: CommunityId): readonly SettingInfo[] {
    const { values } = this.#of(id);
    return owners(this.#features).flatMap(([owner, schema]) => {
      const now = schema.parse(fieldsOf(values, owner));
      return Object.entries(schema.shape).map(([field, type]) => ({
        key: `${owner}.${field}`,
        about: describeField(type),
        value: Reflect.get(now, field),
      }));
    });
  }

  /** Checks and stores one setting of one community. */
  set(id: CommunityId, typed: TypedSetting): SettingOutcome {
    const outcome = readTyped(this.#features, typed);
    if (outcome.kind !== 'value') return outcome;
    const { key } = typed;
    const why = this.#conflict(id, { ...typed, value: outcome.value });
    if (why !== undefined) return { kind: 'refused', why };
    const before = this.#valueOf(id, key);
    this.store(id, key, outcome.value);
    return { kind: 'set', before, after: outcome.value };
  }

  store(id: CommunityId, key: string, value: unknown): void {
    const stored = { community: id, key, value: JSON.stringify(value) };
    this.#connection.run(saveSetting, stored);
    this.#known.delete(id);
  }

  #valueOf(id: CommunityId, key: string): unknown {
    const { owner, field } = partsOf(key);
    if (field === 'on') return this.isOn(id, owner);
    return this.list(id).find((info) => info.key === key)?.value;
  }

  /** A value may be fine alone and still not fit the others of its feature. */
  #conflict(id: CommunityId, { key, value, language }: TypedSetting & { value: unknown }) {
    const { owner, field } = partsOf(key);
    const schema = owners(this.#features).find(([name]) => name === owner)?.[1];
    const fields = { ...fieldsOf(this.#of(id).values, owner), [field]: value };
    const read = schema?.safeParse(fields);
    return read?.error && problemIn(read.error, language);
  }

  #of(id: CommunityId): Known {
    const known = this.#known.get(id);
    if (known) return known;
    const own = this.#connection
      .all(settingsOf, { community: id })
      .map(({ key, value }) => [key, parseJson(value)] as const);
    const values = new Map([...this.#everywhere, ...own]);
    const fresh = { community: communityOf(id, values), values, parsed: new Map() };
    this.#known.set(id, fresh);
    return fresh;
  }
}

export type TypedOutcome =
  | { readonly kind: 'value'; readonly value: unknown }
  | Extract<SettingOutcome, { kind: 'unknownKey' | 'refused' }>;

/** A setting as a person typed it, and the language in which a refusal is explained. */
export interface TypedSetting {
  readonly key: string;
  readonly typed: string;
  readonly language: Language;
}

/** Reads a typed setting: JSON where it is JSON, otherwise the text itself. */
export function readTyped(
  features: readonly Feature[],
  { key, typed, language }: TypedSetting,
): TypedOutcome {
  const { owner, field } = partsOf(key);
  const feature = features.find(({ name }) => name === owner);
  if (field === 'on' && feature) return readSwitch(feature, { typed, language });
  const type = owners(features).find(([name]) => name === owner)?.[1].shape[field];
  if (!type) return { kind: 'unknownKey', nearest: nearestKey(features, key) };
  const asJson = z.safeParse(type, parseJson(typed));
  const read = asJson.success ? asJson : z.safeParse(type, typed);
  if (read.success) return { kind: 'value', value: read.data };
  return { kind: 'refused', why: problemIn(asJson.error ?? read.error, language) };
}

function readSwitch(
  { isEssential }: Feature,
  { typed, language }: Omit<TypedSetting, 'key'>,
): TypedOutcome {
  const value = z.boolean().safeParse(parseJson(typed));
  if (!value.success) return { kind: 'refused', why: problemIn(value.error, language) };
  if (isEssential && !value.data) {
    return { kind: 'refused', why: coreText(language)('mustStayOn') };
  }
  return { kind: 'value', value: value.data };
}

function partsOf(key: string): { owner: string; field: string } {
  const [owner = '', field = ''] = key.split('.', 2);
  return { owner, field };
}

function nearestKey(features: readonly Feature[], key: string): string | undefined {
  const keys = owners(features).flatMap(([owner, schema]) =>
    Object.keys(schema.shape).map((field) => `${owner}.${field}`),
  );
  return keys.toSorted((a, b) => distance(a, key) - distance(b, key))[0];
}

function owners(features: readonly Feature[]): (readonly [string, z.ZodObject])[] {
  const own = features.map((feature) => [feature.name, feature.settings] as const);
  return [['community', communitySettings] as const, ...own];
}

function communityOf(id: CommunityId, values: Values): Community {
  const { language, zone, dayStart } = communitySettings.parse(fieldsOf(values, 'community'));
  const calendar = { zone: parseZone(zone), dayStart: parseMinuteOfDay(dayStart) };
  if (calendar.zone === undefined || calendar.dayStart === undefined) {
    throw new Error(`community ${id} has no calendar`);
  }
  return { id, language, calendar: { zone: calendar.zone, dayStart: calendar.dayStart } };
}

function fieldsOf(values: Values, owner: string): Record<string, unknown> {
  const prefix = `${owner}.`;
  const own = [...values].filter(([key]) => key.startsWith(prefix));
  return Object.fromEntries(own.map(([key, value]) => [key.slice(prefix.length), value]));
}

function describeField(type: z.core.$ZodType): string {
  return z.globalRegistry.get(type)?.description ?? '';
}

function parseJson(text: string): unknown {
  try {
    return JSON.parse(text);
  } catch {
    return text;
  }
}

function isRecord(value: unknown): value is Record<string, unknown> {
  return typeof value === 'object' && value !== null;
}
