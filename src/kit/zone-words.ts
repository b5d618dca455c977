/** What people call the clock of a zone: «北京时间», not «Asia/Shanghai». */
import type { Language } from './phrases.ts';
import type { Zone } from './zone.ts';

type Named = Readonly<Record<Language, string>>;

const BEIJING = { 'zh-CN': '北京时间', 'zh-TW': '北京時間', en: 'Beijing time' };
const TAIPEI = { 'zh-CN': '台北时间', 'zh-TW': '台北時間', en: 'Taipei time' };

/** `Intl` has only the words of an office for these: «中国标准时间». */
const OWN: Readonly<Record<string, Named>> = {
  'asia/shanghai': BEIJING,
  'asia/chongqing': BEIJING,
  'asia/chungking': BEIJING,
  'asia/harbin': BEIJING,
  prc: BEIJING,
  'asia/taipei': TAIPEI,
  roc: TAIPEI,
};

/** The clock of a zone in words; of a zone without a name how far it is from UTC: «GMT+8». */
export function showZone(zone: Zone, language: Language): string {
  const name = zone.toLowerCase();
  const own = Object.hasOwn(OWN, name) ? OWN[name] : undefined;
  return own?.[language] ?? inIntl(zone, language);
}

function inIntl(zone: Zone, language: Language): string {
  const format = new Intl.DateTimeFormat(language, { timeZone: zone, timeZoneName: 'longGeneric' });
  const name = format.formatToParts(0).find(({ type }) => type === 'timeZoneName');
  return name?.value ?? zone;
}
