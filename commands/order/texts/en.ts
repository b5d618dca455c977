/** Order in the group in English. */
import { translationOf } from '#kit';
import { zhCN } from './zh-CN.ts';

export const en = translationOf(zhCN, {
  name: 'Order',
  commands: {
    mute: {
      words: ['mute'],
      usage: '@member [minutes]',
      help: 'quiet a member, for 10 min if not said',
    },
    unmute: { words: ['unmute'], usage: '@member', help: 'let a member speak again' },
    remove: { words: ['remove'], usage: '@member', help: 'put a member out of the group' },
    recall: { words: ['recall'], help: 'sent as a reply: take that message back' },
  },
  labels: {
    'audit.order.mute': 'muted {member} for {minutes} min',
    'audit.order.unmute': 'let {member} speak again',
    'audit.order.remove': 'removed {member} from the group',
    'audit.order.recall': 'took a message back',
  },
  texts: {
    muted: '{minutes} min of quiet for {name}.',
    unmuted: '{name} can speak again.',
    askRemove: 'Remove {name} from the group? Points and records stay, for whenever they return.',
    keep: 'Keep them',
    confirmRemove: 'Remove them',
    kept: 'Fine, nobody was removed.',
    removed: '{name} is out of the group.',
    recalled: 'Taken back.',
    quoteFirst: 'Reply to the message that is to go, with “{word}”.',
    notBelow: '{name} is {role}: you can only do this to a role below yours.',
    cannotMute: 'The bot cannot mute on this platform; please do it there.',
    cannotRemove: 'The bot cannot remove anybody on this platform; please do it there.',
    cannotRecall: 'The bot cannot take messages back on this platform; please do it there.',
  },
});
