/** What `qunli verify-draw` says of a receipt that is sound. */
import {
  type DrawReason,
  type DrawReceipt,
  type DrawRecord,
  formatInstant,
  instantOf,
  QUICKNET,
  timeOfRound,
} from '#kit';
import type { Passed } from '../fair-draw/records.ts';
import type { Announced, Verdict } from '../fair-draw/verify.ts';

/** More winners than anybody reads. */
const SHOWN = 100;

const WORDS: Readonly<Record<DrawReason, string>> = {
  forgotten: 'asked to be forgotten',
  left: 'left the group',
  same: 'the same person had won',
  disqualified: 'disqualified by a manager',
  removed: 'was removed from the group, and keeps the place',
  unclaimed: 'did not claim in time',
  lapsed: 'was removed from the group and did not claim: the prize goes to nobody',
  takenBack: 'a manager took the prize back',
};

type Sound = Extract<Verdict, { readonly kind: 'valid' }>;

/** For people: the winners, who was passed and why, and what nobody can recompute. */
export function accountOf({ receipt, passed }: Sound, noted: Announced): string {
  const { list, listHash, beacon, records, winners, terms } = receipt;
  const tickets = list.entrants.reduce((sum, [, own]) => sum + own, 0);
  const trust = restsOn(receipt, noted);
  return [
    `valid: lottery ${list.lottery}${terms === null ? ' (its words were taken out)' : ''}`,
    `seal       ${list.commitment}`,
    `list       ${listHash}`,
    `entrants   ${list.entrants.length}, tickets ${tickets}`,
    `randomness ${randomnessOf(list, beacon)}`,
    `winners    ${winners.length}, records ${records.length}`,
    ...winnerLines(receipt),
    ...passedLines(passed),
    'What this does not show by itself:',
    ...trust.map((line) => `  - ${line}`),
  ].join('\n');
}

function winnerLines({ winners, records, terms }: DrawReceipt): readonly string[] {
  const shown = winners.slice(0, SHOWN).map(({ entrant, prize, ticket }, index) => {
    const own = records.filter((one) => one.entrant === entrant).map(recordLine);
    const ended = own.length === 0 ? '' : ` (${own.join('; ')})`;
    const name = terms?.prizes[prize];
    const called = name === undefined ? '' : ` ${JSON.stringify(name)}`;
    return `  ${index + 1}. ${entrant}, ticket ${ticket}: prize ${prize + 1}${called}${ended}`;
  });
  return [...shown, ...(winners.length > SHOWN ? ['  …'] : [])];
}

/** Everybody who was passed is shown: each of them has moved a prize on. */
function passedLines(passed: readonly Passed[]): readonly string[] {
  const byManagers = passed.filter(({ record }) => record.by === 'manager').length;
  return [
    `passed     ${passed.length}, by managers ${byManagers}`,
    ...passed.map(
      ({ place, record }) =>
        `  place ${place} of the ranking was passed over: ${record.entrant}, ${recordLine(record)}`,
    ),
  ];
}

function recordLine({ why, at, number, reason, words }: DrawRecord): string {
  const said = words === null ? 'words taken out' : JSON.stringify(words.text);
  const because = reason === null ? '' : `, ${said}`;
  return `${WORDS[why]}${because}, record ${number} of ${formatInstant(instantOf(at))}`;
}

/** What only somebody who was in the group can say, and what was said by people, not by numbers. */
function restsOn(receipt: DrawReceipt, { commitment, listHash }: Announced): readonly string[] {
  const { list, records } = receipt;
  const managers = records.filter(({ by }) => by === 'manager').length;
  return [
    ...(listHash === undefined
      ? ['whether the group saw this list hash: give it as --list, from the message in the group']
      : []),
    ...(list.beacon === null
      ? [
          'whether whoever runs the bot knew the seed: no public number was mixed in',
          ...(commitment === undefined ? ['whether the group saw this seal: --commitment'] : []),
        ]
      : [
          `whether the group saw the list hash before ${roundTime(list.beacon.round)}: compare ` +
            'with the time of that message',
        ]),
    ...(records.length > 0
      ? [
          `whether all of the ${records.length} records are true; ${managers} of them are what ` +
            'managers did',
        ]
      : []),
  ];
}

function roundTime(round: number): string {
  return formatInstant(timeOfRound(QUICKNET, round));
}

function randomnessOf(list: DrawReceipt['list'], beacon: DrawReceipt['beacon']): string {
  if (list.beacon === null || beacon === null) {
    return 'commit and reveal only (weaker: whoever runs the bot could have known the seed)';
  }
  const { round } = list.beacon;
  return `drand quicknet round ${round} of ${roundTime(round)}, signature verified`;
}
