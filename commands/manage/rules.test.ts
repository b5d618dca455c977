/** Who may give and take which role. */
import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { mayActAs, ROLES } from '#kit';
import { decideAppoint, decideDismiss, GIVEN } from './rules.ts';

const role = fc.constantFrom(...ROLES);
const wanted = fc.constantFrom(...GIVEN);

describe('giving a role', () => {
  test.for([
    ['owner', 'member', 'manager', 'appointed'],
    ['admin', 'member', 'helper', 'appointed'],
    ['admin', 'helper', 'manager', 'appointed'],
    ['owner', 'manager', 'helper', 'appointed'],
    ['owner', 'manager', 'manager', 'alreadyRole'],
    ['owner', 'admin', 'manager', 'higherRole'],
    ['admin', 'owner', 'helper', 'higherRole'],
    ['manager', 'member', 'manager', 'notYours'],
    ['helper', 'member', 'helper', 'notYours'],
    ['manager', 'member', 'helper', 'appointed'],
  ] as const)('by an %s to an %s to make them %s: %s', ([by, now, wish, kind]) => {
    expect(decideAppoint({ by, now, wanted: wish }).kind).toBe(kind);
  });

  test('never lifts anybody to the height of the giver, whatever the roles', () => {
    fc.assert(
      fc.property(role, role, wanted, (by, now, wish) => {
        const outcome = decideAppoint({ by, now, wanted: wish });
        if (outcome.kind !== 'appointed') return;
        expect(mayActAs(outcome.role, by)).toBe(false);
        expect(mayActAs(now, by)).toBe(false);
      }),
    );
  });
});

describe('taking a role', () => {
  test.for([
    ['owner', 'manager', 'dismissed'],
    ['admin', 'helper', 'dismissed'],
    ['admin', 'owner', 'byPlatform'],
    ['owner', 'admin', 'byPlatform'],
    ['owner', 'owner', 'byPlatform'],
    ['admin', 'member', 'noRole'],
    ['manager', 'manager', 'notYours'],
    ['helper', 'manager', 'notYours'],
  ] as const)('by an %s from an %s: %s', ([by, now, kind]) => {
    expect(decideDismiss({ by, now }).kind).toBe(kind);
  });

  test('never touches an owner or an admin', () => {
    fc.assert(
      fc.property(role, fc.constantFrom('owner', 'admin'), (by, now) => {
        expect(decideDismiss({ by, now }).kind).toBe('byPlatform');
      }),
    );
  });
});
