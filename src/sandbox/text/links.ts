const SCHEMES = new Set(['http:', 'https:', 'ftp:', 'tg:', 'ton:', 'tonsite:']);

/**
 * The address as Telegram stores it, or undefined where it would refuse it: unknown schemes (mailto:, tel:),
 * hosts without a dot (localhost).
 */
export function checkUrl(raw: string): string | undefined {
  const source = /^[a-z][a-z0-9+.-]*:/iu.test(raw) ? raw : `http://${raw}`;
  if (!URL.canParse(source)) return undefined;
  const url = new URL(source);
  if (!SCHEMES.has(url.protocol)) return undefined;
  if (url.protocol.startsWith('t')) return url.href;
  return url.hostname.includes('.') || url.hostname.startsWith('[') ? url.href : undefined;
}
