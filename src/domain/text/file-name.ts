import { clean, cut } from './html.ts';

/** The longest name a file is kept under, in code points. */
const LIMIT = 100;
const EXTENSION_LIMIT = 12;
/** Of a longer name only the beginning and the end are looked at, in UTF-16 units: what is between is cut in any case. */
const LOOKED_AT = 2000;

/**
 * A file's name as it may be stored, shown and sent: the last part of a path, without characters that any file system
 * takes for something else, never hidden, never empty. The extension survives the cutting, for it is what opens the file.
 */
export function safeName(name: string, otherwise = 'file'): string {
  const last = clean(bounded(name)).split(/[/\\]/).at(-1) ?? '';
  const harmless = last
    .replace(/[\n\t]/g, ' ')
    .replace(/[<>:"|?*\u200e\u200f\u2066-\u2069]/g, '_')
    .replace(/\s+/g, ' ')
    .replace(/^[.\s]+|(?<![.\s])[.\s]+$/g, '');
  if (harmless === '') return otherwise;
  const dot = harmless.lastIndexOf('.');
  const extension = dot > 0 && harmless.length - dot <= EXTENSION_LIMIT ? harmless.slice(dot) : '';
  const stem = extension ? harmless.slice(0, dot) : harmless;
  return cut(stem, LIMIT - extension.length) + extension;
}

function bounded(name: string): string {
  const last = name.slice(Math.max(name.lastIndexOf('/'), name.lastIndexOf('\\')) + 1);
  return last.length <= 2 * LOOKED_AT ? last : last.slice(0, LOOKED_AT) + last.slice(-LOOKED_AT);
}
