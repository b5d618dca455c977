/**
 * Ordinary talk (聊天): it counts as activity, and features may hear it. Runs for nearly every
 * message.
 */
import { type Bot, type Group, type Member, type Message, markedName, type Role } from '#kit';
import { countMessage } from '../../store/activity.ts';
import type { KnownMember } from '../../store/directory.ts';
import { roleIn } from '../../store/memberships.ts';
import { notePulse } from '../../store/pulse.ts';
import type { Core } from '../../store/store.ts';
import { TalkContext } from '../context.ts';
import type { Engine } from '../engine.ts';
import type { MessageOccasion, Step } from '../occasion.ts';
import { isInTime } from './gate.ts';
import { isMarked } from './parse.ts';

interface Said {
  readonly event: Message;
  readonly occasion: MessageOccasion;
}

/**
 * Talk out of its time is counted as activity and has no other effect, as with commands; what is
 * mistyped or for another bot neither.
 */
export function talk(engine: Engine, { event, occasion }: Said, step: Step): Promise<void> | void {
  if (!occasion.group || !isInTime(occasion.at, occasion.now) || isMarked(event.text)) return;
  const { contexts, registry, settings } = engine;
  const said = { member: occasion.member, message: event.id };
  let waits: Promise<void> | undefined;
  for (const feature of registry.hearers) {
    if (!settings.isOn(occasion.community.id, feature.name)) continue;
    const hears = () =>
      feature.talked?.(new TalkContext(contexts, { feature, occasion, step }, said));
    // One after the other, as they are listed.
    waits = waits ? waits.then(hears) : hears();
  }
  return waits;
}

interface Talk {
  readonly bot: Bot;
  readonly event: Message;
  readonly group: Group;
  readonly known: KnownMember;
}

export function countTalk(
  engine: Engine,
  { bot, event, group, known }: Talk,
  { core }: Step,
): Member {
  const { calendar } = engine.settings.community(group.community);
  countMessage(core, { group: group.id, member: known.id, calendar, at: event.at });
  notePulse(core, { group: group.id, at: event.at });
  const isMarked = engine.lookAlikes.isMarked(known.id);
  return new Speaker(core, { bot, event, group, known, isMarked });
}

/** The author of a message, whose role is read when it matters, which for talk is never. */
class Speaker implements Member {
  readonly id: Member['id'];
  readonly community: Member['community'];
  readonly platform: string;
  readonly account: Member['account'];
  readonly name: Member['name'];
  readonly #core: Core;
  readonly #group: Group;

  constructor(core: Core, { bot, event, group, known, isMarked }: Talk & { isMarked: boolean }) {
    this.id = known.id;
    this.community = group.community;
    this.platform = bot.platform;
    this.account = event.from.id;
    this.name = markedName(known.name, isMarked);
    this.#core = core;
    this.#group = group;
  }

  get role(): Role {
    return roleIn(this.#core.connection, { group: this.#group.id, member: this.id });
  }
}
