/** Many stories, each with other people in another order: all keep the laws of invitations. */
import { test } from 'vitest';
import { keepsLaws } from '../invite-laws.ts';

const STORIES = 100;

test.for(Array.from({ length: STORIES }, (_, index) => 1_000 + index))(
  'story %i keeps the laws',
  (seed) => keepsLaws(seed),
);
