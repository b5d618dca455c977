import { translationOf } from '#kit';
import { zhCN } from './zh-CN.ts';

export const zhTW = translationOf(zhCN, {
  name: '標籤',
  commands: {
    give: { words: ['標籤', '貼標籤'], usage: '[@群友] [標籤]', help: '幫群友貼標籤，看誰有' },
    take: { words: ['去標籤', '拿掉標籤'], usage: '@群友 標籤', help: '拿掉群友的標籤' },
  },
  measures: { tag: ['標籤'] },
  labels: {
    tags: '標籤',
    'audit.tags.give': '幫 {member} 貼上標籤「{tag}」',
    'audit.tags.take': '拿掉 {member} 的標籤「{tag}」',
  },
  texts: {
    given: '{names} 有了標籤「{tag}」。',
    hadIt: '{names} 已經有標籤「{tag}」。',
    taken: '已拿掉 {names} 的標籤「{tag}」。',
    lackedIt: '{names} 沒有標籤「{tag}」。',
    takeUsage: '用法：去標籤 @群友 VIP',
    tooMany: '一次最多 {most} 人。',
    tooManyTags: '最多 {most} 種標籤，先拿掉用不到的。',
    none: '還沒有標籤。這樣貼：標籤 @群友 VIP',
    all: '{n} 種標籤：',
    tagRow: '{tag}：{members} 人',
    wears: '{name} 的標籤：{tags}',
    wearsNone: '{name} 還沒有標籤。這樣打：標籤 @群友 VIP',
    nobody: '沒有人有標籤「{tag}」。這樣貼：標籤 @群友 VIP',
    holders: '{members} 人有標籤「{tag}」：{names}',
    more: '下一頁：標籤 {tag} {page}',
    noSuchPage: '沒有第 {page} 頁。第 1 頁：標籤 {tag}',
    comma: '、',
    tagsGoAlong: '標籤跟著走。',
    tagsStay: '標籤留在原來的社群。',
  },
});
