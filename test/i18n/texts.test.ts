import { describe, expect, it } from 'vitest';
import { texts } from '../../src/i18n/index.ts';

type Leaf = { path: string; value: unknown };

/** Every text, number or function under an object, with the way to it. */
function leaves(value: unknown, path = ''): Leaf[] {
  if (value !== null && typeof value === 'object') {
    return Object.entries(value).flatMap(([key, inner]) => leaves(inner, path ? `${path}.${key}` : key));
  }
  return [{ path, value }];
}

/** What a text that is made says, for arguments of several kinds; what cannot be made of them is left out. */
function said({ value }: Leaf): string[] {
  if (typeof value === 'string') return [value];
  if (typeof value !== 'function') return [];
  const samples: unknown[][] = [
    [1, 5, 7],
    [2, 21, 3],
    ['7', '8', '9'],
    [3, true, true],
    ['7', 3, false],
    [{}, {}, {}],
  ];
  return samples.flatMap((args) => {
    try {
      const text: unknown = value(...args);
      return typeof text === 'string' ? [text] : leaves(text).flatMap(said);
    } catch {
      return [];
    }
  });
}

const ru = leaves(texts.ru);
const en = leaves(texts.en);

/** Words written the same in both languages: names, commands, formats, abbreviations. */
const SAME =
  /\b(?:ABC|CSV|XLSX|vCard|ICS|iCalendar|Telegram|English|UTC|Europe|Berlin|IMAP|SMTP|TLS|SSL|STARTTLS|UID|PDF|PNG|INBOX|ADMIN_IDS|SECRET_KEY|PUBLIC_URL|HTML|URL|Excel|Google|Outlook|Apple|Acme|MongoDB|Sloop|Gmail|Message-ID|undefined|true|false|NaN|object|Object|null|start|ID|id|utf|UTF|windows|SUM|COUNT|Reply|Re|Fwd|Yandex|IDLE|BotFather|XML|OK|ok|com|ru|org|example|name|company|mail|bot)\b/g;

const stripped = (text: string): string =>
  text.replace(/https?:\/\/\S+|\S+@\S+|\bt\.me\S*|@\w*|\/[a-z_]+|\bimaps?:\S+|\bsmtps?:\S+/gi, ' ').replace(SAME, ' ');

describe('both languages', () => {
  it('say the same things: the same keys, of the same kind, with as many arguments', () => {
    const shape = (all: Leaf[]) => all.map(({ path, value }) => `${path}: ${typeof value}`).sort();
    expect(shape(en)).toEqual(shape(ru));
    expect(ru.length).toBeGreaterThan(300);
  });

  it('have no empty text, and none that was forgotten in the other language', () => {
    const empty = [...ru, ...en].filter(({ value }) => typeof value === 'string' && value.trim() === '');
    expect(empty.map(({ path }) => path)).toEqual([]);
    const english = new Map(en.map(({ path, value }) => [path, value]));
    const copied = ru.filter(
      ({ path, value }) =>
        typeof value === 'string' && /\p{L}{3}/u.test(stripped(value)) && english.get(path) === value,
    );
    expect(copied.map(({ path }) => path)).toEqual([]);
  });

  it('speak English in English: no Russian letters', () => {
    const wrong = en.flatMap((leaf) =>
      said(leaf)
        .filter((text) => /\p{Script=Cyrillic}/u.test(text))
        .map((text) => `${leaf.path}: ${text}`),
    );
    expect([...new Set(wrong)]).toEqual([]);
  });

  it('speak Russian in Russian: no text of Latin words alone', () => {
    const wrong = ru.flatMap((leaf) =>
      said(leaf)
        .map(stripped)
        .filter((text) => /\p{Script=Latin}{3}/u.test(text) && !/\p{Script=Cyrillic}/u.test(text))
        .map((text) => `${leaf.path}: ${text}`),
    );
    expect([...new Set(wrong)].filter((line) => !line.startsWith('language:'))).toEqual([]);
  });
});

/** What a count makes of a text, without the number. */
const bare = (text: string): string => text.replace(/\d+/g, '#');

/** Texts that take one number and follow it with a word. */
function counted(all: Leaf[]) {
  return all.flatMap(({ path, value }) => {
    if (typeof value !== 'function' || value.length !== 1) return [];
    try {
      const forms = new Map([1, 2, 5, 11, 21, 22, 25, 101, 111].map((n) => [n, bare(String(value(n)))]));
      // A number behind a colon asks for no form of the word before it.
      const inflected = new Set(forms.values()).size > 1 && !/: #$/.test(forms.get(5) ?? '');
      return inflected ? [{ path, of: (n: number) => forms.get(n) }] : [];
    } catch {
      return [];
    }
  });
}

describe('counted words', () => {
  it('have three forms in Russian: 1 and 21, 2 and 22, 5, 11 and 111', () => {
    const texts = counted(ru);
    expect(texts.length).toBeGreaterThan(5);
    for (const { path, of } of texts) {
      expect([of(21), of(101)], path).toEqual([of(1), of(1)]);
      expect(of(22), path).toBe(of(2));
      expect([of(11), of(25), of(111)], path).toEqual([of(5), of(5), of(5)]);
      expect(of(1), path).not.toBe(of(5));
    }
  });

  it('have two forms in English: 1, and everything else', () => {
    const texts = counted(en);
    expect(texts.length).toBeGreaterThan(5);
    for (const { path, of } of texts) {
      expect([2, 5, 11, 21, 22, 25, 101, 111].map(of), path).toEqual(Array(8).fill(of(2)));
      expect(of(1), path).not.toBe(of(2));
    }
  });
});
