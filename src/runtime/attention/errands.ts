/** What the house does for the guard of attention (免打扰) once its time has come. */
import * as z from 'zod';
import type { Errand } from '../due-work.ts';
import { EFFECT, measureEffect } from './effects.ts';
import { FAILED, type FailureParts, tellFailure } from './failures.ts';
import type { Guard } from './guard.ts';
import { giveUpPush, MAKE, type MakingParts, makePush } from './leaving.ts';
import { LOOK } from './look.ts';
import { LOST, tellLost } from './lost.ts';

const pushId = z.int();

/** By the name that stands in the row. */
export function errandsOf({
  guard,
  ...parts
}: FailureParts & MakingParts & { readonly guard: Guard }): ReadonlyMap<string, Errand> {
  return new Map<string, Errand>([
    [
      EFFECT,
      {
        run: async ({ group, data, now }, { core }) =>
          measureEffect(core, parts.settings, { push: pushId.parse(data), group, now }),
      },
    ],
    [LOOK, { run: ({ group, now }, step) => guard.look({ step, group, now }) }],
    [LOST, { run: (at, step) => tellLost(parts, step, at) }],
    [
      MAKE,
      {
        run: ({ group, data, now }, step) =>
          makePush(parts, step, { push: pushId.parse(data), group, now }),
        giveUp: ({ data, now }, { core }) => giveUpPush(core, pushId.parse(data), now),
      },
    ],
    [
      FAILED,
      { run: ({ data, now }, step) => tellFailure(parts, step, { push: pushId.parse(data), now }) },
    ],
  ]);
}
