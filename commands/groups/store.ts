/** SQL of codes for joining a community (社群码), and of guesses that went wrong. */
import { codeBook } from '#kit';

export const book = codeBook('groups');
