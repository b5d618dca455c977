/** Numbers with what they count, in the English of the command line. */

/** `1 line`, `2 lines`, `1,000 lines`. @param one the singular; most words take an s */
export function counted(n: number, one: string, other = `${one}s`): string {
  return `${n.toLocaleString('en')} ${n === 1 ? one : other}`;
}
