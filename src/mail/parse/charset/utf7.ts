/** A run of coded signs, and what ends it: "-", or whatever is not a sign of base64. */
const RUN = /\+([A-Za-z0-9+/]*)(-?)/g;
const BITS = 16;

/** UTF-7 (RFC 2152), which Node does not know. What cannot be a run, as a phone number, stays as it is. */
export const fromUtf7 = (text: string): string =>
  text.replace(RUN, (whole, coded: string, closing: string) => {
    if (coded === '') return closing === '' ? whole : '+';
    if (/^\d+$/.test(coded)) return whole;
    const spare = (coded.length * 6) % BITS;
    const bytes = Buffer.from(coded, 'base64');
    const units = Math.floor((coded.length * 6) / BITS);
    // Bits at the end that belong to no sign are fewer than one of base64 has, and zeros.
    if (units === 0 || spare >= 6 || (value(coded.at(-1)) & ((1 << spare) - 1)) !== 0) return whole;
    const read = Buffer.from(bytes.subarray(0, units * 2))
      .swap16()
      .toString('utf16le');
    return read;
  });

const value = (sign = 'A'): number => (Buffer.from(`AAA${sign}`, 'base64')[2] ?? 0) & 63;
