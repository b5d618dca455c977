/**
 * Text as UTF-8 bytes in memory, made by hand because rows are many and cells are short: a string
 * per row that is encoded in the end took 1.3 times as long for CSV and 1.6 times for XLSX.
 * It knows no format; a format tells it at which characters it must be asked.
 */

/** For each ASCII character whether `Bytes.text` stops at it. */
export type Stops = Uint8Array;

/** Three bytes for each UTF-16 unit are the most that UTF-8 takes. */
const BYTES_PER_UNIT = 3;
/** Digits, sign and exponent of the longest number. */
const NUMBER_BYTES_MAX = 25;
/** Up to here `| 0` and the like are exact, and fast. */
const INT32_MAX = 0x7fff_ffff;

const MINUS = 0x2d;
const ZERO = 0x30;
const FIRST_SURROGATE = 0xd800;
const LAST_SURROGATE = 0xdfff;
const UNIT_MAX = 0xffff;

const encoder = new TextEncoder();

/** Stops at each of the given ASCII characters. */
export function stopsAt(characters: string): Stops {
  const stops = new Uint8Array(128);
  for (const character of characters) stops[character.charCodeAt(0)] = 1;
  return stops;
}

/** `text` in UTF-8, for what is written again and again. */
export function encode(text: string): Uint8Array {
  return encoder.encode(text);
}

/** A growing run of bytes, taken away piece by piece. */
export class Bytes {
  readonly #capacity: number;
  #buffer: Uint8Array;
  #length = 0;

  /** `capacity`: bytes to hold without growing; a longer run is held, too, but costs a copy. */
  constructor(capacity: number) {
    this.#capacity = capacity;
    this.#buffer = new Uint8Array(capacity);
  }

  get length(): number {
    return this.#length;
  }

  /** Everything so far, in memory of its own; afterwards this is empty. */
  take(): Uint8Array {
    // Unlike Uint8Array.slice, Buffer.from does not fill the new memory with zeros first.
    const taken = Buffer.from(this.#buffer.subarray(0, this.#length));
    this.#length = 0;
    if (this.#buffer.length > this.#capacity) this.#buffer = new Uint8Array(this.#capacity);
    return taken;
  }

  /** Takes back all but the first `length` bytes. */
  truncate(length: number): void {
    this.#length = length;
  }

  /** Adds bytes as they are; meant for a few at a time. */
  raw(bytes: Uint8Array): void {
    this.#reserve(bytes.length);
    const buffer = this.#buffer;
    const from = this.#length;
    // For the thirty bytes that this usually is, a loop takes half as long as TypedArray.set.
    for (let i = 0; i < bytes.length; i += 1) buffer[from + i] = bytes[i] ?? 0;
    this.#length = from + bytes.length;
  }

  /** Adds once more what stands from the byte `from` up to before the byte `to`. */
  again(from: number, to: number): void {
    this.#reserve(to - from);
    const buffer = this.#buffer;
    let at = this.#length;
    for (let i = from; i < to; i += 1) buffer[at++] = buffer[i] ?? 0;
    this.#length = at;
  }

  /**
   * Adds `text`, or adds nothing and says false where the text has a character of `stops`, a lone
   * surrogate, U+FFFE or U+FFFF: what becomes of those is for the format to say.
   */
  text(text: string, stops: Stops): boolean {
    this.#reserve(text.length * BYTES_PER_UNIT);
    let at = this.#length;
    for (let i = 0; i < text.length; i += 1) {
      const unit = text.charCodeAt(i);
      const point = unit < FIRST_SURROGATE ? unit : (text.codePointAt(i) ?? unit);
      if (point < 0x80 ? stops[point] !== 0 : !isCharacter(point)) return false;
      at = this.#put(point, at);
      if (point > UNIT_MAX) i += 1;
    }
    this.#length = at;
    return true;
  }

  /** Adds `text` whatever it holds; lone surrogates become U+FFFD. Slower than `text`. */
  anyText(text: string): void {
    this.#reserve(text.length * BYTES_PER_UNIT);
    this.#length += encoder.encodeInto(text, this.#buffer.subarray(this.#length)).written;
  }

  /** Adds a number as JavaScript writes it. */
  number(value: number): void {
    const whole = Math.abs(value);
    if (Number.isInteger(value) && whole <= INT32_MAX) {
      this.#reserve(NUMBER_BYTES_MAX);
      if (value < 0) this.#buffer[this.#length++] = MINUS;
      this.digits(whole, digitCount(whole));
    } else {
      this.anyText(String(value));
    }
  }

  /** Adds the last `width` decimal digits of `value`, a whole number from 0 to 2^31 - 1. */
  digits(value: number, width: number): void {
    this.#reserve(NUMBER_BYTES_MAX);
    const buffer = this.#buffer;
    const end = this.#length + width;
    let rest = value;
    for (let at = end - 1; at >= this.#length; at -= 1) {
      const tenth = (rest / 10) | 0;
      buffer[at] = ZERO + rest - tenth * 10;
      rest = tenth;
    }
    this.#length = end;
  }

  /** Writes a code point at the byte `at` and says where the next one goes. */
  #put(point: number, at: number): number {
    const buffer = this.#buffer;
    let next = at;
    if (point < 0x80) {
      buffer[next] = point;
      return next + 1;
    }
    if (point < 0x800) {
      buffer[next++] = 0xc0 | (point >> 6);
    } else if (point <= UNIT_MAX) {
      buffer[next++] = 0xe0 | (point >> 12);
      buffer[next++] = 0x80 | ((point >> 6) & 0x3f);
    } else {
      buffer[next++] = 0xf0 | (point >> 18);
      buffer[next++] = 0x80 | ((point >> 12) & 0x3f);
      buffer[next++] = 0x80 | ((point >> 6) & 0x3f);
    }
    buffer[next++] = 0x80 | (point & 0x3f);
    return next;
  }

  #reserve(bytes: number): void {
    const needed = this.#length + bytes;
    if (needed <= this.#buffer.length) return;
    const larger = new Uint8Array(Math.max(needed, this.#buffer.length * 2));
    larger.set(this.#buffer.subarray(0, this.#length));
    this.#buffer = larger;
  }
}

/** Whether it is neither a lone surrogate nor one of the two non-characters that XML forbids. */
function isCharacter(point: number): boolean {
  return point < FIRST_SURROGATE || (point > LAST_SURROGATE && (point & 0x1ffffe) !== 0xfffe);
}

function digitCount(value: number): number {
  let count = 1;
  for (let limit = 10; value >= limit; limit *= 10) count += 1;
  return count;
}
