/**
 * Settings with several values as people write them: a list of pairs `7=20 30=100`, a list of words
 * `a, b`, and named parts `price=20 perMonth=3`. Reads them by the feature's own schema, which
 * decides afterwards whether they are allowed.
 */
import * as z from 'zod';

const YES = new Set(['开', '開', '是', 'on', 'yes', 'true']);
const NO = new Set(['关', '關', '否', 'off', 'no', 'false']);

type Shape = Readonly<Record<string, z.core.$ZodType>>;

/**
 * @returns a list or named parts where the setting wants them; otherwise the text itself, and also
 * where it cannot be taken apart
 */
export function readWords(type: z.core.$ZodType, typed: string): unknown {
  const wanted = bare(type);
  if (wanted instanceof z.ZodArray) return listIn(bare(wanted.element), typed);
  return wanted instanceof z.ZodObject ? namedIn(wanted.shape, typed) : typed;
}

/** The parts of a setting that has such, by name; none of any other. */
export function namedParts(type: z.core.$ZodType): readonly [string, z.core.$ZodType][] {
  const wanted = bare(type);
  const shape: Shape = wanted instanceof z.ZodObject ? wanted.shape : {};
  return Object.entries(shape);
}

/** The words of which a setting is one; none of any other. */
export function optionsOf(type: z.core.$ZodType): readonly string[] {
  const wanted = bare(type);
  return wanted instanceof z.ZodEnum ? wanted.options.map(String) : [];
}

/** What an example of a list without any default may look like: its fields' names, as a pair. */
export function sampleOf(type: z.core.$ZodType): unknown {
  const wanted = bare(type);
  const element = wanted instanceof z.ZodArray ? bare(wanted.element) : undefined;
  if (!(element instanceof z.ZodObject)) return undefined;
  return [Object.fromEntries(Object.keys(element.shape).map((field) => [field, field]))];
}

/** A schema without its default and without what it does to a value before it reads it. */
function bare(type: z.core.$ZodType): z.core.$ZodType {
  const isWrapped =
    type instanceof z.ZodDefault || type instanceof z.ZodPrefault || type instanceof z.ZodOptional;
  if (isWrapped) return bare(type.unwrap());
  return type instanceof z.ZodPipe ? bare(type.out) : type;
}

function listIn(element: z.core.$ZodType, typed: string): unknown {
  if (!(element instanceof z.ZodObject)) {
    return partsOf(typed).map((part) => scalarIn(element, part));
  }
  const shape: Shape = element.shape;
  return partsOf(withoutUnits(shape, typed)).map((part) => rowIn(shape, part));
}

/** `7=20+1`: the fields in the order of the schema; those left out at the end take its defaults. */
function rowIn(shape: Shape, part: string): unknown {
  const [first = '', others, more] = part.split('=');
  const values = [first, ...(others?.split('+') ?? [])];
  const fields = Object.entries(shape);
  if (others === undefined || more !== undefined || values.length > fields.length) return part;
  return Object.fromEntries(
    fields.slice(0, values.length).map(([field, type], index) => {
      return [field, scalarIn(bare(type), values[index] ?? '')];
    }),
  );
}

function namedIn(shape: Shape, typed: string): unknown {
  const pairs = partsOf(typed).map((part) => part.split('='));
  if (pairs.length === 0 || pairs.some(({ length }) => length !== 2)) return typed;
  return Object.fromEntries(
    pairs.map(([name = '', value = '']) => {
      const type = Object.hasOwn(shape, name) ? shape[name] : undefined;
      return [name, type ? scalarIn(bare(type), value) : value];
    }),
  );
}

/** `7 天=20` says no more than `7=20`, where only numbers are wanted. */
function withoutUnits(shape: Shape, typed: string): string {
  const isNumeric = Object.values(shape).every((type) => bare(type) instanceof z.ZodNumber);
  return isNumeric ? typed.replace(/(?<=\p{N})\s*\p{L}+/gu, '') : typed;
}

/** Commas of any width, and blanks, stand between parts; around `=` and `+` they do not count. */
function partsOf(typed: string): readonly string[] {
  const plain = typed.normalize('NFKC').replace(/\s+/gu, ' ');
  const tight = plain.replace(/ ?([=+]) ?/gu, '$1');
  return tight.split(/[\s,、;]+/u).filter((part) => part !== '');
}

function scalarIn(type: z.core.$ZodType, typed: string): unknown {
  const word = typed.toLowerCase();
  if (type instanceof z.ZodBoolean && YES.has(word)) return true;
  if (type instanceof z.ZodBoolean && NO.has(word)) return false;
  return type instanceof z.ZodNumber && /^-?\d+(?:\.\d+)?$/.test(typed) ? Number(typed) : typed;
}
