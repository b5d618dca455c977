/** The built-in features, in the order in which help and profile show them. */
import type { Feature } from '#kit';
import { checkin } from './checkin/index.ts';

export const features: readonly Feature[] = [checkin];
