import { clean, cut } from './html.ts';

/** The longest name a file is kept under, in code points. */
const LIMIT = 100;
const EXTENSION_LIMIT = 12;

/**
 * A file's name as it may be stored, shown and sent: the last part of a path, without characters that any file system
 * takes for something else, never hidden, never empty. The extension survives the cutting, for it is what opens the file.
 */
export function safeName(name: string, otherwise = 'file'): string {
  const last = clean(name).split(/[/\\]/).at(-1) ?? '';
  const harmless = last
    .replace(/[\n\t]/g, ' ')
    .replace(/[<>:"|?*\u200e\u200f\u2066-\u2069]/g, '_')
    .replace(/\s+/g, ' ')
    .replace(/^[.\s]+|[.\s]+$/g, '');
  if (harmless === '') return otherwise;
  const dot = harmless.lastIndexOf('.');
  const extension = dot > 0 && harmless.length - dot <= EXTENSION_LIMIT ? harmless.slice(dot) : '';
  const stem = extension ? harmless.slice(0, dot) : harmless;
  return cut(stem, LIMIT - extension.length) + extension;
}
