/** The tables of linking (关联), as an append-only list of steps; a released step is never edited. */
import { codeTables, type SchemaStep } from '#kit';

export const schema: readonly SchemaStep[] = [
  codeTables(
    'link',
    'The one code that a person can give to their next account; its fingerprint alone is kept.',
  ),
];
