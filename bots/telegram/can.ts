/** What Telegram carries, and how fast; each bound with its source. */
import { type Capabilities, minutes, seconds } from '#kit';

export const can: Capabilities = {
  // core.telegram.org/bots/api, sendMessage: 1-4096 characters after entities parsing.
  longestText: 4_096,
  // The same page, sendPhoto and sendDocument: caption, 0-1024 characters.
  longestCaption: 1_024,
  mention: true,
  mentionAll: false,
  quote: true,
  buttons: true,
  // The same page, sendPoll: 2-12 options of 1-100 characters, question of 1-300.
  polls: { mostChoices: 12, longestTitle: 300, longestChoice: 100 },
  images: true,
  files: true,
  // A text link with a preview below: the same page, LinkPreviewOptions.
  cards: true,
  // The same page, getFile: up to 20 MB.
  largestFetched: 20_000_000,
  // Supergroups in which the bot is an admin with can_restrict_members.
  mute: true,
  remove: true,
  // deleteMessage: others' too with can_delete_messages, within 48 hours.
  recall: 'others',
  inviteLinks: true,
  // chat_member comes to admins only; elsewhere those who were added by hand are told.
  inviter: 'yes',
  // There is no such method: only the admins and a count.
  memberList: false,
  stableIds: true,
  // core.telegram.org/bots/faq: a bot may post into a group that it is in.
  speaksFirst: true,
  patience: minutes(10),
  pace: {
    limits: [
      // core.telegram.org/bots/faq: «avoid sending more than one message per second».
      { scope: 'chat', most: 1, per: seconds(1) },
      // The same page: 20 messages a minute to one group; two stay free for what is urgent.
      { scope: 'group', most: 18, per: minutes(1) },
      // The same page: about 30 messages a second; the real limit floats.
      { scope: 'account', most: 25, per: seconds(1) },
    ],
  },
};
