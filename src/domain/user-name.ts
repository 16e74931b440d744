import { clean, cut } from './text/html.ts';

const LONGEST = 64;

/** What the bot itself writes around a name, or a name needs to look like somebody else's. */
const MISLEADING = /[@＠﹫·•|:/\\<>()[\]{}]|\bid\b/iu;

/**
 * The name that somebody gave themselves at Telegram, made fit to stand beside words of ours: one line, nothing invisible,
 * at most 64 characters. One that could be read as more than a name ("Ivan (@director)") stands in quotes, out of which it
 * cannot get. The same again for a name made so already.
 */
export function shownName(name: string): string {
  const line = clean(name.slice(0, 1000))
    .replace(/\p{Cf}/gu, '')
    .replace(/\s+/gu, ' ')
    .trim();
  if (!MISLEADING.test(line)) return cut(line, LONGEST);
  return `«${cut(line.replace(/[«»"“”„]/gu, ''), LONGEST)}»`;
}
