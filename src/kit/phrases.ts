/**
 * Words for people. A feature's phrases are templates with named slots; `zh-CN` is the source, and
 * a translation that lacks a phrase, or loses or invents a slot, does not compile.
 */
import type { Brand } from './brand.ts';

export const LANGUAGES = ['zh-CN', 'zh-TW', 'en'] as const;
export type Language = (typeof LANGUAGES)[number];

/** A sentence with `{slots}`; languages with a plural give both forms, chosen by the slot `n`. */
export type Template = string | { readonly one: string; readonly other: string };

/** How a command is typed and explained in one language. */
export interface CommandPhrases {
  /** Every way to type it; the first is the one that is shown. */
  readonly words: readonly [string, ...string[]];
  /** What follows the word, e.g. `[日期]`. */
  readonly usage?: string;
  /** One short line for the help. */
  readonly help: string;
}

/** Every way to type which leaderboard or measure is meant; the first is its title. */
export type BoardWords = readonly [string, ...string[]];

export interface Phrases {
  /** The feature's name as managers and members read it. */
  readonly name: string;
  readonly commands: Readonly<Record<string, CommandPhrases>>;
  /** By the key of each of the feature's leaderboards. */
  readonly boards?: Readonly<Record<string, BoardWords>>;
  /** By the key of each of the feature's measures: what conditions call it, its title first. */
  readonly measures?: Readonly<Record<string, BoardWords>>;
  /** By the key of each of the feature's text slots: what stands in the braces, its title first. */
  readonly slots?: Readonly<Record<string, BoardWords>>;
  /** Words for codes of this feature: reasons of ledger entries, exports, acts. */
  readonly labels: Readonly<Record<string, string>>;
  readonly texts: Readonly<Record<string, Template>>;
}

/** A line that came from a catalogue; the only thing that can be said. */
export type Line = Brand<string, 'Line'>;

export type SlotValue = string | number;

type SlotsIn<Text extends string> = Text extends `${string}{${infer Name}}${infer Rest}`
  ? Name | SlotsIn<Rest>
  : never;

/** The names of the slots of a template. */
export type SlotsOf<T> = T extends string
  ? SlotsIn<T>
  : T extends { readonly one: infer One extends string; readonly other: infer Other extends string }
    ? SlotsIn<One> | SlotsIn<Other>
    : never;

/** The arguments that a template asks for: none, or one record of its slots. */
export type SlotArguments<T> = [SlotsOf<T>] extends [never]
  ? []
  : [slots: Readonly<Record<SlotsOf<T>, SlotValue>>];

type SameSlots<Source, Other> = [SlotsOf<Source>] extends [SlotsOf<Other>]
  ? [SlotsOf<Other>] extends [SlotsOf<Source>]
    ? Template
    : never
  : never;

type Texts = Readonly<Record<string, Template>>;

/** What a translation of `Source` must be: the same keys, and in each text the same slots. */
type Faithful<Source extends Phrases, Other extends Texts> = {
  readonly [K in keyof Source['texts']]: K extends keyof Other
    ? SameSlots<Source['texts'][K], Other[K]>
    : Template;
} & { readonly [K in Exclude<keyof Other, keyof Source['texts']>]: never };

/** Keeps the literal types of the source language, from which the slots are read. */
export function phrases<const P extends Phrases>(source: P): P {
  return source;
}

/**
 * Binds a translation to its source.
 * @example export const en = translationOf(zhCN, { name: 'Check-in', commands: {…}, texts: {…} });
 */
export function translationOf<Source extends Phrases, const T extends Texts>(
  _source: Source,
  translation: Translation<Source> & { readonly texts: T & Faithful<Source, T> },
): Translation<Source> {
  return translation;
}

/** A translation once it has been checked against its source. */
export type Translation<Source extends Phrases> = Translated<Source> &
  TranslatedBoards<Source> &
  TranslatedMeasures<Source> &
  TranslatedSlots<Source>;

/** Where the source has leaderboards, each has words in the other languages, too. */
type TranslatedBoards<Source> = Source extends { readonly boards: infer Boards }
  ? { readonly boards: { readonly [K in keyof Boards]: BoardWords } }
  : unknown;

type TranslatedMeasures<Source> = Source extends { readonly measures: infer Measures }
  ? { readonly measures: { readonly [K in keyof Measures]: BoardWords } }
  : unknown;

type TranslatedSlots<Source> = Source extends { readonly slots: infer Slots }
  ? { readonly slots: { readonly [K in keyof Slots]: BoardWords } }
  : unknown;

interface Translated<Source extends Phrases> extends Phrases {
  readonly commands: { readonly [K in keyof Source['commands']]: CommandPhrases };
  readonly labels: { readonly [K in keyof Source['labels']]: string };
  readonly texts: { readonly [K in keyof Source['texts']]: Template };
}

/** One feature's phrases in every language. */
export interface Catalogue<Source extends Phrases = Phrases> {
  readonly 'zh-CN': Source;
  readonly 'zh-TW': Translation<Source>;
  readonly en: Translation<Source>;
}

/** Renders one of a feature's texts in the reader's language. */
export type Text<P extends Phrases> = <K extends keyof P['texts'] & string>(
  key: K,
  ...slots: SlotArguments<P['texts'][K]>
) => Line;

/** The texts of a feature in one language, ready to be filled. */
export function textIn<P extends Phrases>(catalogue: Catalogue<P>, language: Language): Text<P> {
  const { texts } = catalogue[language];
  return (key, ...slots) => fill(texts[key], slots[0] ?? {});
}

/** Several lines as one, each on its own line; empty ones are left out. */
export function lines(...parts: readonly (Line | undefined)[]): Line {
  return asLine(parts.filter((part) => part !== undefined && part !== '').join('\n'));
}

const SLOT = /\{(\w+)\}/g;

function fill(template: Template | undefined, slots: Readonly<Record<string, SlotValue>>): Line {
  if (template === undefined) throw new Error('a phrase is missing');
  const chosen =
    typeof template === 'string' ? template : slots.n === 1 ? template.one : template.other;
  // A replacer function, because `$&` in a member's name must stay what it is.
  return asLine(chosen.replace(SLOT, (_, name: string) => String(slots[name] ?? '')));
}

function asLine(text: string): Line {
  if (!isLine(text)) throw new Error('not a line');
  return text;
}

function isLine(text: string): text is Line {
  return typeof text === 'string';
}
