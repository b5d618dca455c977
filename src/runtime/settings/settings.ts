/**
 * Settings of communities: each feature's own schema, its defaults, with what a community was made,
 * what the operator set for every community, and what a manager set for one. Kept in memory;
 * whoever rolls back must call `forget`.
 */
import * as z from 'zod';
import {
  type AttentionRules,
  type Community,
  type CommunityId,
  type Feature,
  parseMinuteOfDay,
  parseZone,
  type SettingInfo,
  type SettingOutcome,
} from '#kit';
import { foundingOf } from '../../store/communities.ts';
import { saveSetting, settingsOf } from '../../store/settings.ts';
import type { Statements } from '../../store/sqlite.ts';
import { problemIn } from './setting-problem.ts';
import { attentionRules, communitySettings, owners } from './setting-schemas.ts';
import { namedParts, optionsOf, readWords, sampleOf } from './setting-words.ts';
import { parseJson, partsOf, readTyped, type TypedSetting } from './typed-setting.ts';

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

  /** What holds for what is said unasked to a community's groups. */
  attention(id: CommunityId): AttentionRules {
    return attentionRules(communitySettings.parse(fieldsOf(this.#of(id).values, 'community')));
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
      const standard = schema.parse({});
      return Object.entries(schema.shape).map(([field, type]) => ({
        key: `${owner}.${field}`,
        about: describeField(type),
        value: Reflect.get(now, field),
        example: exampleFor(type, Reflect.get(standard, field)),
        options: optionsOf(type),
        parts: namedParts(type).map(([name, part]) => ({ name, about: describeField(part) })),
      }));
    });
  }

  /** Checks and stores one setting of one community. */
  set(id: CommunityId, given: TypedSetting): SettingOutcome {
    const typed = this.#asWhole(id, given);
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

  /** One part of a setting, or some of them, are changed by setting the whole anew. */
  #asWhole(id: CommunityId, given: TypedSetting): TypedSetting {
    const { owner, field, part } = partsOf(given.key);
    const key = `${owner}.${field}`;
    const now = this.#valueOf(id, key);
    if (!isRecord(now) || Array.isArray(now)) return given;
    const type = this.#typeOf(key);
    const named = part === '' && type ? readWords(type, given.typed) : undefined;
    const parts = Object.hasOwn(now, part) ? { [part]: parseJson(given.typed) } : named;
    return isRecord(parts) ? { ...given, key, typed: JSON.stringify({ ...now, ...parts }) } : given;
  }

  #valueOf(id: CommunityId, key: string): unknown {
    const { owner, field } = partsOf(key);
    if (field === 'on') return this.isOn(id, owner);
    return this.list(id).find((info) => info.key === key)?.value;
  }

  /** A value may be fine alone and still not fit the others of its feature. */
  #conflict(id: CommunityId, { key, value, wording }: TypedSetting & { value: unknown }) {
    const { owner, field } = partsOf(key);
    const schema = owners(this.#features).find(([name]) => name === owner)?.[1];
    const fields = { ...fieldsOf(this.#of(id).values, owner), [field]: value };
    const read = schema?.safeParse(fields);
    return read?.error && problemIn(read.error, wording);
  }

  /**
   * What was stored under other rules, by a newer program or an older one, counts as not set: the
   * community goes on with the default instead of failing at every message.
   */
  #isAllowed(key: string, value: unknown): boolean {
    const type = this.#typeOf(key);
    return type === undefined || z.safeParse(type, value).success;
  }

  #typeOf(key: string): z.core.$ZodType | undefined {
    const { owner, field } = partsOf(key);
    return owners(this.#features).find(([name]) => name === owner)?.[1].shape[field];
  }

  /** The keys of what is stored for a community and does not count: for the doctor. */
  unfit(id: CommunityId): readonly string[] {
    return this.#stored(id).flatMap(([key, value]) => (this.#isAllowed(key, value) ? [] : [key]));
  }

  #stored(id: CommunityId): readonly (readonly [string, unknown])[] {
    return this.#connection
      .all(settingsOf, { community: id })
      .map(({ key, value }) => [key, parseJson(value)] as const);
  }

  /** What the operator's presets were when the community was made; later ones do not change it. */
  #founding(id: CommunityId): Values {
    const began = Object.entries(this.#connection.get(foundingOf, { community: id }) ?? {});
    return new Map(
      began
        .map(([field, value]) => [`community.${field}`, value] as const)
        .filter(([key, value]) => value !== null && this.#isAllowed(key, value)),
    );
  }

  #of(id: CommunityId): Known {
    const known = this.#known.get(id);
    if (known) return known;
    const own = this.#stored(id).filter(([key, value]) => this.#isAllowed(key, value));
    const values = new Map([...this.#founding(id), ...this.#everywhere, ...own]);
    const fresh = { community: communityOf(id, values), values, parsed: new Map() };
    this.#known.set(id, fresh);
    return fresh;
  }
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

/** What the feature gives as an example, or else the default; a list needs one to show its form. */
function exampleFor(type: z.core.$ZodType, standard: unknown): unknown {
  const examples = z.globalRegistry.get(type)?.examples;
  if (Array.isArray(examples) && examples.length > 0) return examples[0];
  return Array.isArray(standard) && standard.length === 0 ? sampleOf(type) : standard;
}

function isRecord(value: unknown): value is Record<string, unknown> {
  return typeof value === 'object' && value !== null;
}
