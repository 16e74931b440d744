import { regExp } from '../../text/pattern.ts';
import type { Span } from '../../text/spans.ts';

export const INCOMING = regExp(
  String.raw`(?<![\p{L}\p{N}])(?:вх(?:\.|од\.?|одящ\p{L}+)?|incoming|inbound)(?![\p{L}\p{N}]|\s?№)`,
  'iu',
);
export const OUTGOING = regExp(
  String.raw`(?<![\p{L}\p{N}])(?:исх(?:\.|од\.?|одящ\p{L}+)?|outgoing|outbound)(?![\p{L}\p{N}]|\s?№|\.?\s?\d)`,
  'iu',
);

/** Where the line says outright which way it went: "вх", "исходящий". */
export const outright = (text: string): Span | undefined => {
  const match = INCOMING.exec(text) ?? OUTGOING.exec(text);
  return match ? [match.index, match.index + match[0].length] : undefined;
};
