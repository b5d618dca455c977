/**
 * A question to a whole group (公开提问): every member may answer, once or many times, until it is
 * closed. A member presses a choice, says its words or its number, or ticks it in a poll of the
 * platform's own; the feature that asked hears the same thing each time.
 */
import type { Line } from './phrases.ts';

export interface GroupQuestion {
  /** Which of the feature's `questions` hears the answers. */
  readonly question: string;
  /** Tells it from other open questions of the feature, e.g. a poll's number; without a colon. */
  readonly key: string;
  readonly line: Line;
  readonly choices: readonly GroupChoice[];
  /**
   * Answered by its words alone, and no number is shown. Whose keys are numbers hears those all
   * the same: what it says of them is better than their going to an older question.
   */
  readonly isWorded?: boolean;
  /** Its line names the choices, and none is offered to be pressed. */
  readonly isUnpressed?: boolean;
  /** How many choices one answer may hold, in their order: «1 3»; 1 unless said. */
  readonly most?: number;
  /** Given: becomes a poll of the platform's own where it has them and the choices fit. */
  readonly poll?: { readonly title: Line };
}

export interface GroupChoice {
  /** Without a colon. */
  readonly key: string;
  readonly label: Line;
  /** What may be said instead of the label. */
  readonly words?: readonly string[];
}

/** Which question; both names as they were given when it was asked. */
export type AskedKey = Pick<GroupQuestion, 'question' | 'key'>;
