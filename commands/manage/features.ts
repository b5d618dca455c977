/** Features (功能): which are on in this community, and switching them. */
import { type Commanding, type FeatureInfo, lines } from '#kit';
import type { Base } from './base.ts';

type Switching = Commanding<Base, { feature: FeatureInfo }>;

export async function features({ house, say, text }: Commanding<Base>): Promise<void> {
  const all = house.features();
  const word = house.command('disable')?.words[0];
  const other = all.find(({ isEssential }) => !isEssential);
  return say(
    lines(
      text('featuresTitle', { on: all.filter(({ isOn }) => isOn).length }),
      ...all.map(({ title, name, isOn }) =>
        text(isOn ? 'featureOn' : 'featureOff', { title, name }),
      ),
      word && other ? text('switchHint', { word, title: other.title }) : undefined,
    ),
  );
}

export async function switchOn({ args, house, say, text }: Switching): Promise<void> {
  const { name, title, isOn } = args.feature;
  if (isOn) return say(text('alreadyOn', { title }));
  await house.setSetting(`${name}.on`, 'true');
  return say(text('switchedOn', { title }));
}

export async function switchOff({ args, house, say, text }: Switching): Promise<void> {
  const { name, title, isOn, isEssential } = args.feature;
  if (isEssential) return say(text('mustStayOn', { title }));
  if (!isOn) return say(text('alreadyOff', { title }));
  await house.setSetting(`${name}.on`, 'false');
  return say(text('switchedOff', { title }));
}
