/** What a feature is called, what can be set in it, and what it says: its handlers' types. */
import type { z } from 'zod';
import type { Catalogue, Phrases } from './phrases.ts';

/** What a feature is called, what can be set, and what it says. */
export interface Base<S extends z.ZodObject = z.ZodObject, P extends Phrases = Phrases> {
  /** Lower-case word; also the prefix of its tables and settings. */
  readonly name: string;
  /** Every field needs a default and a `.describe()`; managers read both. */
  readonly settings: S;
  readonly phrases: Catalogue<P>;
}

/** Names the base of a feature, so that its handlers can be typed by `typeof base`. */
export function describe<S extends z.ZodObject, P extends Phrases>(base: Base<S, P>): Base<S, P> {
  return base;
}

export type SettingsOf<B extends Base> = z.output<B['settings']>;
export type PhrasesOf<B extends Base> = B['phrases']['zh-CN'];
