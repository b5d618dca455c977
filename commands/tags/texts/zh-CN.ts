/** Tags in simplified Chinese; the source of the other languages. */
import { phrases } from '#kit';

export const zhCN = phrases({
  name: '标签',
  commands: {
    give: { words: ['标签', '打标签'], usage: '[@群友] [标签]', help: '给群友打标签，看谁有' },
    take: { words: ['去标签', '去掉标签'], usage: '@群友 标签', help: '去掉群友的标签' },
  },
  measures: { tag: ['标签'] },
  labels: {
    tags: '标签',
    'audit.tags.give': '给 {member} 打上标签「{tag}」',
    'audit.tags.take': '去掉 {member} 的标签「{tag}」',
  },
  texts: {
    given: '{names} 有了标签「{tag}」。',
    hadIt: '{names} 已经有标签「{tag}」。',
    taken: '已去掉 {names} 的标签「{tag}」。',
    lackedIt: '{names} 没有标签「{tag}」。',
    takeUsage: '用法：去标签 @群友 VIP',
    tooMany: '一次最多 {most} 人。',
    tooManyTags: '最多 {most} 种标签，先去掉不用的。',
    none: '还没有标签。这样打：标签 @群友 VIP',
    all: '{n} 种标签：',
    tagRow: '{tag}：{members} 人',
    wears: '{name} 的标签：{tags}',
    wearsNone: '{name} 还没有标签。这样打：标签 @群友 VIP',
    nobody: '没有人有标签「{tag}」。这样打：标签 @群友 VIP',
    holders: '{members} 人有标签「{tag}」：{names}',
    more: '下一页：标签 {tag} {page}',
    noSuchPage: '没有第 {page} 页。第 1 页：标签 {tag}',
    comma: '、',
    tagsGoAlong: '标签跟着走。',
    tagsStay: '标签留在原来的社群。',
  },
});
