/**
 * The calm screen of a running bot: a few lines at the bottom that change where they stand, and
 * above them whatever goes wrong, a line each. It writes nothing while nothing changes.
 */
import readline from 'node:readline';
import {
  type Clock,
  formatLocal,
  type Health,
  type Log,
  seconds,
  type Timer,
  type Timers,
} from '#kit';
import type { Config } from '../../config.ts';
import type { LogLevel } from '../../log.ts';
import { LINK_DOWN } from '../../runtime/links/links.ts';
import type { Hide } from '../../secrets.ts';
import type { Colours } from '../terminal/show.ts';
import { runningLines } from './lines.ts';
import type { RunningText } from './texts/index.ts';

/** How often it is looked whether anything has changed. */
const LOOK = seconds(0.5);
/** Where the width of the screen is not told. */
const USUAL_COLUMNS = 80;

export interface ScreenParts {
  readonly output: NodeJS.WritableStream;
  readonly clock: Clock;
  readonly timers: Timers;
  readonly config: Pick<Config, 'file' | 'backupHours' | 'zone' | 'logLevel'>;
  readonly text: RunningText;
  readonly colours: Colours;
  /** Takes secrets out of what is shown. */
  readonly hide: Hide;
}

export class RunningScreen {
  readonly #parts: ScreenParts;
  /** What stands at the bottom now. */
  #drawn: readonly string[] = [];
  #timer: Timer | undefined;

  constructor(parts: ScreenParts) {
    this.#parts = parts;
  }

  /** Complaints of one part of the program, shown among what went wrong. */
  readonly logOf = (part: string): Log => {
    const { logLevel } = this.#parts.config;
    const shows = (level: LogLevel) => SHOWN[logLevel].includes(level);
    return {
      info: () => undefined,
      warn: (facts, message) => {
        // How the accounts are connected stands below already.
        if (message !== LINK_DOWN && shows('warn')) this.#complain(part, facts, message);
      },
      error: (facts, message) => {
        if (shows('error')) this.#complain(part, facts, message);
      },
    };
  };

  /** Shows how the accounts are, from now on. */
  watch(health: () => readonly Health[]): void {
    this.#draw(this.#lines(health()));
    this.#timer = this.#parts.timers.after(LOOK, () => this.watch(health));
  }

  /** Shows no states any more, but that it takes a moment. */
  stopping(): void {
    this.#timer?.cancel();
    this.#draw([this.#parts.text('stopping')]);
  }

  stopped(): void {
    const { config, output, text } = this.#parts;
    this.#draw([]);
    output.write(`${text('stopped', { file: config.file })}\n`);
  }

  #lines(health: readonly Health[]): readonly string[] {
    const { output, config, text, colours, hide } = this.#parts;
    const columns: unknown = Reflect.get(output, 'columns');
    const width = typeof columns === 'number' ? columns : USUAL_COLUMNS;
    return runningLines({ health, config, text, colours, columns: width }).map(hide);
  }

  #complain(part: string, facts: Readonly<Record<string, unknown>>, message: string): void {
    const { clock, config, colours, hide, output } = this.#parts;
    const below = this.#drawn;
    this.#draw([]);
    const time = formatLocal(clock.now(), config.zone);
    const words = `${part}: ${message}${detailsOf(facts)}`.replace(/\s+/g, ' ');
    output.write(`${colours.yellow(`${time} ${hide(words)}`)}\n`);
    this.#draw(below);
  }

  #draw(lines: readonly string[]): void {
    const before = this.#drawn;
    if (lines.length === before.length && lines.every((line, at) => line === before[at])) return;
    const { output } = this.#parts;
    if (before.length > 0) {
      readline.moveCursor(output, 0, -before.length);
      readline.cursorTo(output, 0);
      readline.clearScreenDown(output);
    }
    if (lines.length > 0) output.write(`${lines.join('\n')}\n`);
    this.#drawn = lines;
  }
}

/** What is shown at each level of the log; the rest is for machines. */
const SHOWN: Readonly<Record<LogLevel, readonly LogLevel[]>> = {
  silent: [],
  error: ['error'],
  warn: ['error', 'warn'],
  info: ['error', 'warn'],
  debug: ['error', 'warn'],
};

/** The reason, where there is one; the rest is for machines. */
function detailsOf({ why, error }: Readonly<Record<string, unknown>>): string {
  const reason = error instanceof Error ? error.message : why;
  return typeof reason === 'string' ? ` (${reason})` : '';
}
