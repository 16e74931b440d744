import { regExp } from '../text/pattern.ts';
import type { Seen } from './seen.ts';

const COME_IN = regExp(
  String.raw`^[\s\p{P}]{0,3}(?:вх(?:од\p{L}*)?(?:\.|(?!\p{L}))|inbound|incoming|enquiry|inquiry|(?:новая |пришла )?заявка|(?:новый |пришел )?запрос)(?!\p{L})`,
  'iu',
);

/** "вх 8 343 ..., тендер через месяц", "inbound lead - ..., demo Thurs 3pm": it came, and what is to come stands in a clause of its own. */
export const hasComeIn = ({ line, moments }: Pick<Seen, 'line' | 'moments'>): boolean =>
  COME_IN.test(line.folded) &&
  moments.every(({ clause }) => clause > 0) &&
  line.tokens.some(({ clause }) => clause > 0);
