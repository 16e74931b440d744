import { expect, it } from 'vitest';
import { parseLetter } from '../../../src/mail/parse/parse.ts';
import { type LetterSpec, rawLetter } from '../../harness/letters.ts';

const SENT = '<sloop.1@sloop.test>';
const GONE = 'gone@romashka.example';
const DAEMON = 'Mail Delivery System <Mailer-Daemon@mx.example>';

const reportOf = (spec: LetterSpec) => parseLetter(rawLetter({ from: DAEMON, ...spec })).report;
const parts = (...all: string[]): Pick<LetterSpec, 'text'> => ({
  text: `${all.map((part) => `--b\n${part}\n`).join('')}--b--`,
});
const delivery = (fields: string): LetterSpec => ({
  headers: ['Content-Type: multipart/report; report-type=delivery-status; boundary=b'],
  ...parts(
    'Content-Type: text/plain\n\nSorry',
    `Content-Type: message/delivery-status\n\nReporting-MTA: dns; mx\n\nFinal-Recipient: rfc822; ${GONE}\n${fields}`,
    `Content-Type: text/rfc822-headers\n\nMessage-ID: ${SENT}\nSubject: price`,
  ),
});

it.each<[string, string, LetterSpec]>([
  ['bounce', 'recipient', delivery('Action: failed\nStatus: 5.1.1\nDiagnostic-Code: smtp; 550 User unknown')],
  ['bounce', 'recipient', delivery('Action: failed\nStatus: 5.0.0\nDiagnostic-Code: smtp; 550 5.7.1 No such user!')],
  ['bounce', 'full', delivery('Action: failed\nStatus: 5.2.2')],
  ['bounce', 'spam', delivery('Action: failed\nStatus: 5.7.1\nDiagnostic-Code: smtp; 554 blocked')],
  ['bounce', 'domain', delivery('Action: failed\nStatus: 5.4.4')],
  ['delay', '', delivery('Action: delayed\nStatus: 4.4.1')],
  [
    'bounce',
    'recipient',
    {
      from: 'MAILER-DAEMON@mx.example',
      subject: 'failure notice',
      text: `Hi. This is the qmail-send program.\n\n<${GONE}>:\n550 no such user\n\n--- Below this line is a copy.\n\nMessage-ID: ${SENT}\nSubject: price`,
    },
  ],
  [
    'delay',
    '',
    {
      subject: 'Warning: message 1a-2 delayed 24 hours',
      text: `A message that you sent has not yet been delivered to\n\n  ${GONE}\n\nMessage-ID: ${SENT}`,
    },
  ],
])('tells a %s, and why (%s)', (kind, reason, spec) => {
  const report = reportOf(spec);
  expect([report?.kind, report?.reason ?? '', report?.recipients, report?.about]).toEqual([
    kind,
    reason,
    [GONE],
    [SENT],
  ]);
});

it.each<[string, LetterSpec]>([
  [
    'read',
    {
      from: 'Иван <ivan@romashka.example>',
      subject: 'Прочтено: цена',
      text: 'Ваше сообщение\n\n  Кому: Иван\n  Тема: цена\n\nпрочитано 30.11.2026 11:00.',
    },
  ],
  [
    'dmarc',
    {
      from: 'dmarc@mail.example',
      headers: ['Content-Type: multipart/mixed; boundary=b'],
      ...parts('Content-Type: application/gzip; name="mail.example!sloop.test!1606694400!1606780799.xml.gz"\n\nx'),
    },
  ],
  ['dmarc', { headers: ['Content-Type: multipart/report; report-type=tlsrpt; boundary=b'], ...parts('\nTLS') }],
  [
    'abuse',
    {
      headers: ['Content-Type: multipart/report; report-type=feedback-report; boundary=b'],
      ...parts('Content-Type: message/feedback-report\n\nFeedback-Type: abuse'),
    },
  ],
])('tells a report of kind %s', (kind, spec) => {
  expect(reportOf(spec)?.kind).toBe(kind);
});
