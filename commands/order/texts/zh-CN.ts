/** Order in the group in simplified Chinese; the source of the other languages. */
import { phrases } from '#kit';

export const zhCN = phrases({
  name: '秩序',
  commands: {
    mute: { words: ['禁言'], usage: '@群友 [分钟]', help: '让群友安静一会儿，默认 10 分钟' },
    unmute: { words: ['解除禁言', '解禁'], usage: '@群友', help: '让群友重新说话' },
    remove: { words: ['移出', '移出群'], usage: '@群友', help: '把群友移出群' },
    recall: { words: ['撤回'], help: '引用一条消息发送，把它撤回' },
  },
  labels: {
    'audit.order.mute': '让 {member} 禁言 {minutes} 分钟',
    'audit.order.unmute': '解除了 {member} 的禁言',
    'audit.order.remove': '把 {member} 移出了群',
    'audit.order.recall': '撤回了一条消息',
  },
  texts: {
    muted: '{minutes} 分钟，{name} 先歇一会儿。',
    unmuted: '{name} 可以说话了。',
    askRemove: '要把 {name} 移出群吗？积分和记录都会留着，回来还能接着用。',
    keep: '不移出',
    confirmRemove: '确认移出',
    kept: '好，没有移出。',
    removed: '{name} 已移出群。',
    recalled: '已撤回。',
    quoteFirst: '请引用要撤回的那条消息，再发送「{word}」。',
    notBelow: '{name} 是{role}，只能管身份比自己低的人。',
    cannotMute: '这个平台上机器人不能禁言，请在平台里操作。',
    cannotRemove: '这个平台上机器人不能移人，请在平台里操作。',
    cannotRecall: '这个平台上机器人不能撤回，请在平台里操作。',
  },
});
