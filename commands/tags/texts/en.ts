import { translationOf } from '#kit';
import { zhCN } from './zh-CN.ts';

export const en = translationOf(zhCN, {
  name: 'Tags',
  commands: {
    give: {
      words: ['tag', 'tags'],
      usage: '[@member] [tag]',
      help: 'tag members, see who has a tag',
    },
    take: { words: ['untag'], usage: '@member tag', help: "take a member's tag" },
  },
  measures: { tag: ['tag'] },
  labels: {
    tags: 'tags',
    'audit.tags.give': 'tag “{tag}” given to {member}',
    'audit.tags.take': 'tag “{tag}” taken from {member}',
  },
  texts: {
    given: 'Tagged “{tag}”: {names}.',
    hadIt: 'Had the tag “{tag}” before: {names}.',
    taken: 'Tag “{tag}” taken from {names}.',
    lackedIt: 'Without the tag “{tag}”: {names}.',
    takeUsage: 'Usage: untag @member VIP',
    tooMany: 'At most {most} at once.',
    tooManyTags: 'There can be {most} tags; take away one that is not needed.',
    none: 'There are no tags yet. Give one like this: tag @member VIP',
    all: { one: '{n} tag:', other: '{n} tags:' },
    tagRow: '{tag}: {members}',
    wears: '{name} is tagged: {tags}',
    wearsNone: '{name} has no tags. To give one: tag @member VIP',
    nobody: 'Nobody has the tag “{tag}”. Give it like this: tag @member VIP',
    holders: '{members} with the tag “{tag}”: {names}',
    more: 'Next page: tag {tag} {page}',
    noSuchPage: 'There is no page {page}. The first one: tag {tag}',
    comma: ', ',
    tagsGoAlong: 'Tags come along.',
    tagsStay: 'Tags stay with the old community.',
  },
});
