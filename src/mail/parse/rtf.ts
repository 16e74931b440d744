import { decodeBytes } from './charset/charset.ts';

/*
 * The text of RTF, in which Outlook keeps what was written where it sends neither plain text nor HTML, and the way it packs it
 * (MS-OXRTFCP). Both in one go over the bytes, whatever they are.
 */

const LONGEST = 4 * 1024 * 1024;
const HEAD = 16;
const PACKED = 0x75465a4c;
const PLAIN = 0x414c454d;
const WINDOW = 4096;
/** What the window holds before the first byte. */
const PRESET = Buffer.from(
  '{\\rtf1\\ansi\\mac\\deff0\\deftab720{\\fonttbl;}{\\f0\\fnil \\froman \\fswiss \\fmodern \\fscript \\fdecor MS Sans SerifSymbolArialTimes New RomanCourier{\\colortbl\\red0\\green0\\blue0\r\n\\par \\pard\\plain\\f0\\fs20\\b\\i\\u\\tab\\tx',
  'latin1',
);

/** Packed RTF as it was; as far as it goes, where it breaks off. */
export function unpackedRtf(packed: Buffer): Buffer {
  if (packed.length < HEAD) return Buffer.alloc(0);
  const size = Math.min(packed.readUInt32LE(4), LONGEST);
  const kind = packed.readUInt32LE(8);
  if (kind === PLAIN) return packed.subarray(HEAD, HEAD + size);
  if (kind !== PACKED) return Buffer.alloc(0);
  const window = Buffer.alloc(WINDOW);
  PRESET.copy(window);
  const out = Buffer.alloc(size);
  let written = 0;
  let at = PRESET.length;
  const put = (byte: number): void => {
    out[written++] = byte;
    window[at] = byte;
    at = (at + 1) % WINDOW;
  };
  for (let from = HEAD; from < packed.length && written < size; ) {
    const control = packed[from++] ?? 0;
    for (let bit = 0; bit < 8 && from < packed.length && written < size; bit++) {
      if ((control & (1 << bit)) === 0) {
        put(packed[from++] ?? 0);
        continue;
      }
      const pair = ((packed[from] ?? 0) << 8) | (packed[from + 1] ?? 0);
      from += 2;
      const start = pair >> 4;
      // A piece that begins where the next byte would go is the end.
      if (start === at) return out.subarray(0, written);
      for (let step = 0; step < (pair & 15) + 2 && written < size; step++) put(window[(start + step) % WINDOW] ?? 0);
    }
  }
  return out.subarray(0, written);
}

/** Groups whose content is not text. */
const UNSEEN = new Set(
  'fonttbl colortbl stylesheet info pict object header footer headerl headerr footerl footerr themedata datastore listtable listoverridetable rsidtbl generator xmlnstbl latentstyles'.split(
    ' ',
  ),
);
const SIGNS: Record<string, string> = {
  par: '\n',
  line: '\n',
  row: '\n',
  tab: '\t',
  cell: ' · ',
  emdash: '—',
  endash: '–',
  bullet: '•',
  lquote: '‘',
  rquote: '’',
  ldblquote: '“',
  rdblquote: '”',
};
/** Code pages by the number under which RTF knows an alphabet. */
const ALPHABETS: Record<string, string> = { '204': '1251', '238': '1250', '161': '1253', '162': '1254', '186': '1257' };
const GROUPS = 200;

/** A control word with its number, a byte in hexadecimal, a sign, an edge of a group, or text. */
const TOKEN = /\\([a-z]{1,32})(-?\d{1,10})? ?|\\'([0-9a-f]{2})|\\([^a-z'])|([{}])|([^\\{}]+)/gi;

interface Group {
  unseen: boolean;
  font: string;
  /** How many signs behind a Unicode one stand in for it. */
  instead: number;
}

/** The text of RTF. Never throws. */
export function rtfText(rtf: Buffer): string {
  const source = rtf.toString('latin1', 0, LONGEST);
  return source.startsWith('{\\rtf') ? textIn(source) : '';
}

function textIn(source: string): string {
  const outer: Group[] = [];
  const fonts = new Map<string, string>();
  let group: Group = { unseen: false, font: '', instead: 1 };
  let page = '1252';
  let defined = '';
  let text = '';
  let bytes: number[] = [];
  let skipped = 0;
  const flush = (): void => {
    if (bytes.length > 0) text += decodeBytes(Buffer.from(bytes), `windows-${fonts.get(group.font) ?? page}`);
    bytes = [];
  };
  const say = (shown: string): void => {
    flush();
    if (!group.unseen) text += shown;
  };
  const takeWord = (word: string, number: string): void => {
    if (word === 'u') {
      say(String.fromCharCode(Number(number) & 0xffff));
      skipped = group.instead;
    } else if (word === 'uc') group.instead = Math.max(0, Math.min(9, Number(number)));
    else if (word === 'ansicpg') page = number;
    else if (word === 'f') {
      flush();
      group.font = number;
      defined = number;
    } else if (word === 'fcharset') fonts.set(defined, ALPHABETS[number] ?? page);
    else if (UNSEEN.has(word)) group.unseen = true;
    else if (SIGNS[word] !== undefined) say(SIGNS[word]);
  };
  const takeEdge = (edge: string): void => {
    flush();
    if (edge === '}') group = outer.pop() ?? group;
    else {
      if (outer.length < GROUPS) outer.push(group);
      group = { ...group };
    }
  };
  const takeSign = (sign: string): void => {
    if (sign === '*') group.unseen = true;
    else if (sign === '~') say('\u00a0');
    else if (sign === '_') say('-');
    else if (/[\\{}]/.test(sign)) say(sign);
  };
  for (const [, word, number = '', hex, sign, edge, plain = ''] of source.matchAll(TOKEN)) {
    if (word !== undefined) takeWord(word, number);
    else if (edge !== undefined) takeEdge(edge);
    else if (sign !== undefined) takeSign(sign);
    else if (hex === undefined) {
      say(plain.replace(/[\r\n]+/g, '').slice(skipped));
      skipped = 0;
    } else if (skipped > 0) skipped -= 1;
    else if (!group.unseen) bytes.push(Number.parseInt(hex, 16));
  }
  flush();
  return text.replace(/[ \t]+$/gm, '').trim();
}
