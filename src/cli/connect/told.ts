/** Writes what connecting finds and says, broken where a reader would break it. */
import type { Writable } from 'node:stream';
import { stripVTControlCharacters } from 'node:util';
import picocolors from 'picocolors';
import type { Finding } from '#kit';
import { isColoured } from '../colours.ts';
import { LineWriter } from '../line-writer.ts';
import { wrapped } from '../terminal/wrap.ts';

/** Where the output is no terminal. */
const USUAL_COLUMNS = 80;
const MARKS = { good: '✓', advice: '·', problem: '✗' } as const;

export class Told {
  readonly #lines: LineWriter;
  readonly #output: Writable;
  readonly #colours: ReturnType<typeof picocolors.createColors>;

  constructor(output: Writable) {
    this.#output = output;
    this.#colours = picocolors.createColors(isColoured(output));
    this.#lines = new LineWriter(output);
  }

  async say(text: string): Promise<void> {
    await this.#write('', text);
  }

  /** What is risked, so that it is not passed over. */
  async warn(text: string): Promise<void> {
    await this.#write(`${this.#colours.yellow('!')} `, text);
  }

  /** What is so, and below it what to do about it. */
  async finding({ level, what, todo }: Finding): Promise<void> {
    const { green, dim, red, bold } = this.#colours;
    const paint = { good: green, advice: dim, problem: red }[level];
    await this.#write(`  ${paint(MARKS[level])} `, what);
    if (todo !== undefined) await this.#write(`    ${bold('→')} `, todo);
  }

  async lines(lines: readonly string[]): Promise<void> {
    for (const line of lines) await this.#lines.write(`  ${line}`);
  }

  /** What follows the first line stands below the text, not below its mark. */
  async #write(mark: string, text: string): Promise<void> {
    const columns: unknown = Reflect.get(this.#output, 'columns');
    const width = stripVTControlCharacters(mark).length;
    const room = (typeof columns === 'number' ? columns : USUAL_COLUMNS) - width;
    for (const [index, line] of wrapped(text, room).entries()) {
      await this.#lines.write(`${index === 0 ? mark : ' '.repeat(width)}${line}`);
    }
  }
}
