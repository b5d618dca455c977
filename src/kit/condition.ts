/**
 * Conditions (条件): what a member must have to take part, «连签≥7 且 积分≥100 或 标签=VIP». A small tree
 * over measures; and binds closer than or. How they are typed is in `condition-words.ts`.
 */
import * as z from 'zod';
import type { Figure } from './measure.ts';

export const COMPARISONS = ['>=', '<=', '>', '<', '=', '!='] as const;
export type Comparison = (typeof COMPARISONS)[number];

/** One figure that is demanded. */
export interface Demand {
  /** The key of a measure. */
  readonly measure: string;
  /** What a measure is asked about: then `=` means that the member has it, `!=` that not. */
  readonly about?: string | undefined;
  readonly comparison: Comparison;
  readonly figure: number;
}

export type Condition = Demand | AllOf | AnyOf;

export interface AllOf {
  readonly all: readonly Condition[];
}

export interface AnyOf {
  readonly any: readonly Condition[];
}

/** Reads a condition back from where it was kept as JSON. */
export const conditionShape: z.ZodType<Condition> = z.lazy(() =>
  z.union([
    z.strictObject({ all: z.array(conditionShape) }),
    z.strictObject({ any: z.array(conditionShape) }),
    z.strictObject({
      measure: z.string(),
      about: z.string().optional(),
      comparison: z.enum(COMPARISONS),
      figure: z.number().int(),
    }),
  ]),
);

/** All parts must hold; nested ones of the same kind become one. */
export function allOf(parts: readonly Condition[]): Condition {
  const flat = parts.flatMap((part) => ('all' in part ? part.all : [part]));
  const [only] = flat;
  return only !== undefined && flat.length === 1 ? only : { all: flat };
}

/** One part must hold; nested ones of the same kind become one. */
export function anyOf(parts: readonly Condition[]): Condition {
  const flat = parts.flatMap((part) => ('any' in part ? part.any : [part]));
  const [only] = flat;
  return only !== undefined && flat.length === 1 ? only : { any: flat };
}

/** Every figure that a condition demands, in the order in which they were written. */
export function demandsOf(condition: Condition): readonly Demand[] {
  return partsOf(condition)?.flatMap(demandsOf) ?? ('measure' in condition ? [condition] : []);
}

/** @param figureOf the member's figure for one of {@link demandsOf} */
export type FigureOf = (demand: Demand) => Figure;

/** What of a condition a member lacks; undefined when it holds. */
export function unmetPart(condition: Condition, figureOf: FigureOf): Condition | undefined {
  if ('measure' in condition)
    return isMetBy(condition, figureOf(condition)) ? undefined : condition;
  const parts = 'all' in condition ? condition.all : condition.any;
  const unmet = parts.flatMap((part) => unmetPart(part, figureOf) ?? []);
  if ('all' in condition) return unmet.length === 0 ? undefined : allOf(unmet);
  return unmet.length < parts.length ? undefined : anyOf(unmet);
}

/** Tells whether a member fulfils a condition. */
export function isMet(condition: Condition, figureOf: FigureOf): boolean {
  return unmetPart(condition, figureOf) === undefined;
}

function partsOf(condition: Condition): readonly Condition[] | undefined {
  if ('all' in condition) return condition.all;
  return 'any' in condition ? condition.any : undefined;
}

function isMetBy({ about, comparison, figure: wanted }: Demand, figure: Figure): boolean {
  const own = figure === 'never' ? Number.POSITIVE_INFINITY : figure;
  if (about !== undefined) return own > 0 === (comparison === '=');
  switch (comparison) {
    case '>=':
      return own >= wanted;
    case '<=':
      return own <= wanted;
    case '>':
      return own > wanted;
    case '<':
      return own < wanted;
    case '=':
      return own === wanted;
    case '!=':
      return own !== wanted;
  }
}
