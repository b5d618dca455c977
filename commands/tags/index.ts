/** Tags (标签): words that managers put on members, which conditions of other features ask for. */
import { defineFeature } from '#kit';
import { adopting } from './adopting.ts';
import { base } from './base.ts';
import { tagged, tagMeasure } from './figures.ts';
import { giveOrList, take } from './give.ts';
import { merging } from './merging.ts';
import { personal } from './personal.ts';
import { schema } from './schema.ts';
import { tagging } from './typed.ts';

export const tags = defineFeature({
  ...base,
  schema,
  commands: {
    give: { role: 'manager', place: 'group', args: { wanted: tagging }, handle: giveOrList },
    take: { role: 'manager', place: 'group', args: { wanted: tagging }, handle: take },
  },
  measures: { tag: tagMeasure },
  exports: { tags: tagged },
  personal,
  merging,
  adopting,
});
