/**
 * Dialogues: the one question that a member still has to answer, kept as data. A restart forgets
 * nothing. What is remembered here only saves a look at the database for every message.
 * Whoever was misunderstood is kept in the same place, so that a number is not taken for a ballot.
 */

import * as z from 'zod';
import {
  after,
  type GroupId,
  type Instant,
  instantOf,
  type MemberId,
  minutes,
  seconds,
} from '#kit';
import { closeDialogue, dialogueOf, openDialogue, openPlaces } from '../../store/dialogues.ts';
import type { Statements } from '../../store/sqlite.ts';

/** What a choice is, as it is kept. */
const keptChoices = z.array(z.object({ key: z.string(), label: z.string() }));
export type KeptChoices = z.output<typeof keptChoices>;

/** What was said to a member last that a number may be meant for. */
export interface Newest {
  /** Of two that were asked the later one has the greater number. */
  readonly asked: number;
  /** It waits for an answer; its time is over; or the member was not understood. */
  readonly state: 'open' | 'over' | 'unclear';
}

/** Whoever was not understood goes on with a number at once, or not at all. */
const UNCLEAR_SECONDS = 120;
/** So long after its time a question is still in the mind of whom it was put to. */
const IN_MIND = minutes(10);
/** Stands for the feature where nothing was asked. */
const NOBODY = '';

export interface Waiting {
  readonly feature: string;
  readonly dialogue: string;
  readonly choices: KeptChoices;
  readonly data: unknown;
  /** No number answers it. */
  readonly isIrreversible: boolean;
  readonly isExpired: boolean;
  /** As in {@link Newest}. */
  readonly asked: number;
}

interface Place {
  readonly group: GroupId | 0;
  readonly member: MemberId;
}

export interface NewQuestion extends Place {
  readonly feature: string;
  readonly dialogue: string;
  readonly choices: KeptChoices;
  readonly data: unknown;
  readonly isIrreversible: boolean;
  readonly now: Instant;
  readonly seconds: number;
}

export class Dialogues {
  readonly #connection: Statements;
  /** When each question that is kept expires. */
  #open: Map<string, Instant> | undefined;
  /** Where it was said once that a number does not answer; of which question. */
  readonly #toldInWords = new Map<string, number>();
  /** No question expires later. */
  #latest = Number.NEGATIVE_INFINITY;

  constructor(connection: Statements) {
    this.#connection = connection;
  }

  forget(): void {
    this.#open = undefined;
    this.#toldInWords.clear();
  }

  /** Whether this question is told for the first time that only words answer it. */
  isFirstToTell(place: Place, { asked }: Pick<Waiting, 'asked'>): boolean {
    const key = keyOf(place);
    if (this.#toldInWords.get(key) === asked) return false;
    this.#toldInWords.set(key, asked);
    return true;
  }

  /** Whether anybody has a question to answer; most of the time nobody has. */
  hasAny(): boolean {
    return this.#places().size > 0;
  }

  /** Whether anybody may still answer in time, so that no talk waits for company. */
  hasOpen(now: Instant): boolean {
    return this.hasAny() && this.#latest >= now;
  }

  /** The question that waits for this member here, if any. */
  waiting(place: Place, now: Instant): Waiting | undefined {
    if (!this.#places().has(keyOf(place))) return undefined;
    const row = this.#connection.get(dialogueOf, { group: place.group, member: place.member });
    if (!row || row.feature === NOBODY) return undefined;
    return {
      feature: row.feature,
      dialogue: row.dialogue,
      choices: keptChoices.parse(JSON.parse(row.choices)),
      data: JSON.parse(row.data),
      isIrreversible: row.is_irreversible === 1,
      isExpired: row.expires_at < now,
      asked: row.asked,
    };
  }

  /** What a number of this member may be meant for; undefined when nothing was said lately. */
  newest(place: Place, now: Instant): Newest | undefined {
    if (!this.#places().has(keyOf(place))) return undefined;
    const row = this.#connection.get(dialogueOf, { group: place.group, member: place.member });
    if (!row) return undefined;
    const { asked, expires_at: expiresAt } = row;
    const isOver = expiresAt < now;
    if (row.feature === NOBODY) return isOver ? undefined : { asked, state: 'unclear' };
    if (!isOver) return { asked, state: 'open' };
    return after(expiresAt, IN_MIND) < now ? undefined : { asked, state: 'over' };
  }

  /** The member was not understood; a question that still waits for them is the one that counts. */
  noteUnclear(place: Place, now: Instant): void {
    const waiting = this.waiting(place, now);
    if (waiting && !waiting.isExpired) return;
    const nothing = { feature: NOBODY, dialogue: 'unclear', choices: [], data: null };
    this.#keep({ ...place, ...nothing, isIrreversible: false, now, seconds: UNCLEAR_SECONDS });
  }

  open(question: NewQuestion): void {
    this.#latest = Math.max(this.#latest, this.#keep(question));
  }

  /** @returns when it expires */
  #keep(question: NewQuestion): Instant {
    const expiresAt = instantOf(after(question.now, seconds(question.seconds)));
    this.#connection.run(openDialogue, {
      group: question.group,
      member: question.member,
      feature: question.feature,
      dialogue: question.dialogue,
      choices: JSON.stringify(question.choices),
      data: JSON.stringify(question.data ?? null),
      isIrreversible: question.isIrreversible ? 1 : 0,
      expiresAt,
    });
    this.#places().set(keyOf(question), expiresAt);
    return expiresAt;
  }

  close(place: Place): void {
    this.#connection.run(closeDialogue, { group: place.group, member: place.member });
    this.#places().delete(keyOf(place));
    this.#toldInWords.delete(keyOf(place));
  }

  #places(): Map<string, Instant> {
    if (this.#open) return this.#open;
    const kept = this.#connection.all(openPlaces, {}).map(({ group_id, member_id, expires_at }) => {
      return [keyOf({ group: group_id, member: member_id }), expires_at] as const;
    });
    this.#open = new Map(kept);
    this.#latest = Math.max(Number.NEGATIVE_INFINITY, ...this.#open.values());
    return this.#open;
  }
}

/** How people agree or decline where the choices are `yes` and `no`, whatever these are called. */
const SAID: ReadonlyMap<string, 'yes' | 'no'> = new Map([
  ...[
    '是',
    '是的',
    '好',
    '好的',
    '好啊',
    '行',
    '可以',
    '对',
    '對',
    '嗯',
    '确认',
    '確認',
    '确定',
    '確定',
  ]
    .concat(['y', 'yes', 'yeah', 'yep', 'ok', 'okay', 'sure', 'confirm'])
    .map((word) => [word, 'yes'] as const),
  ...['否', '不', '不是', '不要', '不用', '不用了', '不了', '不行', '算了', '别', '別']
    .concat(['n', 'no', 'nope'])
    .map((word) => [word, 'no'] as const),
]);
/** «好！» says no more than «好»; a question mark would make it a question. */
const MARKS_BEHIND = /[\s!！。.~～…，,]+$/u;

/**
 * Which choice a text means: its key, its label, its number counted from 1, or a word that says yes
 * or no; where there is no way back, its label alone.
 * @param fold makes case, width and script irrelevant
 */
export function chosen(
  typed: string,
  { choices, isIrreversible }: Pick<Waiting, 'choices' | 'isIrreversible'>,
  fold: (text: string) => string,
): string | undefined {
  const wanted = fold(typed);
  const byLabel = choices.find(({ label }) => fold(label) === wanted);
  if (byLabel || isIrreversible) return byLabel?.key;
  const meant = SAID.get(wanted.replace(MARKS_BEHIND, '')) ?? wanted;
  const byKey = choices.find(({ key }) => fold(key) === meant);
  return (byKey ?? choices[Number(wanted) - 1])?.key;
}

/** «算了», «不», where there is a choice of that: to leave things as they are needs no ceremony. */
export function declined(
  typed: string,
  { choices }: Pick<Waiting, 'choices'>,
  fold: (text: string) => string,
): string | undefined {
  const meant = SAID.get(fold(typed).replace(MARKS_BEHIND, ''));
  return meant === 'no' ? choices.find(({ key }) => key === meant)?.key : undefined;
}

function keyOf({ group, member }: Place): string {
  return `${group} ${member}`;
}
