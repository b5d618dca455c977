/** `qunli sandbox`: events as JSON Lines in, actions as JSON Lines out, time set by the events. */
import type { Bot, Instant } from '#kit';
import { after, instantOf, minutes } from '#kit';
import { readLine, type SandboxLine } from '../../bots/sandbox/index.ts';
import type { App } from '../app.ts';
import type { SetClock } from '../runtime/set-clock.ts';

/** Events on their way at once; bounds memory however fast the input is. */
const MOST_IN_FLIGHT = 2_048;
/** After the last event a little more time passes, so that answers being collected come out. */
const AFTERGLOW = minutes(1);

export interface SandboxRun {
  readonly app: Pick<App, 'receive' | 'settle' | 'tick'>;
  readonly bot: Bot;
  readonly clock: SetClock;
  /** Writes one line that is no action: an error. */
  readonly complain: (line: string) => Promise<void>;
  /** Tells after the last line whether the run was ended early and will go on later. */
  readonly isStopped?: () => boolean;
}

export interface SandboxStats {
  readonly lines: number;
  readonly events: number;
  readonly errors: number;
}

/** Feeds every line in order; a line that cannot be read is answered and changes nothing. */
export async function runLines(
  run: SandboxRun,
  lines: AsyncIterable<string>,
): Promise<SandboxStats> {
  const flight = new Flight();
  const count = { lines: 0, events: 0, errors: 0 };
  for await (const text of lines) {
    count.lines += 1;
    if (text.trim() === '') continue;
    const line = readLine(text);
    if (line.kind === 'unreadable') {
      count.errors += 1;
      await complain(run, count.lines, line.why);
      continue;
    }
    count.events += 1;
    flight.check();
    await flight.add(take(run, line));
  }
  await run.app.settle();
  flight.check();
  if (run.isStopped?.()) return count;
  run.clock.moveTo(instantOf(after(run.clock.now(), AFTERGLOW)));
  await run.app.tick();
  await run.app.settle();
  return count;
}

function take({ app, bot, clock }: SandboxRun, line: Exclude<SandboxLine, { kind: 'unreadable' }>) {
  clock.moveTo(timeOf(line));
  return line.kind === 'tick' ? app.tick() : app.receive(bot, line.event);
}

function timeOf(line: Exclude<SandboxLine, { kind: 'unreadable' }>): Instant {
  return line.kind === 'tick' ? line.at : line.event.at;
}

/** An error keeps its place among the actions: what came before it is said first. */
async function complain(
  { app, complain: write }: SandboxRun,
  line: number,
  why: string,
): Promise<void> {
  await app.settle();
  await write(JSON.stringify({ do: 'error', line, why }));
}

/** Events that have been handed in and are not committed yet. */
class Flight {
  #count = 0;
  #failure: unknown;
  #wake: (() => void) | undefined;

  async add(event: Promise<void>): Promise<void> {
    this.#count += 1;
    event.then(
      () => this.#land(),
      (error: unknown) => {
        this.#failure ??= error;
        this.#land();
      },
    );
    if (this.#count >= MOST_IN_FLIGHT) await this.#until(MOST_IN_FLIGHT / 2);
    this.check();
  }

  /** @throws the error of the first event that could not be committed */
  check(): void {
    if (this.#failure !== undefined) throw this.#failure;
  }

  #land(): void {
    this.#count -= 1;
    this.#wake?.();
  }

  async #until(most: number): Promise<void> {
    while (this.#count > most && this.#failure === undefined) {
      await new Promise<void>((wake) => {
        this.#wake = wake;
      });
    }
  }
}
