/**
 * Several lines that were pasted at once, or typed with `\` at their ends: one message, as in any
 * chat; unless each of them is a command, as they stand below each other in a guide.
 */

const FIRST_WORD = /^[/／]?(\S+)/u;

/** @param isCommand whether a word begins a command of the bot's or of the terminal's */
export function messagesIn(text: string, isCommand: (word: string) => boolean): readonly string[] {
  const lines = text
    .split('\n')
    .map((line) => line.trim())
    .filter((line) => line !== '');
  const areCommands = lines.every((line) => isCommand(FIRST_WORD.exec(line)?.[1] ?? ''));
  return lines.length > 1 && areCommands ? lines : [text];
}
