/** Slots in texts (填空) for one occasion: which are known, and what each says now. */
import { type FilledText, LANGUAGES, slotsIn, withSlots } from '#kit';
import type { Occasion, Step } from '../occasion.ts';
import type { KnownSlot } from '../registry.ts';
import type { BoardParts } from './boards.ts';

interface Meant {
  readonly known: KnownSlot;
  /** What stands behind the name. */
  readonly about: string;
}

export class TextSlots {
  readonly #parts: BoardParts;
  readonly #occasion: Occasion;
  readonly #step: Step;

  constructor(parts: BoardParts, occasion: Occasion, step: Step) {
    this.#parts = parts;
    this.#occasion = occasion;
    this.#step = step;
  }

  /** Of features that are on, as they are written. */
  titles(): readonly string[] {
    const { language } = this.#occasion;
    return this.#on().map(({ feature, key }) => {
      const [title = key] = feature.phrases[language].slots?.[key] ?? [];
      return `{${title}}`;
    });
  }

  async fill(text: string): Promise<FilledText> {
    const values = new Map<string, string>();
    const unfilled: string[] = [];
    for (const { written, inside } of slotsIn(text)) {
      const value = await this.#valueOf(inside);
      if (value === undefined) unfilled.push(written);
      else values.set(written, value);
    }
    return { text: withSlots(text, values), unfilled };
  }

  async #valueOf(inside: string): Promise<string | undefined> {
    const meant = this.#meant(inside);
    if (!meant) return undefined;
    const { feature, slot } = meant.known;
    const context = this.#parts.contexts().for(feature, this.#occasion, this.#step);
    const value = await slot.value(context, meant.about);
    return value === undefined ? undefined : String(value);
  }

  /** The longest name at the beginning: «距离春节» and «距离 春节» are one. */
  #meant(inside: string): Meant | undefined {
    const { registry } = this.#parts;
    const wanted = registry.fold(inside);
    const fitting = this.#on().flatMap((known) =>
      namesOf(known)
        .map((name) => registry.fold(name))
        .filter((name) => wanted.startsWith(name))
        .map((name) => ({ known, length: name.length })),
    );
    const [best] = fitting.sort((one, other) => other.length - one.length);
    if (!best) return undefined;
    // As it was typed, for folding may have changed its script; length is kept by both.
    const about = inside.slice(best.length).replace(/^[\s:：]+/u, '');
    return { known: best.known, about: about.trim() };
  }

  #on(): readonly KnownSlot[] {
    const { registry, settings } = this.#parts;
    const { id } = this.#occasion.community;
    return registry.slots().filter(({ feature }) => settings.isOn(id, feature.name));
  }
}

function namesOf({ feature, key }: KnownSlot): readonly string[] {
  return LANGUAGES.flatMap((language) => feature.phrases[language].slots?.[key] ?? []);
}
