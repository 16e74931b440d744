import type { Priority } from '../../contact/contact.ts';
import { regExp } from '../../text/pattern.ts';
import type { Span } from '../../text/spans.ts';
import type { Line } from './line.ts';

const HIGH = regExp(
  String.raw`(?<![\p{L}])(?:(?:не|not) )?(?:(?:очень |very |super )?срочн(?:о|ая|ый|ое)|важн(?:о|ая|ый|ое)|горит|критично|asap|urgent(?:ly)?|important|high priority|top priority|critical)(?![\p{L}])|(?<!(?:ура|супер|класс|круто|наконец|great|wow|yay|finally|yes|woohoo|boom))!!!`,
  'iu',
);
const RESULT = regExp(
  String.raw`(?<!\p{L})(?:итог(?:о|и)?\s?[:—-]|результат\p{L}*\s?[:—-]|рез-т\s?:|в итоге\s?[:—-]|outcome\s?[:—-]|result\s?(?:[:—-]|is(?!\p{L})|was(?!\p{L})))\s*`,
  'iu',
);

/** "срочно", "важно", "ASAP", "!!!". */
export function priorityOf({ folded }: Line): { value: Priority; span: Span } | undefined {
  const match = HIGH.exec(folded);
  if (!match || /^(?:не|not) /iu.test(match[0])) return undefined;
  return { value: 'high', span: [match.index, match.index + match[0].length] };
}

/** What stands after "результат:", to the end of the line. */
export function resultOf({ raw, folded }: Line): string | undefined {
  // Dictated without a mark: the word alone.
  const match =
    RESULT.exec(folded) ?? (/[,.:;]/.test(folded) ? null : /(?<!\p{L})(?:результат|итог)\s(?=\p{L})/iu.exec(folded));
  return match ? raw.slice(match.index + match[0].length).trim() || undefined : undefined;
}
