/** Order in the group in traditional Chinese as written in Taiwan. */
import { translationOf } from '#kit';
import { zhCN } from './zh-CN.ts';

export const zhTW = translationOf(zhCN, {
  name: '秩序',
  commands: {
    mute: { words: ['禁言'], usage: '@群友 [分鐘]', help: '讓群友安靜一下，預設 10 分鐘' },
    unmute: { words: ['解除禁言', '解禁'], usage: '@群友', help: '讓群友重新說話' },
    remove: { words: ['移出', '移出群'], usage: '@群友', help: '把群友移出群' },
    recall: { words: ['收回'], help: '引用一則訊息傳送，把它收回' },
  },
  labels: {
    'audit.order.mute': '讓 {member} 禁言 {minutes} 分鐘',
    'audit.order.unmute': '解除了 {member} 的禁言',
    'audit.order.remove': '把 {member} 移出了群',
    'audit.order.recall': '收回了一則訊息',
  },
  texts: {
    muted: '{minutes} 分鐘，{name} 先歇一下。',
    unmuted: '{name} 可以說話了。',
    askRemove: '要把 {name} 移出群嗎？點數和紀錄都會留著，回來還能接著用。',
    keep: '不移出',
    confirmRemove: '確認移出',
    kept: '好，沒有移出。',
    removed: '{name} 已移出群。',
    recalled: '已收回。',
    quoteFirst: '請引用要收回的那則訊息，再傳送「{word}」。',
    notBelow: '{name} 是{role}，只能管身分比自己低的人。',
    cannotMute: '這個平台上機器人不能禁言，請在平台裡操作。',
    cannotRemove: '這個平台上機器人不能移人，請在平台裡操作。',
    cannotRecall: '這個平台上機器人不能收回，請在平台裡操作。',
  },
});
