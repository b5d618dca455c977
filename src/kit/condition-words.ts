/**
 * Conditions as people write and read them, in any of our languages and scripts: «连签≥7 且 积分≥100»,
 * «(streak>=7 or tag=VIP) and points>100». Which word means which measure is asked of the caller.
 */
import { allOf, anyOf, type Comparison, type Condition, type Demand } from './condition.ts';
import type { MeasureInfo } from './measure.ts';
import type { Language } from './phrases.ts';

/** A longer text is no condition that anybody could read. */
export const LONGEST_CONDITION = 200;
/** More demands than this are a survey. */
export const MOST_DEMANDS = 8;

export type ConditionOutcome =
  | { readonly ok: true; readonly condition: Condition }
  | { readonly ok: false; readonly problem: ConditionProblem; readonly typed: string };

/** `noMeasure`: the word means no measure; `noFigure`: no number behind the sign. */
export type ConditionProblem = 'unreadable' | 'noMeasure' | 'noFigure' | 'tooLong';

/** The measure behind a typed word. */
export type MeasureCalled = (typed: string) => MeasureInfo | undefined;

const AND = /^\s*(?:并且|並且|而且|以及|且|和|与|與|and\b|&&?|[,、;])\s*/iu;
const OR = /^\s*(?:或者|或是|或|or\b)\s*/iu;
const WORD_AND_SIGN = /^([^()<>=!≥≤≠≧≦]{1,40})(>=|=>|<=|=<|==|!=|<>|[<>=≥≤≠≧≦])\s*/u;
const NUMBER =
  /^([0-9]{1,9})(?:\s*(?:天|次|分|条|條|个|個|点|點|days?\b|points?\b)(?!\s*[<>=!≥≤≠≧≦]))?/iu;
const QUOTED = /^"([^"]{1,40})"|^“([^”]{1,40})”|^「([^」]{1,40})」/u;
const BARE = /^[^\s(),、;"“”「」且或<>=!≥≤≠≧≦]{1,40}/u;

const SIGNS: Readonly<Record<string, Comparison>> = {
  '=>': '>=',
  '≥': '>=',
  '≧': '>=',
  '=<': '<=',
  '≤': '<=',
  '≦': '<=',
  '==': '=',
  '≠': '!=',
  '<>': '!=',
  '>=': '>=',
  '<=': '<=',
  '!=': '!=',
  '>': '>',
  '<': '<',
  '=': '=',
};

/** Reads a condition; the whole text must be one. */
export function readCondition(typed: string, measureCalled: MeasureCalled): ConditionOutcome {
  if (typed.length > LONGEST_CONDITION) return { ok: false, problem: 'tooLong', typed: '' };
  const reading = new Reading(typed.normalize('NFKC').trim(), measureCalled);
  try {
    return { ok: true, condition: reading.whole() };
  } catch (error) {
    if (error instanceof Unread) return { ok: false, problem: error.problem, typed: error.typed };
    throw error;
  }
}

/** Carries a refusal out of the depth of the reading; it never leaves this file. */
class Unread extends Error {
  readonly problem: ConditionProblem;
  readonly typed: string;
  constructor(problem: ConditionProblem, typed: string) {
    super(problem);
    this.problem = problem;
    this.typed = typed;
  }
}

/** One reading from left to right. */
class Reading {
  #left: string;
  #demands = 0;
  readonly #measureCalled: MeasureCalled;

  constructor(text: string, measureCalled: MeasureCalled) {
    this.#left = text;
    this.#measureCalled = measureCalled;
  }

  whole(): Condition {
    const condition = this.#any();
    if (this.#left.trim() !== '') throw new Unread('unreadable', this.#left.trim());
    return condition;
  }

  #any(): Condition {
    const parts = [this.#all()];
    while (this.#take(OR)) parts.push(this.#all());
    return anyOf(parts);
  }

  #all(): Condition {
    const parts = [this.#one()];
    while (this.#take(AND)) parts.push(this.#one());
    return allOf(parts);
  }

  #one(): Condition {
    if (!this.#take(/^\s*\(/u)) return this.#demand();
    const inner = this.#any();
    if (!this.#take(/^\s*\)/u)) throw new Unread('unreadable', this.#left);
    return inner;
  }

  #demand(): Demand {
    this.#demands += 1;
    if (this.#demands > MOST_DEMANDS) throw new Unread('tooLong', '');
    const [, word = '', sign = ''] = this.#take(WORD_AND_SIGN) ?? [];
    const comparison = SIGNS[sign];
    if (comparison === undefined) throw new Unread('unreadable', this.#left.trim());
    const measure = this.#measureCalled(word.trim());
    if (!measure) throw new Unread('noMeasure', word.trim());
    if (measure.isAbout) return this.#about(measure, comparison);
    const [, number] = this.#take(NUMBER) ?? [];
    if (number === undefined) throw new Unread('noFigure', `${word.trim()}${sign}${this.#left}`);
    return { measure: measure.key, comparison, figure: Number(number) };
  }

  /** Somebody has a tag or has it not; there is nothing between. */
  #about({ key }: MeasureInfo, comparison: Comparison): Demand {
    const quoted = this.#take(QUOTED);
    const about = quoted ? quoted.slice(1).find(Boolean) : this.#take(BARE)?.[0];
    const isSign = comparison === '=' || comparison === '!=';
    if (about === undefined || !isSign) throw new Unread('noFigure', this.#left);
    return { measure: key, about: about.trim(), comparison, figure: 1 };
  }

  #take(pattern: RegExp): RegExpExecArray | null {
    const match = pattern.exec(this.#left);
    if (match) this.#left = this.#left.slice(match[0].length);
    return match;
  }
}

const SHOWN: Readonly<Record<Comparison, string>> = {
  '>=': '≥',
  '<=': '≤',
  '>': '>',
  '<': '<',
  '=': '=',
  '!=': '≠',
};

/** The title of a measure, in the language of the reader. */
export interface Wording {
  readonly language: Language;
  titleOf(measure: string): string;
}

/** A condition in words, which {@link readCondition} reads as the same condition. */
export function conditionInWords(condition: Condition, wording: Wording): string {
  const { language } = wording;
  if ('measure' in condition) return demandInWords(condition, wording);
  if ('any' in condition) {
    const parts = condition.any.map((part) => conditionInWords(part, wording));
    return parts.join(language === 'en' ? ' or ' : ' 或 ');
  }
  return condition.all
    .map((part) => {
      const words = conditionInWords(part, wording);
      if (!('any' in part)) return words;
      return language === 'en' ? `(${words})` : `（${words}）`;
    })
    .join(language === 'en' ? ' and ' : ' 且 ');
}

function demandInWords({ measure, about, comparison, figure }: Demand, { titleOf }: Wording) {
  const value = about === undefined ? String(figure) : quotedIfNeeded(about);
  return `${titleOf(measure)}${SHOWN[comparison]}${value}`;
}

function quotedIfNeeded(about: string): string {
  return BARE.exec(about)?.[0] === about ? about : `「${about}」`;
}
