import { findEmails } from '../../domain/client/email.ts';
import type { BounceReason, MachineReport, ReportKind } from '../../domain/letter/report.ts';
import { decodedBytes } from './body.ts';
import type { Content } from './content.ts';
import { type Header, headersOf, headerText, rawHeader } from './headers.ts';
import type { MimePart } from './parts.ts';
import { decodeWords } from './words.ts';

/*
 * Reports that mail servers and programs write (RFC 3464, 8098, 5965), as far as they tell what became of a letter of ours.
 */

const HEAD = 64 * 1024;
const RECIPIENTS = 20;
const DETAIL = 300;
const ID = /<[^<>\s]{1,400}>/g;

/** What a letter reports; undefined for one that is not a report. */
export function reportOf(root: MimePart, { reports, nested, text, files }: Content): MachineReport | undefined {
  const kind = root.params.get('report-type')?.toLowerCase() ?? '';
  const bodies = reports.map((part) => fieldsOf(part));
  const about = idsOf([...bodies.flat(), ...nested.flatMap(headOf), ...reports.filter(isHeaders).flatMap(headOf)]);
  const has = (type: string) => reports.some((part) => part.type === `message/${type}`) || kind === type;
  if (has('feedback-report')) return { kind: 'abuse', recipients: [], about };
  if (has('disposition-notification')) {
    const disposition =
      bodies
        .flat()
        .find(({ name }) => name === 'disposition')
        ?.value.toLowerCase() ?? '';
    const [recipient] = findEmails(bodies.flat().find(({ name }) => name === 'final-recipient')?.value ?? '');
    const unread = /deleted|denied|failed/.test(disposition) && !/displayed/.test(disposition);
    return { kind: unread ? 'unread' : 'read', recipients: recipient ? [recipient] : [], about };
  }
  const from = rawHeader(root.headers, 'from');
  if (kind === 'tlsrpt') return { kind: 'dmarc', recipients: [], about: [] };
  if (root.type === 'multipart/report' || (has('delivery-status') && isFromMachine(root))) {
    return delivery(bodies.flat(), about, text);
  }
  if (/\b(?:mailer-daemon|mail-?daemon)(?:[+.-][^@\s]{0,60})?@/i.test(from)) return bySentence(root, about, text);
  if (isReadNotice(rawHeader(root.headers, 'subject'), text)) {
    return { kind: 'read', recipients: findEmails(decodeWords(from)).slice(0, 1), about };
  }
  const dmarc = /report[- ]domain:\s*\S+\s+submitter:/i.test(rawHeader(root.headers, 'subject'));
  return dmarc || files.some(({ name }) => DMARC.test(name)) ? { kind: 'dmarc', recipients: [], about: [] } : undefined;
}

/** Who reports, for whom, from when to when (RFC 7489, 7.2.1.1). */
const DMARC = /^[\w.-]{3,100}![\w.-]{3,100}!\d{8,12}!\d{8,12}(?:![\w.-]{1,60})?\.(?:xml|zip|gz|xml\.gz)$/i;

/** Somebody who hands on a report that they got has written a letter. */
function isFromMachine({ headers }: MimePart): boolean {
  const daemon = /\b(?:mailer-daemon|mail-?daemon|postmaster)\b/i.test(rawHeader(headers, 'from'));
  const nobody = rawHeader(headers, 'return-path').replace(/\s/g, '') === '<>';
  return daemon || nobody || /^auto-/i.test(rawHeader(headers, 'auto-submitted'));
}

/** What Outlook writes where it sends no receipt that programs read. */
function isReadNotice(subject: string, text: string): boolean {
  if (!/^(?:прочтено|прочитано|read|gelesen)\s?:/i.test(decodeWords(subject))) return false;
  return /^(?:ваше сообщение|your message|ihre nachricht)\s[\s\S]{0,600}?\s(?:прочитано|прочтено|was read|wurde gelesen)/i.test(
    text.trim(),
  );
}

const DELAYED =
  /delayed \d+ (?:hours?|minutes?|days?)|has not yet been delivered|could not (?:yet )?be delivered for (?:more than )?\d|will (?:continue|keep)\b.{0,30}\btr(?:y|ies)|still being retried|delivery attempts will continue|попытки доставки продолж|ещё не доставлен/i;

/** Where the letter itself begins below the sentences. */
const COPY = /^(?:-{3,}[^\n]*\b(?:copy|original|below)\b[^\n]*|return-path:[^\n]*|message-id:[^\n]*)$/im;

/** What servers of old write: sentences, and somewhere the letter itself. */
function bySentence(root: MimePart, about: readonly string[], text: string): MachineReport {
  const failed = findEmails(rawHeader(root.headers, 'x-failed-recipients'));
  const head = text.slice(0, 4000);
  const named = [...text.matchAll(/^\s*message-id:\s*(<[^<>\s]{1,400}>)/gim)].map(([, id = '']) => id);
  const [above = ''] = head.split(COPY, 1);
  const recipients = failed.length > 0 ? failed : findEmails(above).slice(0, 3);
  const told = { recipients, about: [...about, ...named].slice(0, RECIPIENTS) };
  if (DELAYED.test(rawHeader(root.headers, 'subject')) || DELAYED.test(head)) return { kind: 'delay', ...told };
  return { kind: 'bounce', reason: bounceReason(head), ...told };
}

const isHeaders = ({ type }: MimePart): boolean => type === 'text/rfc822-headers';
const headOf = (part: MimePart): Header[] => headersOf(decodedBytes(part).subarray(0, HEAD));

/** The fields of a report: blocks like headers, with empty lines between them. */
function fieldsOf(part: MimePart): Header[] {
  const text = decodedBytes(part).toString('latin1', 0, HEAD);
  return text.split(/\r?\n\r?\n/).flatMap((block) => headersOf(Buffer.from(block.trimStart(), 'latin1')));
}

function idsOf(fields: readonly Header[]): string[] {
  const named = (name: string) => fields.flatMap((field) => (field.name === name ? (field.value.match(ID) ?? []) : []));
  return [
    ...new Set([...named('original-message-id'), ...named('message-id'), ...named('x-original-message-id')]),
  ].slice(0, 20);
}

function delivery(fields: readonly Header[], about: string[], text: string): MachineReport {
  const values = (name: string) => fields.flatMap((field) => (field.name === name ? [field.value] : []));
  const actions = values('action').map((action) => action.toLowerCase());
  const recipients = [...values('original-recipient'), ...values('final-recipient')].flatMap((value) =>
    findEmails(value.replace(/^[^;]*;/, '')),
  );
  const kind: ReportKind = actions.some((action) => action.startsWith('failed'))
    ? 'bounce'
    : actions.some((action) => action.startsWith('delay'))
      ? 'delay'
      : actions.length > 0
        ? 'delivered'
        : 'bounce';
  const detail = headerText(fields, 'diagnostic-code').replace(/^\s*(?:smtp|x-[\w-]+)\s*;\s*/i, '');
  const status = values('status')[0] ?? '';
  return {
    kind,
    recipients: [...new Set(recipients)].slice(0, RECIPIENTS),
    ...(kind === 'bounce' && {
      reason: bounceReason(`${status} ${detail} ${detail === '' ? text.slice(0, 2000) : ''}`),
    }),
    ...(detail !== '' && { detail: detail.slice(0, DETAIL) }),
    about,
  };
}

/** Why a letter did not arrive, from a server's codes and words. */
export function bounceReason(words: string): BounceReason {
  if (/\b5\.2\.2\b|\b4\.2\.2\b|quota|mailbox (?:is )?full|over\s?quota|переполнен/i.test(words)) return 'full';
  if (/\b5\.[23]\.[34]\b|too (?:large|big)|size limit|exceeds/i.test(words)) return 'size';
  if (
    /\b5\.1\.[016]\b|user unknown|no such (?:user|mailbox|recipient)|unknown (?:user|recipient)|does ?n[o']t exist|not exist|invalid (?:recipient|mailbox)|unknown mailbox|не существует|не найден|нет такого/i.test(
      words,
    )
  )
    return 'recipient';
  if (
    /\b5\.1\.2\b|\b5\.4\.4\b|host (?:or domain name )?not found|domain (?:name )?not found|nxdomain|unrouteable|no mx/i.test(
      words,
    )
  )
    return 'domain';
  if (/\b5\.7\.\d+\b|spam|blocked|blacklist|policy|reputation|rejected/i.test(words)) return 'spam';
  return /\b550\b|\b551\b|\b553\b/.test(words) ? 'recipient' : 'other';
}
