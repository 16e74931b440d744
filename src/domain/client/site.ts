/** From where people reach the program's own web address: from anywhere, from the same network, from the same computer. */
export type SiteReach = 'anywhere' | 'network' | 'computer';

/** How far an address reaches, by its host alone: whether something listens there is another question. */
export function reachOf(address: string): SiteReach {
  const host = new URL(address).hostname.replace(/^\[|\]$/g, '').toLowerCase();
  if (host === 'localhost' || host.endsWith('.localhost') || /^127\./.test(host) || host === '::1') return 'computer';
  if (host === '0.0.0.0' || host === '::') return 'computer';
  const isPrivate =
    /^10\.|^192\.168\.|^169\.254\.|^172\.(?:1[6-9]|2\d|3[01])\.|^100\.(?:6[4-9]|[7-9]\d|1[01]\d|12[0-7])\./.test(
      host,
    ) || /^f[cd][0-9a-f]{2}:|^fe80:/.test(host);
  // A name without a dot is known to the local network only.
  if (isPrivate || host.endsWith('.local') || !/[.:]/.test(host)) return 'network';
  return 'anywhere';
}
