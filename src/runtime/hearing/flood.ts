/**
 * Notices a member who writes faster than people do. Such a member's commands still take effect,
 * but answers are withheld until there has been calm, so that nobody can make the bot spam.
 */
import { type Instant, type Member, type MemberId, mayActAs, type Span, seconds } from '#kit';

interface Limit {
  readonly commands: number;
  readonly span: Span;
}

/** More than a person types: a burst, and a steady stream. */
const LIMITS: readonly Limit[] = [
  { commands: 5, span: seconds(2) },
  { commands: 30, span: seconds(60) },
];
/** Whoever sets a group up types and pastes one setting after the other, and must hear refusals. */
const MANAGERS_LIMITS: readonly Limit[] = [
  { commands: 20, span: seconds(2) },
  { commands: 60, span: seconds(60) },
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

  /** Notes one command of a member. `justTooFast` is said once, then silence. */
  note({ id, role }: Pick<Member, 'id' | 'role'>, now: Instant): Pace {
    const limits = mayActAs(role, 'manager') ? MANAGERS_LIMITS : LIMITS;
    return this.#note(id, { now, limits });
  }

  /** The same for somebody whom we know only by a name of the platform. */
  noteStranger(name: string, now: Instant): Pace {
    return this.#note(name, { now, limits: LIMITS });
  }

  #note(
    whose: MemberId | string,
    { now, limits }: { readonly now: Instant; readonly limits: readonly Limit[] },
  ): Pace {
    const recent = this.#recent(whose);
    if (now < recent.quietUntil) {
      recent.quietUntil = now + CALM;
      return 'tooFast';
    }
    recent.times.push(now);
    while (recent.times[0] !== undefined && recent.times[0] <= now - LONGEST) recent.times.shift();
    const isTooFast = limits.some(
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
