/** Festivals as people call them: «除夕», «中秋», «母亲节», «Thanksgiving». */
import type { DayPattern } from './day-pattern.ts';

/** By their names in the almanac; traditional script, short names and English beside them. */
const FESTIVALS: readonly (readonly [RegExp, string])[] = [
  [/^(?:除夕夜?|大年三十|年三十|new year'?s eve \(lunar\)|lunar new year'?s eve)/i, '除夕'],
  [/^(?:春节|春節|大年初一|lunar new year|spring festival|chinese new year)/i, '春节'],
  [/^(?:元宵[节節]?|lantern festival)/i, '元宵节'],
  [/^(?:清明[节節]?|qingming)/i, '清明节'],
  [/^(?:端午[节節]?|dragon boat(?: festival)?)/i, '端午节'],
  [/^(?:七夕[节節]?|qixi)/i, '七夕节'],
  [/^(?:中元[节節]?)/, '中元节'],
  [/^(?:中秋[节節]?|mid-?autumn(?: festival)?)/i, '中秋节'],
  [/^(?:重阳节?|重陽節?|double ninth)/i, '重阳节'],
  [/^(?:冬至[节節]?)/, '冬至节'],
  [/^(?:腊八节?|臘八節?)/, '腊八节'],
  [/^(?:元旦|new year'?s day)/i, '元旦'],
  [/^(?:妇女节|婦女節|三八节?|women'?s day)/i, '妇女节'],
  [/^(?:劳动节|勞動節|五一节?|labou?r day)/i, '劳动节'],
  [/^(?:青年节|青年節|五四)/, '青年节'],
  [/^(?:儿童节|兒童節|六一节?|children'?s day)/i, '儿童节'],
  [/^(?:教师节|教師節|teachers'? day)/i, '教师节'],
  [/^(?:国庆节?|國慶節?|national day)/i, '国庆节'],
  [/^(?:母亲节|母親節|妈妈节|媽媽節|mother'?s'? day)/i, '母亲节'],
  [/^(?:父亲节|爸爸节|father'?s'? day)/i, '父亲节'],
  [/^(?:感恩节|感恩節|thanksgiving(?: day)?)/i, '感恩节'],
];

export const FESTIVAL_DAYS: readonly DayPattern[] = FESTIVALS.map(([pattern, name]) => [
  new RegExp(`${pattern.source}(?:当天|當天|那天)?`, pattern.flags),
  () => ({ days: { on: 'festival', name } }),
]);
