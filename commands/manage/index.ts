/** Managing (管理) from the chat: settings, features, roles, and what was done with them. */
import { arg, defineFeature } from '#kit';
import { acts } from './acts.ts';
import { wantedActs } from './acts-wanted.ts';
import { base } from './base.ts';
import { features, switchOff, switchOn } from './features.ts';
import { appoint, dismiss, parseGivenRole, staff } from './roles.ts';
import { settings } from './settings.ts';
import { featureArg, wanted } from './wanted.ts';
import { chooseSetting } from './which-setting.ts';

export const manage = defineFeature({
  ...base,
  isEssential: true,
  commands: {
    settings: { role: 'manager', args: { wanted: arg.optional(wanted) }, handle: settings },
    features: { role: 'manager', handle: features },
    switchOn: { role: 'manager', args: { feature: featureArg }, handle: switchOn },
    switchOff: { role: 'manager', args: { feature: featureArg }, handle: switchOff },
    appoint: {
      role: 'admin',
      args: { who: arg.member(), role: arg.choice(parseGivenRole) },
      handle: appoint,
    },
    dismiss: { role: 'admin', args: { who: arg.member('anybody') }, handle: dismiss },
    staff: { role: 'manager', handle: staff },
    acts: { role: 'manager', args: { wanted: wantedActs }, handle: acts },
  },
  dialogues: { whichSetting: { answer: chooseSetting } },
});
