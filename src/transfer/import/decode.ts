import chardet from 'chardet';
import iconv from 'iconv-lite';

/*
 * The text of a file that does not say in which encoding it is. A byte order mark and well-formed UTF-8 decide; otherwise the
 * file is decoded in every encoding that spreadsheets and phones of this field write, and the one wins that makes whole words
 * of one language. What that leaves open, a detector of byte frequencies decides.
 */

export interface Decoded {
  text: string;
  encoding: string;
}

const SAMPLE = 64 * 1024;

/** The encodings by languages: letters beyond ASCII that a language has, the most likely encodings first. */
const CYRILLIC = [
  'абвгдеёжзийклмнопрстуфхцчшщъыьэюя',
  'абвгґдеєжзиіїйклмнопрстуфхцчшщьюя',
  'абвгдеёжзійклмнопрстуўфхцчшыьэюя',
];
const WESTERN = ['äöüß', 'àâæçéèêëîïôœùûüÿ', 'áéíñóúü', 'ãáàâçéêíõóôú', 'àèéìòù', 'åäöæøé'];
const CENTRAL = ['ąćęłńóśźż', 'áčďéěíňóřšťúůýž', 'áäčďéíĺľňóôŕšťúýž', 'áéíóöőúüű', 'čćđšž', 'ăâîşţșț'];
const TURKISH = ['çğıöşüâî'];
const ENCODINGS: readonly (readonly [name: string, languages: readonly string[]])[] = [
  ['windows-1251', CYRILLIC],
  ['windows-1252', WESTERN],
  ['windows-1250', [...CENTRAL, ...WESTERN.slice(0, 1)]],
  ['windows-1254', TURKISH],
  ['iso-8859-2', CENTRAL],
  ['x-mac-cyrillic', CYRILLIC],
  ['macintosh', WESTERN],
  ['macenteuro', CENTRAL],
  ['koi8-r', CYRILLIC],
  ['cp866', CYRILLIC],
];
const ICONV: Record<string, string> = {
  'x-mac-cyrillic': 'maccyrillic',
  macintosh: 'macroman',
  macenteuro: 'maccenteuro',
};
/** What the detector calls them. */
const DETECTED: Record<string, string> = {
  'ISO-8859-1': 'windows-1252',
  'ISO-8859-2': 'windows-1250',
  'ISO-8859-9': 'windows-1254',
};

/** Headings and words that only the right encoding shows. */
const WORDS =
  /(?<!\p{L})(?:имя|фамилия|отчество|компания|организация|наименование|телефон|контрагент|клиент|почта|адрес|должность|инн|ооо|ип|зао|фио|société|prénom|téléphone|straße|müller|größe|dirección|compañía|teléfono|jméno|příjmení|společnost|imię|spółka|cég|név|şirket|adı|soyadı|ünvan)(?!\p{L})|ń(?:sk)|ová(?!\p{L})|ović|ğlu|ñez|łą/giu;
/** What no word of any of these languages has. */
const ODD = new RegExp(
  [
    '\\p{Ll}(?=(?![A-Z])\\p{Lu})|(?![a-z])\\p{Ll}(?=[A-Z])', // a capital after a small letter
    '[A-Za-z](?=[А-яЁё])|[А-яЁё](?=[A-Za-z])', // letters of two alphabets
    'ñ(?![aeiouáéíóú])|õ(?!e)', // Spanish and Portuguese letters where Polish and Hungarian ones belong
    '(?<!\\p{L})[БГДЁЖЗЙЛМНПРТФХЦЧШЩЪЫЬЭЮєїґ](?![\\p{L}.])', // a consonant by itself: a dash or a sign
    '\\p{L}(?=[^\\x00-\\x7f\\p{L}\\p{M}\\p{Pd}’»”“…\\s])|[^\\x00-\\x7f\\p{L}\\p{M}\\s«»“”„‘’–—…№°§€®©×](?=\\p{L})',
  ].join('|'),
  'gu',
);

/** Decodes a whole file. */
export function decodeText(bytes: Buffer): Decoded {
  const marked = byMark(bytes);
  if (marked) return marked;
  const wide = wideOf(bytes);
  if (wide) return { text: iconv.decode(bytes, wide), encoding: 'utf-16' };
  const utf8 = iconv.decode(bytes, 'utf-8');
  if (isUtf8(bytes, utf8)) return { text: utf8, encoding: 'utf-8' };
  const encoding = guessEncoding(bytes);
  return { text: decodeAs(bytes, encoding), encoding };
}

/** Decodes in an encoding by its name, as `guessEncoding` tells it or a file says; unknown names are read as UTF-8. */
export function decodeAs(bytes: Buffer, encoding: string): string {
  const name = ICONV[encoding] ?? encoding;
  const text = iconv.decode(bytes, iconv.encodingExists(name) ? name : 'utf-8');
  // Since 1998 a euro stands there.
  return name === 'macroman' ? text.replaceAll('¤', '€') : text;
}

function byMark(bytes: Buffer): Decoded | undefined {
  const [a, b, c] = bytes;
  if (a === 0xff && b === 0xfe) return { text: iconv.decode(bytes, 'utf-16le'), encoding: 'utf-16' };
  if (a === 0xfe && b === 0xff) return { text: iconv.decode(bytes, 'utf-16be'), encoding: 'utf-16' };
  if (a !== 0xef || b !== 0xbb || c !== 0xbf) return undefined;
  return { text: iconv.decode(bytes.subarray(3), 'utf-8'), encoding: 'utf-8' };
}

/** UTF-16 without a mark: every second byte is one of a few, as a text's letters come from one or two alphabets. */
function wideOf(bytes: Buffer): 'utf-16le' | 'utf-16be' | undefined {
  const head = bytes.subarray(0, SAMPLE);
  const share = (offset: number): number => {
    let few = 0;
    let all = 0;
    for (let at = offset; at < head.length; at += 2, all++) if (head[at] === 0 || head[at] === 4) few++;
    return all === 0 ? 0 : few / all;
  };
  if (!head.includes(0)) return undefined;
  const [even, odd] = [share(0), share(1)];
  if (odd > 0.7 && even < 0.5) return 'utf-16le';
  return even > 0.7 && odd < 0.5 ? 'utf-16be' : undefined;
}

/** Well-formed, or nearly: a stray byte in a long text is no other encoding. */
function isUtf8(bytes: Buffer, decoded: string): boolean {
  if (!decoded.includes('\ufffd')) return true;
  const broken = decoded.match(/\ufffd/g)?.length ?? 0;
  const high = decoded.match(/[\u0080-\ufffc]/g)?.length ?? 0;
  return bytes.length > 200 && broken * 20 < high;
}

/** The likeliest of the one-byte encodings; of bytes that are all ASCII, UTF-8. */
export function guessEncoding(bytes: Buffer): string {
  const head = sampleOf(bytes);
  if (head.length === 0) return 'utf-8';
  const detected = chardet.analyse(head).map(({ name }) => DETECTED[name] ?? name.toLowerCase());
  const scored = ENCODINGS.map(([encoding, languages], index) => {
    const found = detected.indexOf(encoding);
    const doubt = (found < 0 ? ENCODINGS.length : found) / 100 + index / 1000;
    return { encoding, score: plausibility(decodeAs(head, encoding), languages) - doubt };
  });
  return scored.reduce((best, one) => (one.score > best.score ? one : best)).encoding;
}

/** The lines that have bytes beyond ASCII: only these tell encodings apart. */
function sampleOf(bytes: Buffer): Buffer {
  const lines: Buffer[] = [];
  let size = 0;
  for (let at = 0; at < bytes.length && size < SAMPLE; ) {
    const end = bytes.indexOf(0x0a, at);
    const line = bytes.subarray(at, end < 0 ? bytes.length : Math.min(end + 1, at + SAMPLE));
    at = end < 0 ? bytes.length : end + 1;
    if (!line.some((byte) => byte >= 0x80)) continue;
    lines.push(line);
    size += line.length;
  }
  return Buffer.concat(lines);
}

/** From -1, nothing is a word, to 1 and more: all letters are of one language, and known words are among them. */
function plausibility(text: string, languages: readonly string[]): number {
  const special = text.toLowerCase().match(/[\u0080-\uffff]/g) ?? [];
  const letters = special.filter((character) => /\p{L}/u.test(character));
  const signs = text.match(/[«»“”„‘’–—…№§°€]/g)?.length ?? 0;
  const best = Math.max(...languages.map((alphabet) => letters.filter((letter) => alphabet.includes(letter)).length));
  const odd = text.match(ODD)?.length ?? 0;
  const words = text.match(WORDS)?.length ?? 0;
  return (
    (best + 0.9 * signs - 2 * odd - (letters.length - best)) / Math.max(1, special.length) + Math.min(1, words / 4)
  );
}
