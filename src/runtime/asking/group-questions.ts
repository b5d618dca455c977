/**
 * Questions to whole groups: which are open, and which choice a text or a press means. Rows, so
 * that a restart forgets nothing; what is remembered here saves a look at the database for every
 * message.
 */
import * as z from 'zod';
import {
  type AskedKey,
  type Feature,
  type GroupChoice,
  type GroupId,
  type GroupQuestion,
  severalChoices,
} from '#kit';
import { addQuestion, openQuestions, removeQuestion } from '../../store/group-questions.ts';
import type { Statements } from '../../store/sqlite.ts';
import type { CoreTables } from '../../store/tables.ts';
import type { Fold } from '../hearing/fold.ts';

const keptChoices = z.array(z.object({ key: z.string(), words: z.array(z.string()) }));

/** An open question; the words of its choices are folded. */
export interface OpenQuestion extends AskedKey {
  readonly group: GroupId;
  readonly feature: string;
  readonly choices: z.output<typeof keptChoices>;
  readonly most: number;
  readonly isWorded: boolean;
  /** Of two questions the later one has the greater number. */
  readonly asked: number;
}

export interface Chosen {
  readonly open: OpenQuestion;
  readonly chosen: readonly string[];
  /** It was said in nothing but numbers, which may have been meant for something else. */
  readonly isNumber: boolean;
}

/** What may be an answer at all. */
interface Answers {
  readonly words: ReadonlySet<string>;
  readonly areNumbered: boolean;
}

/** Whatever is longer is talk. */
const LONGEST_ANSWER = 200;

/** «2», «1 3», «1、3», «2>1>3»: numbers of choices and nothing else. */
const NUMBERS = /^[0-9]{1,2}(?:[\s,、>]+[0-9]{1,2})*$/;
const NUMBER = /^[0-9]{1,2}$/;

export class GroupQuestions {
  readonly #connection: Statements;
  readonly #fold: Fold;
  #open: Map<GroupId, OpenQuestion[]> | undefined;
  /** Of all groups, because every message asks; made anew when a question comes or goes. */
  #known: Answers | undefined;

  constructor(connection: Statements, fold: Fold) {
    this.#connection = connection;
    this.#fold = fold;
  }

  /** Rows may have been undone: look again. */
  forget(): void {
    this.#open = undefined;
    this.#known = undefined;
  }

  /** Whether a text may answer some question in some group, so that nobody waits for its effect. */
  mayAnswer(text: string): boolean {
    if (text.length > LONGEST_ANSWER || this.#all().size === 0) return false;
    const typed = this.#fold(text);
    const { words, areNumbered } = this.#answers();
    const isKnown = (one: string) => words.has(one) || (areNumbered && NUMBER.test(one));
    return isKnown(typed) || severalChoices(typed).some((parts) => parts.every(isKnown));
  }

  /**
   * What a text answers in a group: the newest question that its words fit. Numbers are meant for
   * the newest that has any, and where they do not fit there, for none.
   */
  answered(group: GroupId, text: string): Chosen | undefined {
    const here = this.#all().get(group);
    if (!here || text.length > LONGEST_ANSWER) return undefined;
    const typed = this.#fold(text);
    for (const open of here.toReversed()) {
      const chosen = meaning(open, typed);
      if (chosen.length > 0) return { open, chosen, isNumber: NUMBERS.test(typed) };
      if (isNumbered(open) && NUMBERS.test(typed)) return undefined;
    }
    return undefined;
  }

  /** What a pressed choice answers in a group: `feature:key:choice`. */
  pressed(group: GroupId, pressed: string): Chosen | undefined {
    const [feature, key, choice] = pressed.split(':');
    const open = this.open(group, { feature, key });
    const known = open?.choices.find((one) => one.key === choice);
    return open && known && { open, chosen: [known.key], isNumber: false };
  }

  open(
    group: GroupId,
    wanted: { readonly feature: string | undefined; readonly key: string | undefined },
  ): OpenQuestion | undefined {
    const here = this.#all().get(group) ?? [];
    return here.find(({ feature, key }) => feature === wanted.feature && key === wanted.key);
  }

  /** Asked anew under its key, a question takes the place of the old one. */
  ask(feature: Feature, group: GroupId, asked: GroupQuestion): void {
    this.close(feature, group, asked);
    const { question, key, choices, most = 1, isWorded = false } = asked;
    const kept = choices.map((choice) => ({ key: choice.key, words: this.#wordsOf(choice) }));
    const open = { group, feature: feature.name, question, key, choices: kept, most, isWorded };
    const [row] = this.#connection.all(addQuestion, {
      ...open,
      choices: JSON.stringify(kept),
      isWorded: isWorded ? 1 : 0,
    });
    if (!row) throw new Error('a question was not stored');
    this.#all().set(group, [...(this.#all().get(group) ?? []), { ...open, asked: row.asked }]);
    this.#known = undefined;
  }

  close(feature: Feature, group: GroupId, { question, key }: AskedKey): void {
    this.#connection.run(removeQuestion, { group, feature: feature.name, question, key });
    const others = (this.#all().get(group) ?? []).filter(
      (open) => open.feature !== feature.name || open.question !== question || open.key !== key,
    );
    if (others.length > 0) this.#all().set(group, others);
    else this.#all().delete(group);
    this.#known = undefined;
  }

  #answers(): Answers {
    if (this.#known) return this.#known;
    const open = [...this.#all().values()].flat();
    const words = open.flatMap(({ choices }) => choices.flatMap((choice) => choice.words));
    const areNumbered = open.some(isNumbered);
    this.#known = { words: new Set(words), areNumbered };
    return this.#known;
  }

  #wordsOf({ label, words = [] }: GroupChoice): string[] {
    return [label, ...words].map(this.#fold);
  }

  #all(): Map<GroupId, OpenQuestion[]> {
    if (this.#open) return this.#open;
    this.#open = new Map();
    for (const row of this.#connection.all(openQuestions, {})) {
      const here = this.#open.get(row.group_id) ?? [];
      this.#open.set(row.group_id, [...here, openOf(row)]);
    }
    return this.#open;
  }
}

function openOf(row: Omit<CoreTables['group_questions'], 'id'>): OpenQuestion {
  return {
    group: row.group_id,
    feature: row.feature,
    question: row.question,
    key: row.key,
    choices: keptChoices.parse(JSON.parse(row.choices)),
    most: row.most,
    isWorded: row.is_worded === 1,
    asked: row.asked,
  };
}

/** Whether people may think that a number means one of its choices. */
function isNumbered({ isWorded, choices }: OpenQuestion): boolean {
  return !isWorded || choices.some(({ key }) => NUMBER.test(key));
}

/** @returns the keys of what was chosen, each once; none when it is no answer */
function meaning(open: OpenQuestion, typed: string): readonly string[] {
  const one = keyCalled(open, typed);
  if (one !== undefined) return [one];
  if (open.most === 1) return [];
  for (const parts of severalChoices(typed)) {
    const keys = parts.flatMap((part) => keyCalled(open, part) ?? []);
    // One of several that means nothing: then it was talk, «1 30», and no answer at all.
    if (keys.length === parts.length) return [...new Set(keys)];
  }
  return [];
}

/** The key of the choice of that number, or with that word. */
function keyCalled({ choices, isWorded }: OpenQuestion, typed: string): string | undefined {
  const byWord = choices.find(({ words }) => words.includes(typed));
  if (byWord || !NUMBER.test(typed)) return byWord?.key;
  const number = Number(typed);
  if (!isWorded) return choices[number - 1]?.key;
  return choices.find(({ key }) => key === String(number))?.key;
}
