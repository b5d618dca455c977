/**
 * What a push says while it waits, and in the message that it becomes: several as one, nobody
 * mentioned who does not want it.
 */
import type { Group, Made, Making, Member, Piece, Say } from '#kit';
import { doesNotWant } from '../../store/push-wishes.ts';
import type { WaitingPush } from '../../store/pushes.ts';
import type { Statements } from '../../store/sqlite.ts';
import type { Core } from '../../store/store.ts';
import { sayingOf } from '../sending/mail.ts';
import { mentionIn } from '../sending/mentions.ts';

/** What a push says as far as it is known. */
export type Words = Exclude<Made, string>;

/** What is to be said, with everything in it but when; or what it is to be made of. */
export function bodyOf(
  core: Core,
  { platform, platformId }: Pick<Group, 'platform' | 'platformId'>,
  words: Words | Making,
): string {
  if ('make' in words) return JSON.stringify({ do: 'make', make: words.make } satisfies Kept);
  const { line, mention = [], mentionsAll, toEach = [], choices, image, file, card } = words;
  const mentionOf = (member: Member) => mentionIn(core, { platform, member });
  return JSON.stringify(
    sayingOf({
      to: { group: platformId },
      line,
      mention: mention.map(mentionOf),
      toEach: toEach.map(({ member, line: theirs }) => [mentionOf(member), theirs]),
      mentionsAll: mentionsAll ? true : undefined,
      choices,
      image,
      file,
      card,
    }),
  );
}

/** A push with where it goes. */
export interface Addressed {
  readonly platform: string;
  readonly pushes: readonly WaitingPush[];
}

/** What the pushes say, in one message. @throws Error where a text is missing */
export function sayingTogether(
  connection: Statements,
  { platform, pushes }: Addressed,
): Omit<Say, 'to'> {
  const sayings = pushes.map((push) => {
    const saying = sayingIn(push);
    const spared = (piece: Piece) => sparing(connection, { platform, push, piece });
    return { ...saying, pieces: saying.pieces.map(spared) };
  });
  const [first] = sayings;
  if (!first) throw new Error('a push leaves without a text');
  const pieces = sayings.flatMap((saying, index) => [
    ...(index > 0 ? ['\n\n'] : []),
    ...saying.pieces,
  ]);
  return { ...first, pieces };
}

/** Whether it is nothing but text, and may be read together with others. */
export function isPlain(push: WaitingPush): boolean {
  const kept = keptIn(push);
  if (kept.do === 'make') return false;
  const { choices = [], mentionsAll, ...shown } = kept;
  const others = [shown.image, shown.file, shown.card, shown.poll];
  return choices.length === 0 && !mentionsAll && others.every((one) => one === undefined);
}

/** Whether it mentions everybody, as far as it is known. */
export function isForAll(push: WaitingPush): boolean {
  const kept = keptIn(push);
  return kept.do !== 'make' && kept.mentionsAll === true;
}

/** What it is to be made of; undefined where its words are known. */
export function makingIn(push: Pick<WaitingPush, 'body' | 'id'>): Making | undefined {
  const kept = keptIn(push);
  return kept.do === 'make' ? kept : undefined;
}

type Kept = Say | ({ readonly do: 'make' } & Making);

function keptIn({ body, id }: Pick<WaitingPush, 'body' | 'id'>): Kept {
  if (body === null) throw new Error(`push ${id} has no text`);
  return JSON.parse(body);
}

function sayingIn(push: WaitingPush): Say {
  const kept = keptIn(push);
  if (kept.do === 'make') throw new Error(`push ${push.id} is not made yet`);
  return kept;
}

interface Named {
  readonly platform: string;
  readonly push: WaitingPush;
  readonly piece: Piece;
}

/** Whoever does not want to be mentioned by it is only named. */
function sparing(connection: Statements, { platform, push, piece }: Named): Piece {
  if (typeof piece === 'string') return piece;
  const { community_id: community, feature, kind } = push;
  const whose = { community, platform, account: piece.mention, feature, kind };
  return connection.get(doesNotWant, whose) === undefined ? piece : `@${piece.name}`;
}
