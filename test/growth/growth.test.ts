import { describe, expect, it, vi } from 'vitest';
import { sameGivenName } from '../../src/domain/client/given-names.ts';
import { hasDigits, hasTaxNumber } from '../../src/domain/client/part-keys.ts';
import { editDistance, rankName, sharesLegalForm } from '../../src/domain/client/rank-name.ts';
import { numberRank } from '../../src/domain/document/document-number.ts';
import { saysWhenBack } from '../../src/domain/letter/away.ts';
import { forwardedIn } from '../../src/domain/letter/forward.ts';
import { matchLetter } from '../../src/domain/letter/match-letter.ts';
import { filledIn } from '../../src/domain/letter/template.ts';
import { firmNominative, isCertainCase } from '../../src/domain/line/find/nominative.ts';
import { readLine } from '../../src/domain/line/read-line.ts';
import { cut, cutHtml, escapeHtml, link, visibleLength } from '../../src/domain/text/html.ts';
import { cutOut } from '../../src/domain/text/spans.ts';
import { stems } from '../../src/domain/text/stems.ts';
import { namedStretch } from '../../src/domain/time/stretch.ts';
import { readAmount } from '../../src/domain/time/units.ts';
import { findWhen, parseWhen } from '../../src/domain/time/when.ts';
import { zoneName } from '../../src/domain/time/zone-names.ts';
import { createScrub, errorText } from '../../src/log.ts';
import { decodeBytes as decodeLetter } from '../../src/mail/parse/charset/charset.ts';
import { noRules, readSheet } from '../../src/mail/parse/html/style.ts';
import { parseLetter } from '../../src/mail/parse/parse.ts';
import { saysLess, saysNothing } from '../../src/mail/parse/plain.ts';
import { undeclared } from '../../src/mail/parse/transfer.ts';
import { undecodable } from '../../src/mail/parse/undecodable.ts';
import { decodeWords } from '../../src/mail/parse/words.ts';
import { rowLine } from '../../src/transfer/backup-format.ts';
import { guessColumns } from '../../src/transfer/import/columns.ts';
import { decodeText } from '../../src/transfer/import/decode.ts';
import { readFirmCell } from '../../src/transfer/import/names.ts';
import { readText } from '../../src/transfer/import/read.ts';
import { rowsOf } from '../../src/transfer/import/rows.ts';
import { cardsOf } from '../../src/transfer/import/vcard.ts';
import { shownNumber } from '../../src/transfer/import/workbook/sheet-values.ts';
import { HOSTILE, overgrowth, type Taker, takersOfText } from './hostile.ts';

/*
 * Whatever takes text from outside costs by its length, and no more: one name, one letter, one line of a stranger must not
 * stop everybody's bot. What exports a function that takes a text is found here by itself; one with further arguments says
 * below how it is called.
 */

vi.setConfig({ testTimeout: 300_000 });

const [now, zone] = [new Date('2026-11-30T12:00:00Z'), 'Europe/Moscow'];
const when = { now, zone, lean: 'future' } as const;
const scrub = createScrub(['a-secret', 'another"one']);

type Call = (text: string) => unknown;

/** Functions that need more than a text. */
const CALLS: Record<string, Call> = {
  rankName: (text) => rankName(text, `${text}b`),
  sharesLegalForm: (text) => sharesLegalForm(text, text),
  editDistance: (text) => editDistance(text, `${text}b`, 2),
  numberRank: (text) => numberRank(text, `1${text}`),
  matchLetter: (text) => matchLetter(text, { persons: [], organizations: [], sameDomain: [], conversation: undefined }),
  link: (text) => link(text, `https://a/${text}`),
  cut: (text) => [cut(text, 4096), cut(text, text.length >> 1)],
  cutOut: (text) => cutOut(text, [[1, 5]]),
  firmNominative: (text) => firmNominative(text, 'genitive'),
  isCertainCase: (text) => isCertainCase(text, 'genitive'),
  readFirmCell: (text) => [readFirmCell(text, true), readFirmCell(text, false)],
  readLine: (text) => readLine(text, { now, zone, language: 'ru', workingDays: [1, 2, 3, 4, 5], names: [] }),
  saysWhenBack: (text) => saysWhenBack(text, { now, zone }),
  forwardedIn: (text) => forwardedIn(text, `Fwd: ${text}`),
  saysNothing: (text) => saysNothing(text, text),
  saysLess: (text) => saysLess(text, text),
  filledIn: (text) => filledIn(text, { person: text }),
  undeclared: (text) => undeclared('', Buffer.from(text)),
  decodeWords: (text) => decodeWords(`=?utf-8?q?${text}`, (shown) => shown),
  readSheet: (text) => readSheet(`.a{${text}`, noRules()),
  namedStretch: (text) => namedStretch(text, now, zone),
  readAmount: (text) => readAmount(text, 0),
  parseWhen: (text) => parseWhen(text, when),
  findWhen: (text) => findWhen(text, when),
  zoneName: (text) => zoneName(text, 'ru'),
  sameGivenName: (text) => sameGivenName(text, text),
  guessColumns: (text) => guessColumns([text, text], [[text, text]], undefined),
  rowsOf: (text) => [...rowsOf(text, ';')].length,
  hasDigits: (text) => hasDigits(text, ['+74951234567']),
  hasTaxNumber: (text) => hasTaxNumber(text, '7707083893'),
  shownNumber: (text) => shownNumber(text, 'General', { locale: 'ru', is1904: false }),
  rowLine: (text) => rowLine(text, { text }),
  cardsOf: (text) => [...cardsOf(`BEGIN:VCARD\nVERSION:3.0\nFN:${text}\nEND:VCARD\n`)],
};

/** What no pattern of the search above finds: other arguments first, or several texts. */
const OTHERS: Record<string, Call> = {
  'the log': scrub,
  'an error in the log': (text) => errorText(new Error(text)),
  stems: (text) => stems(text, text),
  'markup cut': (text) => cutHtml(escapeHtml(text), 4096),
  'markup measured': (text) => visibleLength(escapeHtml(text)),
  'bytes of a letter': (text) => decodeLetter(Buffer.from(text), 'windows-1251'),
  'a letter': (text) => parseLetter(letter('text/plain', text)),
  'a letter of markup': (text) => parseLetter(letter('text/html', `<p>${text}</p>`)),
  'a letter of invitations': (text) =>
    parseLetter(
      letter(
        'text/calendar',
        `BEGIN:VCALENDAR
BEGIN:VEVENT
SUMMARY:${text}
`,
      ),
    ),
  'a letter’s head': (text) => parseLetter(headed(text)),
  'a letter that is none': (text) => undecodable(Buffer.from(`From: ${text}\r\nSubject: ${text}\r\n\r\n${text}`)),
  'a file decoded': (text) => decodeText(Buffer.from(text)),
  'a table read': (text) => [...readText(Buffer.from(`Клиент;Телефон\n${text}`), 'table', {}).lines].length,
  'a phone of a table': (text) => [...readText(Buffer.from(`Клиент;Телефон\nДуб;${text}`), 'table', {}).lines].length,
  'cards read': (text) =>
    [
      ...readText(
        Buffer.from(`BEGIN:VCARD\nFN:${text}\nTEL:${text}\nNOTE;QUOTED-PRINTABLE:${text}\nEND:VCARD\n`),
        'vcard',
        {},
      ).lines,
    ].length,
};

const letter = (type: string, body: string): Buffer =>
  Buffer.from(`From: a@b.example\r\nSubject: s\r\nContent-Type: ${type}; charset=utf-8\r\n\r\n${body}`);

/** Every header of it as long as the text, and the name of its file in short lines. */
const headed = (text: string): Buffer => {
  const short = text.replace(/[\r\n;"\\]/g, '').match(/.{1,60}/gsu) ?? [];
  const name = short.map((piece, index) => ` filename*${index}="${piece}";\r\n`).join('');
  const heads = ['From', 'To', 'Subject', 'References', 'Date'].map(
    (header) => `${header}: ${short.join('\r\n ')}\r\n`,
  );
  const type = 'Content-Type: multipart/mixed; boundary=b\r\n\r\n--b\r\nContent-Type: application/pdf\r\n';
  return Buffer.from(
    `${heads.join('')}${type}Content-Disposition: attachment;\r\n${name} size=1\r\n\r\nx\r\n--b--\r\n`,
  );
};

/** Given what the functions that search a text have cut before, or what comes from nobody but us. */
const INSIDE = new Set([
  'showTags',
  'chronoDay',
  'directionOf',
  'each',
  'findPieces',
  'headerBlock',
  'introduction',
  'isOurs',
  'promiseFrom',
  'tenseOf',
  'wholePhrase',
  'withoutPhrase',
  'daySpans',
  'monthGrid',
  'reachOf',
  'newOrganization',
  'newPerson',
  'defineLinks',
  'defineScreen',
  'storedData',
  'regExp',
  'profile',
]);

const nameOf = ({ id }: Taker): string => id.slice(id.lastIndexOf(':') + 1);

const takers = (
  await Promise.all(['src/domain', 'src/mail/parse', 'src/transfer', 'src/telegram/messages'].map(takersOfText))
)
  .flat()
  .filter((taker) => !INSIDE.has(nameOf(taker)));

it('knows how to call each of them', () => {
  expect(takers.length).toBeGreaterThan(60);
  expect(
    takers.filter((taker) => taker.others && !CALLS[nameOf(taker)]).map(({ id, others }) => `${id} wants ${others}`),
  ).toEqual([]);
});

const calls: [string, Call][] = [
  ...takers.map((taker): [string, Call] => [taker.id, CALLS[nameOf(taker)] ?? taker.call]),
  ...Object.entries(OTHERS),
];

describe('costs by the length of the text', () => {
  it.each(calls)('%s', (_, call) => {
    expect(Object.keys(HOSTILE).flatMap((kind) => overgrowth(call, kind) ?? [])).toEqual([]);
  });
});
