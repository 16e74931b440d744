import type { Address } from '../domain/letter/letter.ts';
import { cut } from '../domain/text/html.ts';
import type { LetterReading } from './letters.ts';

const TEXT = 4000;

const who = ({ address, name }: Address): string =>
  [name, address && `<${address}>`].filter(Boolean).join(' ') || '(nobody)';

/** What is made of a letter, for a person to read. */
export function printLetter({ file, id, letter, files, match, quote, damage }: LetterReading): string {
  const {
    from,
    via,
    replyTo,
    to,
    cc,
    subject,
    body = '',
    verdict,
    invitation,
    report,
    torn = [],
    sealed,
    signature,
  } = letter;
  const rows: [label: string, value: string | undefined][] = [
    ['id', id],
    ['subject', subject],
    ['sender', `${who(from)}${via ? ` (${via.kind} of ${who(via.by)})` : ''}`],
    ['forwarded by', via?.kind === 'forward' ? `${who(via.by)}${via.note ? `: ${via.note}` : ''}` : undefined],
    ['answers to', replyTo ?? from.address],
    ['to', to.map(who).join(', ')],
    ['cc', cc && cc.length > 0 ? cc.map(who).join(', ') : undefined],
    ['client', match],
    [
      'verdict',
      `${verdict.reason ? `quiet: ${verdict.reason}` : 'rings'} (${verdict.signs.join(', ') || 'nothing against it'})`,
    ],
    [
      'invitation',
      invitation &&
        `${invitation.method}: ${invitation.summary}, ${invitation.start.toISOString()}, ${invitation.location}, ${invitation.organizer ? who(invitation.organizer) : ''}`,
    ],
    [
      'report',
      report && `${report.kind} ${report.reason ?? ''} ${report.recipients.join(', ')} about ${report.about.join(' ')}`,
    ],
    ['files', files.map(({ name, size }) => `${name} (${size})`).join(', ') || undefined],
    ['not whole', torn.join(', ') || undefined],
    ['sealed', sealed],
    ['damage', damage],
    ['folded', [quote && 'quote', signature && 'signature'].filter(Boolean).join(', ') || undefined],
  ];
  return [
    `== ${file}`,
    ...rows.flatMap(([label, value]) => (value === undefined ? [] : [`${`${label}:`.padEnd(14)}${value}`])),
    '',
    cut(body, TEXT),
    '',
  ].join('\n');
}
