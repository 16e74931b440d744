/** What a machine tells of a letter of ours. */
export const reportKinds = [
  'bounce',
  'delay',
  'delivered',
  'read',
  'unread',
  'absent',
  'abuse',
  'dmarc',
  'invitation',
] as const;
export type ReportKind = (typeof reportKinds)[number];

/** Why a letter did not arrive, for which there are words. */
export const bounceReasons = ['recipient', 'domain', 'full', 'spam', 'size', 'other'] as const;
export type BounceReason = (typeof bounceReasons)[number];

export interface MachineReport {
  kind: ReportKind;
  /** Whom the letter was for. */
  recipients: string[];
  reason?: BounceReason;
  /** The server's own words. */
  detail?: string;
  /** Message-IDs of what it tells of, the surest first. */
  about: string[];
  /** Of somebody who is away: the first day that they are back, or the last that they are not, as it is written. */
  until?: string;
}
