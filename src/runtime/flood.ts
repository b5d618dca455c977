/**
 * Notices a member who writes faster than people do. Such a member's commands still take effect,
 * but answers are withheld until there has been calm, so that nobody can make the bot spam.
 */
import { type Instant, type MemberId, type Span, seconds } from '#kit';

interface Limit {
  readonly commands: number;
  readonly span: Span;
}

/** More than a person types: a burst, and a steady stream. */
const LIMITS: readonly Limit[] = [
  { commands: 5, span: seconds(2) },
  { commands: 30, span: seconds(60) },
];
const LONGEST = seconds(60);
/** How long a member must be calm before answers come again. */
const CALM = seconds(60);
/** Members remembered at once; the memory starts anew beyond that. */
const MOST_REMEMBERED = 10_000;

export type Pace = 'calm' | 'justTooFast' | 'tooFast';

interface Recent {
  readonly times: Instant[];
  quietUntil: number;
}

export class FloodWatch {
  readonly #members = new Map<MemberId | string, Recent>();

  /**
   * Notes one command of a member, or of somebody whom we know only by a name of the platform.
   * `justTooFast` is said once, then silence.
   */
  note(member: MemberId | string, now: Instant): Pace {
    const recent = this.#recent(member);
    if (now < recent.quietUntil) {
      recent.quietUntil = now + CALM;
      return 'tooFast';
    }
    recent.times.push(now);
    while (recent.times[0] !== undefined && recent.times[0] <= now - LONGEST) recent.times.shift();
    const isTooFast = LIMITS.some(
      ({ commands, span }) => recent.times.filter((time) => time > now - span).length >= commands,
    );
    if (!isTooFast) return 'calm';
    recent.times.length = 0;
    recent.quietUntil = now + CALM;
    return 'justTooFast';
  }

  #recent(member: MemberId | string): Recent {
    const known = this.#members.get(member);
    if (known) return known;
    if (this.#members.size >= MOST_REMEMBERED) this.#members.clear();
    const fresh: Recent = { times: [], quietUntil: 0 };
    this.#members.set(member, fresh);
    return fresh;
  }
}
