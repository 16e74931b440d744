import type { ParsedFile } from '../parsed.ts';
import { isDot } from './picture-size.ts';

/*
 * Pictures that stand in the HTML itself, as an address that holds them.
 */

const PICTURE = /\bsrc\s*=\s*(["']?)data:image\/([a-z0-9.+-]{1,20})(?:;[^,"'>]{0,100})?;base64,/gi;
const MOST = 50;

/** HTML in which such pictures have a short address each, and the pictures by it. Those that show nothing have none. */
export function withoutDataPictures(html: string): { html: string; files: Map<string, ParsedFile> } {
  const files = new Map<string, ParsedFile>();
  if (!/data:image\//i.test(html)) return { html, files };
  const kept: string[] = [];
  let at = 0;
  for (const match of html.matchAll(PICTURE)) {
    if (match.index < at || files.size === MOST) continue;
    const [whole, quote = '', type = ''] = match;
    const from = match.index + whole.length;
    const end = endOf(html, from, quote);
    const content = Buffer.from(html.slice(from, end).replace(/%2B/gi, '+').replace(/%2F/gi, '/'), 'base64');
    const source = `data:${files.size + 1}`;
    kept.push(html.slice(at, match.index), `src=${quote}${source}`);
    at = end;
    if (isDot(content)) continue;
    const extension = type.replace(/\+xml$/i, '').replace('jpeg', 'jpg');
    files.set(source, { name: `picture-${files.size + 1}.${extension}`, mime: `image/${type.toLowerCase()}`, content });
  }
  return { html: kept.join('') + html.slice(at), files };
}

function endOf(html: string, from: number, quote: string): number {
  const found = quote === '' ? html.slice(from, from + 30_000_000).search(/[\s>]/) + from : html.indexOf(quote, from);
  return found < from ? html.length : found;
}
