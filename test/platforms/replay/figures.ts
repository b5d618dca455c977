/** What the program's own exports say of a group, by the people of the log. */
import { strict as assert } from 'node:assert';
import { features } from '../../../commands/index.ts';
import { exportedRows } from '../../../src/testing/exported-rows.ts';
import type { SaidOnDay, Stay } from './real-log.ts';

export interface Figures {
  /** The export of activity, by `day who`. */
  readonly activity: ReadonlyMap<string, SaidOnDay>;
  /** The export of members: messages of everybody who said anything. */
  readonly messages: ReadonlyMap<number, number>;
  /** The export of members: when those came and went of whom it was told. */
  readonly stays: ReadonlyMap<number, Stay>;
}

type Row = Readonly<Record<string, unknown>>;

/** Reads them. @param people the accounts of the platform, and who they are in the log */
export function figuresIn(file: string, people: ReadonlyMap<string, number>): Figures {
  const whoIn = ({ accountId }: Row) => people.get(String(accountId)) ?? -1;
  const exportParts = { file, features, everywhere: new Map() };
  const activity = exportedRows({ exportParts }, { what: 'activity' }).map((row) => {
    const { day, messages, firstAt, lastAt } = row;
    const said = {
      messages: Number(messages),
      firstSecond: Number(firstAt) / 1_000,
      lastSecond: Number(lastAt) / 1_000,
    };
    return [`${day} ${whoIn(row)}`, said] as const;
  });
  const members = exportedRows({ exportParts }, { what: 'members' });
  const spoke = members.filter(({ messages }) => Number(messages) > 0);
  const moved = members.filter(({ joinedAt, leftAt }) => joinedAt ?? leftAt);
  const stayOf = ({ joinedAt, leftAt }: Row): Stay => ({
    joined: secondIn(joinedAt),
    left: secondIn(leftAt),
  });
  return {
    activity: onceEach(activity),
    messages: onceEach(spoke.map((row) => [whoIn(row), Number(row.messages)])),
    stays: onceEach(moved.map((row) => [whoIn(row), stayOf(row)])),
  };
}

/** Nobody may stand in an export twice. */
function onceEach<K, V>(rows: readonly (readonly [K, V])[]): ReadonlyMap<K, V> {
  const map = new Map(rows);
  assert.equal(map.size, rows.length);
  return map;
}

function secondIn(instant: unknown): number | undefined {
  return typeof instant === 'number' ? instant / 1_000 : undefined;
}
