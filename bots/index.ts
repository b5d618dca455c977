/** The chat platforms that are built in; what is heavy in them loads with an account. */
import type { Platform } from '#kit';
import { qq } from './qq/index.ts';
import { telegram } from './telegram/index.ts';
import { wechat } from './wechat/index.ts';

export const platforms: readonly Platform[] = [telegram, qq, wechat];
