import { clean, cut } from '../text/html.ts';

/** So long is a tag, and so many does an entry have. */
export const LONGEST_TAG = 30;
export const MOST_TAGS = 20;

/** Tags as people write them, with commas between them or "#" before each; without regard to case, each once. */
export function readTags(text: string): string[] {
  const parts = clean(text)
    .split(/[,;\n]|:::|(?:^|\s)#/u)
    .map((part) => cut(part.replace(/\s+/g, ' ').trim(), LONGEST_TAG))
    .filter((part) => /[\p{L}\p{N}]/u.test(part));
  return [...new Set(parts.map((part) => part.toLowerCase()))].slice(0, MOST_TAGS);
}

export const showTags = (tags: readonly string[]): string =>
  tags.map((tag) => `#${tag.replace(/\s+/g, '_')}`).join(' ');
