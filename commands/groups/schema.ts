/** The tables of codes for joining a community; append-only, a released step is never edited. */
import { codeTables, type SchemaStep } from '#kit';

export const schema: readonly SchemaStep[] = [
  codeTables('groups', 'The one code that somebody has given out; its fingerprint alone is kept.'),
];
