/** SQL of which bot account hears a group or a person, and therefore speaks there. */
import { sql } from 'kysely';
import { type CommunityId, type Given, type GroupId, type PlatformId, read, write } from '#kit';
import { core, type SendState } from './tables.ts';

export const botOfGroup = read((p: Given<{ group: GroupId }>) =>
  core.selectFrom('groups').select('bot').where('id', '=', p.group),
);

/** This account hears the group, so one is there. */
export const setBotOfGroup = write((p: Given<{ group: GroupId; bot: string }>) =>
  core
    .updateTable('groups')
    .set({ bot: p.bot, bot_left_at: null, away_told: null })
    .where('id', '=', p.group),
);

interface Person {
  platform: string;
  id: PlatformId;
}

export const setBotOfPerson = write((p: Given<Person & { bot: string }>) =>
  core
    .updateTable('accounts')
    .set({ bot: p.bot })
    .where('platform', '=', p.platform)
    .where('platform_id', '=', p.id)
    .where(sql<boolean>`bot is not ${p.bot}`),
);

interface Handover {
  group: GroupId;
  bot: string;
}

/** Only the account that sent a poll can end it. */
const isForAny = sql<boolean>`json_extract(body, '$.do') <> 'closePoll'`;

/** What waits for a group leaves by the account that serves it now. */
export const handOverLetters = write((p: Given<Handover>) =>
  core
    .updateTable('outbox')
    .set({ bot: p.bot })
    .where(sql<boolean>`state in ('planned', 'sending')`)
    .where(isForAny)
    .where('lane', '=', sql<string>`(select 'g:' || platform_id from groups where id = ${p.group})`)
    .where('platform', '=', sql<string>`(select platform from groups where id = ${p.group})`),
);

export const botsOfCommunity = read((p: Given<{ community: CommunityId }>) =>
  core.selectFrom('groups').select('bot').distinct().where('community_id', '=', p.community),
);

/** The bot accounts of a platform that have served anybody, or still have something to do. */
export const botsOf = read((p: Given<{ platform: string }>) =>
  core
    .selectFrom('groups')
    .select('bot')
    .where('platform', '=', p.platform)
    .union(core.selectFrom('accounts').select('bot').where('platform', '=', p.platform))
    .union(core.selectFrom('platform_polls').select('bot').where('platform', '=', p.platform))
    .union(
      core
        .selectFrom('outbox')
        .select('bot')
        .where('platform', '=', p.platform)
        .where(sql<boolean>`state in ('planned', 'sending')`),
    ),
);

interface Replacement {
  platform: string;
  gone: string;
  by: string | null;
}

/** An account that is not configured any more is followed by another one, or by whoever comes. */
export const replaceInGroups = write((p: Given<Replacement>) =>
  core
    .updateTable('groups')
    .set({ bot: p.by })
    .where('platform', '=', p.platform)
    .where('bot', '=', p.gone),
);

export const replaceInAccounts = write((p: Given<Replacement>) =>
  core
    .updateTable('accounts')
    .set({ bot: p.by })
    .where('platform', '=', p.platform)
    .where('bot', '=', p.gone),
);

export const replaceInOutbox = write((p: Given<Replacement & { by: string }>) =>
  core
    .updateTable('outbox')
    .set({ bot: p.by })
    .where('platform', '=', p.platform)
    .where('bot', '=', p.gone)
    .where(isForAny)
    .where(sql<boolean>`state in ('planned', 'sending')`),
);

/** Gives up what only an account that is gone could have done. */
export const giveUp = write((p: Given<{ platform: string; gone: string }>) =>
  core
    .updateTable('outbox')
    .set({
      state: sql.lit<SendState>('refused'),
      why: 'the bot account that sent the poll is gone',
      body: null,
    })
    .where('platform', '=', p.platform)
    .where('bot', '=', p.gone)
    .where(sql<boolean>`state in ('planned', 'sending')`)
    .where(sql<boolean>`json_extract(body, '$.do') = 'closePoll'`),
);
