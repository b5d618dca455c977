/** Names of files as members see them; what somebody called theirs is only a claim. Pure. */

/** In UTF-16 units; a Chinese one has three bytes each, and folders take 255. */
const LONGEST_STEM = 60;
/** Windows keeps these for itself, whatever follows the dot. */
const RESERVED = /^(?:con|prn|aux|nul|com\d|lpt\d)(?:\.|$)/iu;

/** A name that every system takes and that leads to no other folder. */
export function fileNameOf(claimed = ''): string {
  const bare = claimed.normalize('NFC').split(/[\\/]/u).at(-1) ?? '';
  const tame = bare
    .replaceAll(/[^\p{L}\p{N}._ ()（）-]+/gu, '_')
    .replaceAll(/^[.\s]+|[.\s]+$/gu, '');
  const [, stem = tame, ending = ''] = /^(.+)(\.[\p{L}\p{N}]{1,8})$/u.exec(tame) ?? [];
  const name = `${[...stem.slice(0, LONGEST_STEM)].join('').trim()}${ending}`;
  if (name === '') return 'file';
  return RESERVED.test(name) ? `_${name}` : name;
}

/** The last part of a path. */
export function nameIn(path: string): string {
  return path.split(/[\\/]/u).at(-1) ?? path;
}

/** The folder that a path leads into. */
export function folderIn(path: string): string {
  return path.split(/[\\/]/u).at(-2) ?? path;
}
