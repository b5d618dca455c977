/** Measures (指标) and conditions (条件) for one occasion: words, figures, what is lacking. */
import {
  type AskedMeasure,
  type Community,
  type Condition,
  type ConditionRead,
  conditionInWords,
  cutTo,
  type Demand,
  demandsOf,
  type Figure,
  type Instant,
  isMet,
  type Language,
  type Line,
  localDay,
  type MeasureInfo,
  type MemberId,
  type Present,
  type Reader,
  readCondition,
  unmetPart,
} from '#kit';
import { figuresOf } from '../../store/figures.ts';
import type { Occasion, Step } from '../occasion.ts';
import type { KnownMeasure, Registry } from '../registry.ts';
import type { Settings } from '../settings/settings.ts';
import { coreText } from '../texts/index.ts';

const LACKS = {
  '>=': 'lacksLeast',
  '>': 'lacksMore',
  '<=': 'lacksMost',
  '<': 'lacksLess',
  '=': 'lacksExactly',
  '!=': 'lacksOther',
} as const;

/** Why a condition cannot be read. */
const PROBLEMS = {
  unreadable: 'conditionUnreadable',
  noMeasure: 'conditionNoMeasure',
  noFigure: 'conditionNoFigure',
} as const;

/** So much of what was typed is repeated. */
const LONGEST_PART = 24;

/** As of when, and of whom, figures are told. */
export interface Moment {
  readonly community: Community;
  readonly at: Instant;
}

/** Figures of several members; 0 of a measure that nobody offers any more. */
export function measured(
  registry: Registry,
  { community, at, reader }: Moment & { readonly reader: Reader },
  { measure: key, about, members }: AskedMeasure & { readonly members: readonly MemberId[] },
): Promise<ReadonlyMap<MemberId, Figure>> {
  const known = registry.measureCalled(key);
  if (!known) return Promise.resolve(new Map(members.map((member) => [member, 0] as const)));
  const today = localDay(at, community.calendar);
  const span = { community: community.id, at, today, about: about ?? null };
  return figuresOf(reader, { measure: known.measure, span, members });
}

export interface MeasuresParts extends Moment {
  readonly registry: Registry;
  readonly reader: Reader;
  readonly language: Language;
  readonly isOn: (feature: string) => boolean;
}

export class OccasionMeasures {
  readonly #parts: MeasuresParts;

  constructor(parts: MeasuresParts) {
    this.#parts = parts;
  }

  all(): readonly MeasureInfo[] {
    const { registry, isOn } = this.#parts;
    const known = registry.measures().filter(({ feature }) => isOn(feature.name));
    return known.map((each) => this.#info(each));
  }

  called(typed: string): MeasureInfo | undefined {
    const known = this.#parts.registry.measureCalled(typed);
    return known && this.#info(known);
  }

  async figureOf(asked: AskedMeasure, member: MemberId): Promise<Figure> {
    const figures = await measured(this.#parts.registry, this.#parts, {
      ...asked,
      members: [member],
    });
    return figures.get(member) ?? 0;
  }

  read(typed: string): ConditionRead {
    const outcome = readCondition(typed, (word) => this.called(word));
    if (outcome.ok) return outcome;
    const { problem, typed: part } = outcome;
    const text = coreText(this.#parts.language);
    const titles = this.all().map(({ title }) => title);
    const choices = titles.join(text('comma'));
    if (problem === 'tooLong') return { ok: false, why: text('conditionTooLong', { choices }) };
    return {
      ok: false,
      why: text(PROBLEMS[problem], {
        typed: cutTo(part === '' ? typed : part, LONGEST_PART),
        choices,
      }),
    };
  }

  inWords(condition: Condition): Line {
    const { language } = this.#parts;
    const titleOf = (key: string) => this.#titleOf(key);
    return coreText(language)('words', {
      words: conditionInWords(condition, { language, titleOf }),
    });
  }

  async unmet(condition: Condition, member: MemberId): Promise<readonly Line[]> {
    const figures = new Map<string, Figure>();
    for (const demand of demandsOf(condition)) {
      figures.set(nameOf(demand), await this.figureOf(demand, member));
    }
    const figureOf = (demand: Demand) => figures.get(nameOf(demand)) ?? 0;
    const lacking = unmetPart(condition, figureOf);
    if (!lacking) return [];
    const parts = 'all' in lacking ? lacking.all : [lacking];
    return parts.map((part) => this.#lackOf(part, figureOf));
  }

  /** Those who are in the community now and fulfil a condition, in the order of their numbers. */
  async whoFulfil(condition: Condition): Promise<readonly Present[]> {
    const { community, reader, registry } = this.#parts;
    const present = await reader.people.present(community.id);
    const members = present.map(({ id }) => id);
    const figures = new Map<string, ReadonlyMap<MemberId, Figure>>();
    for (const { measure, about, ...demand } of demandsOf(condition)) {
      const asked = { measure, about, members };
      figures.set(
        nameOf({ measure, about, ...demand }),
        await measured(registry, this.#parts, asked),
      );
    }
    const figureOf = (member: MemberId) => (demand: Demand) =>
      figures.get(nameOf(demand))?.get(member) ?? 0;
    return present.filter(({ id }) => isMet(condition, figureOf(id)));
  }

  #lackOf(part: Condition, figureOf: (demand: Demand) => Figure): Line {
    const text = coreText(this.#parts.language);
    if ('measure' in part) return this.#demandLine(part, figureOf(part));
    const isAll = 'all' in part;
    const parts = (isAll ? part.all : part.any).map((one) => this.#lackOf(one, figureOf));
    return text('words', { words: parts.join(text(isAll ? 'alsoLacks' : 'orLacks')) });
  }

  #demandLine({ measure, about, comparison, figure: wanted }: Demand, own: Figure): Line {
    const text = coreText(this.#parts.language);
    const title = this.#titleOf(measure);
    if (about !== undefined) {
      return text(comparison === '=' ? 'lacksAbout' : 'hasAbout', { title, about });
    }
    const shown = { title, own: this.#shown(measure, own), wanted: this.#shown(measure, wanted) };
    return text(LACKS[comparison], shown);
  }

  #shown(key: string, figure: Figure): string {
    const { language, registry } = this.#parts;
    if (figure === 'never') return coreText(language)('never');
    const labels = registry.measureCalled(key)?.feature.phrases[language].labels;
    return labels?.[`measure.${key}`]?.replace('{n}', String(figure)) ?? String(figure);
  }

  #info({ feature, key, measure }: KnownMeasure): MeasureInfo {
    const [title = key] = feature.phrases[this.#parts.language].measures?.[key] ?? [];
    return { key, title, isAbout: measure.isAbout === true };
  }

  #titleOf(key: string): string {
    return this.called(key)?.title ?? key;
  }
}

/** The measures as one occasion sees them. */
export function measuresAt(
  { registry, settings }: { readonly registry: Registry; readonly settings: Settings },
  { community, language, at }: Occasion,
  { tx: reader }: Step,
): OccasionMeasures {
  const isOn = (feature: string) => settings.isOn(community.id, feature);
  return new OccasionMeasures({ registry, reader, community, language, at, isOn });
}

function nameOf({ measure, about }: Demand): string {
  return JSON.stringify([measure, about]);
}
