import { expect, it } from 'vitest';
import { refusalOf } from '../../../src/mail/refusal.ts';
import { verdictOf } from '../../../src/mail/trouble.ts';

const failed = (message: string, more: object): Error => Object.assign(new Error(message), more);

it.each([
  [451, '4.7.1 Greylisted, try again in 5 minutes', 'temporary', 'busy'],
  [450, '4.2.0 Recipient address rejected: Greylisted', 'temporary', 'busy'],
  [452, '4.2.2 mailbox full', 'temporary', 'full'],
  [550, '5.1.1 no such user', 'permanent', 'recipient'],
  [554, '5.7.1 message rejected as spam', 'permanent', 'spam'],
])('tells what %i %s means', (responseCode, response, kind, trouble) => {
  const error = failed(response, { code: 'EENVELOPE', command: 'RCPT TO', responseCode, response });
  expect(refusalOf(error, false)).toMatchObject({ kind, trouble });
});

it.each([
  'self-signed certificate',
  'unable to verify the first certificate',
  "Hostname/IP does not match certificate's altnames",
])('says at once that a certificate is not trusted: %s', (message) => {
  expect(verdictOf(failed(message, { code: 'ESOCKET', command: 'CONN' })).trouble).toBe('certificate');
  expect(verdictOf(failed(message, { code: 'ETLS' })).trouble).toBe('certificate');
  expect(refusalOf(failed(message, { code: 'ESOCKET' }), false)).toMatchObject({
    kind: 'permanent',
    trouble: 'certificate',
  });
});
