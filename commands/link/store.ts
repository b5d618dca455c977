/** SQL of linking (关联): codes that are open, and guesses that went wrong. */
import { codeBook } from '#kit';

export const book = codeBook('link');
