/** `社群 改名 读书会`: a name by which people know which community they join. */
import { type Arg, arg, type Commanding, plainWord, shownText } from '#kit';
import type { Base } from './base.ts';
import { setName } from './names.ts';

/** Longer ones are no names. */
const LONGEST_NAME = 30;

const RENAME = new Set(['改名', '叫', '起名', 'rename', 'name']);

/** The new name; empty where none was written. */
export const renameArg: Arg<string> = {
  async read(tokens, lookup) {
    const read = await arg.text().read(tokens, lookup);
    if (!read.ok) return read;
    const [, word = '', name = ''] = /^(\S+)\s*([\s\S]*)$/u.exec(read.value.trim()) ?? [];
    if (RENAME.has(plainWord(word))) return { ...read, value: name.trim() };
    return { ok: false, problem: 'notChoice', typed: read.value };
  },
};

export async function rename(
  { community, house, say, text, tx }: Commanding<Base, unknown>,
  typed: string,
): Promise<void> {
  const name = shownText(typed, LONGEST_NAME + 1);
  if (name === '') return say(text('noName'));
  if ([...name].length > LONGEST_NAME) return say(text('longName', { most: LONGEST_NAME }));
  await setName(tx, community.id, name);
  await house.audit('groups.name', { name });
  return say(text('renamed', { name }));
}
