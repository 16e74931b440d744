import type { QuietReason } from '../../domain/letter/letter.ts';
import type { ReportKind } from '../../domain/letter/report.ts';
import type { Sign } from './sign.ts';

const REASONS: Record<ReportKind, QuietReason> = {
  bounce: 'bounce',
  delay: 'bounce',
  delivered: 'receipt',
  read: 'receipt',
  unread: 'receipt',
  absent: 'auto-reply',
  abuse: 'report',
  dmarc: 'report',
  invitation: 'invitation-reply',
};

/** What a mail server or program reports: not delivered, read, abused. */
export const report: Sign = ({ report: found }) =>
  found && { sign: 'report', says: 'machine', points: 0, reason: REASONS[found.kind] };
