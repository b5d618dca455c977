/** What the house does for itself once a day: it drops what is over, and scrubs what was erased. */
import { days, hours, instantOf, type MinuteOfDay, parseMinuteOfDay, type Zone } from '#kit';
import { pruneDialogues } from '../../store/dialogues.ts';
import { forgetDigests } from '../../store/doubtful.ts';
import { pruneDowntimeGroups, pruneDowntimes } from '../../store/downtimes.ts';
import { pruneLatePresses } from '../../store/late-presses.ts';
import { pruneLinks } from '../../store/links.ts';
import { pruneSettled } from '../../store/outbox.ts';
import { prunePulse } from '../../store/pulse.ts';
import type { Dialogues } from '../asking/dialogue.ts';
import type { Chore } from '../due-work.ts';

/** How long it is kept what was sent and how it ended. Texts are not kept at all. */
const KEEP_SENDS = days(30);
/** Whatever is in doubt is looked for as long as a day. */
const KEEP_DIGESTS = hours(48);
/** Whoever presses a choice within this time still hears that it came too late. */
const KEEP_DIALOGUES = hours(24);
/** Whoever comes back to an old question's buttons later than this is told once more. */
const KEEP_LATE_PRESSES = days(30);
/** What followed a push is counted after an hour. */
const KEEP_PULSE = hours(24);
/** Nobody asks for what was made good longer ago. */
const KEEP_DOWNTIMES = days(90);
/** The quietest hour in most groups. */
const QUIET: MinuteOfDay | undefined = parseMinuteOfDay('04:00');

/** @param memory what is remembered of open questions, to be read anew after some were dropped */
export function upkeep(zone: Zone, memory: Pick<Dialogues, 'forget'>): readonly Chore[] {
  if (QUIET === undefined) return [];
  return [
    {
      name: 'prune',
      at: QUIET,
      zone,
      run: ({ connection, lettersChanged }, now) => {
        const old = (span: number) => instantOf(Math.max(0, now - span));
        connection.run(pruneSettled, { before: old(KEEP_SENDS) });
        connection.run(forgetDigests, { before: old(KEEP_DIGESTS) });
        // When the newest are dropped, their numbers are given anew.
        lettersChanged();
        connection.run(pruneDialogues, { before: old(KEEP_DIALOGUES) });
        connection.run(pruneLatePresses, { before: old(KEEP_LATE_PRESSES) });
        prunePulse(connection, old(KEEP_PULSE));
        connection.run(pruneDowntimeGroups, { before: old(KEEP_DOWNTIMES) });
        connection.run(pruneDowntimes, { before: old(KEEP_DOWNTIMES) });
        memory.forget();
        pruneLinks(connection, now);
      },
    },
    { name: 'scrub', at: QUIET, zone, run: ({ scrub }) => scrub.atNight() },
  ];
}
