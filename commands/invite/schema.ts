/** The tables of invitations (邀请): an append-only list of steps; a released one is never edited. */
import type { SchemaStep } from '#kit';

const invitations = `
  -- Codes by which newcomers say who invited them; a member who was merged may have several.
  create table invite_codes (
    code text primary key,
    community_id integer not null,
    member_id integer not null references members (id),
    -- When it was asked for last.
    at integer not null
  ) strict, without rowid;
  create index invite_codes_by_member on invite_codes (member_id, at);
  create index invite_codes_by_community on invite_codes (community_id, at);

  -- Links that a platform was asked for; without a link while it has not answered.
  create table invite_links (
    group_id integer not null,
    code text not null,
    link text,
    asked_at integer not null,
    primary key (group_id, code)
  ) strict, without rowid;

  -- One row per newcomer, for ever: whoever was invited once is never paid for a second time.
  create table invite_invitations (
    id integer primary key,
    community_id integer not null,
    group_id integer not null,
    invitee_id integer not null unique references members (id),
    inviter_id integer not null references members (id),
    -- How it is known: by the bot's own link, by the platform, or by the newcomer's word.
    how text not null check (how in ('link', 'platform', 'code')),
    state text not null check (state in ('pending', 'valid', 'left', 'rejected', 'held')),
    -- Why it is held, rejected or left; nothing otherwise.
    reason text check ((reason is null) = (state in ('pending', 'valid'))),
    joined_at integer not null,
    -- The community's local day of joined_at.
    day text not null,
    -- When it came into its state.
    since integer not null,
    -- 2 for a newcomer who left and was back soon, or may not begin again.
    round integer not null default 1,
    -- 1: somebody has looked at it and found it honest.
    is_cleared integer not null default 0,
    -- Who else was named as the inviter.
    rival_id integer,
    campaign integer,
    -- What was paid and stands, and the entry that paid it.
    points integer not null default 0,
    seq integer,
    -- 1: the inviter has been told that it counts.
    is_told integer not null default 0,
    -- Free words of the inviter who does not agree, until somebody has decided.
    appeal text
  ) strict;
  create index invite_invitations_by_inviter on invite_invitations (inviter_id, joined_at);
  -- For figures of all time, and of a few members of a large community.
  create index invite_invitations_by_state
    on invite_invitations (community_id, inviter_id, state);
  create index invite_invitations_by_day on invite_invitations (community_id, day);
  create index invite_invitations_by_campaign on invite_invitations (community_id, campaign)
    where campaign is not null;
  create index invite_invitations_to_review on invite_invitations (community_id, id)
    where state = 'held' or appeal is not null;
  create index invite_invitations_to_take_back on invite_invitations (community_id, id)
    where seq is not null and state <> 'valid';

  -- A few messages of each day on which a newcomer spoke, until the invitation counts: a message
  -- that is recalled has not been said.
  create table invite_talk (
    group_id integer not null,
    message text not null,
    invitation_id integer not null,
    day text not null,
    primary key (group_id, message)
  ) strict, without rowid;
  create index invite_talk_by_day on invite_talk (invitation_id, day);

  -- Tiers (3, 5, 10 friends) that were reached; one that is lost again can be reached anew.
  create table invite_tiers (
    member_id integer not null references members (id),
    friends integer not null,
    round integer not null,
    at integer not null,
    points integer not null,
    prize text,
    seq integer,
    is_lost integer not null default 0,
    primary key (member_id, friends, round)
  ) strict, without rowid;

  create table invite_campaigns (
    community_id integer not null,
    number integer not null,
    title text not null,
    starts_at integer not null,
    -- The first moment that does not belong to it any more.
    ends_at integer not null,
    -- Points that may be paid in all.
    budget integer not null,
    reward integer not null,
    operator_id integer not null,
    primary key (community_id, number)
  ) strict, without rowid;
`;

export const schema: readonly SchemaStep[] = [{ name: 'invitations', sql: invitations }];
