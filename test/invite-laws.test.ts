/** A few stories that keep the laws of invitations; two of them once did not. */
import { test } from 'vitest';
import { keepsLaws } from './invite-laws.ts';

test.for([1, 19, 23])('story %i keeps the laws', (seed) => keepsLaws(seed));
