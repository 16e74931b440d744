/** A longer address is nobody's link. */
const LONGEST = 2000;
const DOCUMENT = /^https?:\/\/\S+\.(?:pdf|docx?|xlsx?|pptx?|csv|zip|rar|7z|dwg)(?:[?#]\S*)?$/i;

/**
 * What is told behind a link's words: its address, as far as the words do not show it; the empty string where there is nothing
 * to tell.
 */
export function linkTold(address: string, words: string): string {
  if (address.length > LONGEST) return '';
  // A picture that leads to a document; other pictures lead to where the sender wants to be visited.
  if (words === '') return DOCUMENT.test(address) ? `(${address})` : '';
  if (/^(?:mailto|tel):/i.test(address)) return wayTold(address, words);
  if (!/^(?:(?:https?|ftp):\/\/|www\.)\S/i.test(address)) return '';
  return bare(words) === bare(address) ? '' : ` (${address})`;
}

/** An e-mail address or a phone that is not seen in the words. */
function wayTold(href: string, words: string): string {
  const way = safeDecode(href.replace(/^\w+:/, '').replace(/\?.*$/s, '')).trim();
  const digits = (one: string) => one.replace(/\D/g, '');
  const seen = way.includes('@')
    ? words.toLowerCase().includes(way.toLowerCase())
    : digits(words).endsWith(digits(way).slice(-7));
  return way === '' || seen ? '' : ` (${way})`;
}

function safeDecode(text: string): string {
  try {
    return decodeURIComponent(text);
  } catch {
    return text;
  }
}

const bare = (address: string): string =>
  address
    .replace(/^(?:https?:\/\/)?(?:www\.)?/i, '')
    .replace(/\/$/, '')
    .toLowerCase();
