/**
 * Messages that an implementation sends as one string with codes in it, taken apart. It splits
 * first and takes the escapes away after: the other way round, whoever types `[CQ:at,qq=all]` would
 * make a code. Nothing of ours is ever written in this form.
 */

/** A part of a message, in the array form. */
export interface Segment {
  readonly type: string;
  readonly data: {
    readonly text?: string | undefined;
    readonly qq?: string | number | undefined;
    readonly id?: string | number | undefined;
    readonly name?: string | undefined;
    /** Of a file: its name, by what it is fetched, and its size in bytes. */
    readonly file?: string | undefined;
    readonly file_id?: string | undefined;
    readonly file_size?: string | number | undefined;
  };
}

const CODE = /\[CQ:([A-Za-z0-9_.-]+)((?:,[^,[\]]*)*)\]/g;

export function* segmentsOf(coded: string): Generator<Segment> {
  let end = 0;
  for (const found of coded.matchAll(CODE)) {
    const [whole, type = '', parameters = ''] = found;
    if (found.index > end) yield plain(coded.slice(end, found.index));
    yield { type, data: dataOf(parameters) };
    end = found.index + whole.length;
  }
  if (end < coded.length) yield plain(coded.slice(end));
}

function plain(escaped: string): Segment {
  return { type: 'text', data: { text: unescaped(escaped) } };
}

function dataOf(parameters: string): Segment['data'] {
  const pairs = parameters.split(',').map((pair) => {
    const at = pair.indexOf('=');
    return [pair.slice(0, at), unescaped(pair.slice(at + 1))] as const;
  });
  const given = new Map(pairs);
  return {
    text: given.get('text'),
    qq: given.get('qq'),
    id: given.get('id'),
    name: given.get('name'),
    file: given.get('file'),
    file_id: given.get('file_id'),
    file_size: given.get('file_size'),
  };
}

/** In one pass: `&amp;#91;` is the text `&#91;`, not a bracket. */
function unescaped(text: string): string {
  return text.replace(/&(amp|#91|#93|#44);/g, (whole, name: string) => MEANINGS[name] ?? whole);
}

const MEANINGS: Readonly<Record<string, string>> = { amp: '&', '#91': '[', '#93': ']', '#44': ',' };
