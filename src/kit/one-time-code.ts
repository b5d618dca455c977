/**
 * Codes that are good once (关联码, 社群码): 40 bits as eight letters and digits that cannot be
 * mistaken for each other (Crockford's base 32), such as `7K3M-9QXT`.
 */
const ALPHABET = '0123456789ABCDEFGHJKMNPQRSTVWXYZ';
const BITS_PER_SYMBOL = 5;
const SYMBOLS = 8;
const GROUP = SYMBOLS / 2;

/** Bytes that a code is made from. */
export const CODE_BYTES = (SYMBOLS * BITS_PER_SYMBOL) / 8;

/** @param bytes {@link CODE_BYTES} of them, which nobody can guess */
export function codeFrom(bytes: Uint8Array): string {
  const bits = [...bytes].map((byte) => byte.toString(2).padStart(8, '0')).join('');
  const symbols = Array.from({ length: SYMBOLS }, (_, index) => {
    const at = index * BITS_PER_SYMBOL;
    return ALPHABET.charAt(Number.parseInt(bits.slice(at, at + BITS_PER_SYMBOL), 2));
  });
  return `${symbols.slice(0, GROUP).join('')}-${symbols.slice(GROUP).join('')}`;
}

/** Reads a code as people type it. @returns undefined for what cannot be one */
export function parseCode(typed: string): string | undefined {
  const plain = typed
    .normalize('NFKC')
    .toUpperCase()
    .replace(/[\s_\p{Dash_Punctuation}]/gu, '')
    .replaceAll('O', '0')
    .replace(/[IL]/g, '1');
  if (plain.length !== SYMBOLS || [...plain].some((one) => !ALPHABET.includes(one))) {
    return undefined;
  }
  return `${plain.slice(0, GROUP)}-${plain.slice(GROUP)}`;
}
