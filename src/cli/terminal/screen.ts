/**
 * The screen: one line being typed at the bottom, everything else above it. What arrives while
 * somebody types goes above that line and leaves it as it was. Lines that are pasted together are
 * one answer, and so are lines that end in `\` with what follows them.
 */
import readline from 'node:readline';

/** Asks the terminal to say where what is pasted begins and ends, and no longer. */
const MARK_PASTES = '\u001b[?2004h';
const MARK_NO_PASTES = '\u001b[?2004l';

export interface ScreenOptions {
  readonly input: NodeJS.ReadableStream;
  readonly output: NodeJS.WritableStream;
  /** Whether keys and the cursor can be used; otherwise lines simply come and go. */
  readonly isTerminal: boolean;
  readonly complete: (line: string) => [string[], string];
}

export class Screen {
  readonly #output: NodeJS.WritableStream;
  readonly #isTerminal: boolean;
  readonly #lines: readline.Interface;
  /** Lines that came before they were asked for: somebody pasted several. */
  readonly #early: string[] = [];
  /** Lines of an answer that goes on. */
  #begun: string[] = [];
  #isPasting = false;
  #answer: ((line: string | undefined) => void) | undefined;
  #isClosed = false;

  constructor({ input, output, isTerminal, complete }: ScreenOptions) {
    this.#output = output;
    this.#isTerminal = isTerminal;
    this.#lines = readline.createInterface({
      input,
      output,
      terminal: isTerminal,
      completer: complete,
      removeHistoryDuplicates: true,
    });
    this.#lines.on('line', (line) => this.#take(line));
    if (isTerminal) {
      input.on('keypress', (_: unknown, key: { readonly name?: string } | undefined) => {
        if (key?.name === 'paste-start') this.#isPasting = true;
        if (key?.name === 'paste-end') this.#isPasting = false;
      });
      output.write(MARK_PASTES);
    }
    this.#lines.on('SIGINT', () => this.#interrupt());
    this.#lines.on('close', () => {
      this.#isClosed = true;
      this.#answered(undefined);
    });
  }

  /** How wide the screen is now; undefined where lines go to a file or a pipe. */
  get columns(): number | undefined {
    const columns: unknown = Reflect.get(this.#output, 'columns');
    return this.#isTerminal && typeof columns === 'number' ? columns : undefined;
  }

  /** Asks for the next line. @returns undefined when there will be none: Ctrl-D, Ctrl-C, the end */
  ask(prompt: string): Promise<string | undefined> {
    const early = this.#early.shift();
    if (early !== undefined) {
      this.#output.write(`${prompt}${early}\n`);
      return Promise.resolve(early);
    }
    if (this.#isClosed) return Promise.resolve(undefined);
    this.#lines.setPrompt(prompt);
    this.#lines.prompt();
    return new Promise((answer) => {
      this.#answer = answer;
    });
  }

  /** Writes above the line that is being typed. */
  show(text: string): void {
    if (!this.#answer || !this.#isTerminal) {
      this.#output.write(`${text}\n`);
      return;
    }
    readline.moveCursor(this.#output, 0, -this.#lines.getCursorPos().rows);
    readline.cursorTo(this.#output, 0);
    readline.clearScreenDown(this.#output);
    this.#output.write(`${text}\n${'\n'.repeat(this.#rowsGoneUp())}`);
    this.#lines.prompt(true);
  }

  /** Gives the terminal back. */
  close(): void {
    if (this.#isTerminal && !this.#isClosed) this.#output.write(MARK_NO_PASTES);
    this.#lines.close();
  }

  /**
   * Rows that the next redrawing goes up before it draws. Node keeps the number to itself, and it
   * is not always the rows of the typed line: after a pasted line that wraps it is too small.
   */
  #rowsGoneUp(): number {
    const rows: unknown = Reflect.get(this.#lines, 'prevRows');
    return typeof rows === 'number' ? rows : 0;
  }

  #take(line: string): void {
    const goesOn = line.endsWith('\\');
    this.#begun.push(goesOn ? line.slice(0, -1) : line);
    if (goesOn || this.#isPasting) return;
    const answer = this.#begun.join('\n').trimEnd();
    this.#begun = [];
    if (this.#answer) this.#answered(answer);
    else this.#early.push(answer);
  }

  /** Ctrl-C empties the line; on an empty line it leaves. */
  #interrupt(): void {
    this.#begun = [];
    this.#isPasting = false;
    if (this.#lines.line === '') {
      this.#lines.close();
      return;
    }
    this.#lines.write(null, { ctrl: true, name: 'e' });
    this.#lines.write(null, { ctrl: true, name: 'u' });
  }

  #answered(line: string | undefined): void {
    const answer = this.#answer;
    this.#answer = undefined;
    // After Ctrl-C or Ctrl-D the cursor still stands behind the prompt.
    if (answer && line === undefined && this.#isTerminal) this.#output.write('\n');
    answer?.(line);
  }
}
