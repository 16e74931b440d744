import { overlaps, type Span, tidy } from '../text/spans.ts';
import type { Line } from './find/line.ts';
import { verbForm } from './words/verbs.ts';

/** Words that may leave with the fields they stand between, and that nobody misses. */
const GLUE = new Set(
  'я мы мне нам нас меня с со к ко в во на у из от для и а по до был была было были была i we me us to with w w/ from at for on of a an the just и надо нужно бы напомни напомнить запланируй запланировать запиши записать поставь поставить remind need has had have was is got please pls новый new короче ну так значит э эм вот слушай right okay ok um so quick note'.split(
    ' ',
  ),
);
const PREPOSITION = new Set(
  'о об обо по про насчет с со к ко в во на у из от для до за the a an re about regarding with for to from at on of by w без через и а но and but что чтобы'.split(
    ' ',
  ),
);

/**
 * What is shown as the contact's text: the line less a head or tail that became fields entirely. Nothing is cut from the middle,
 * and a name that a verb follows stays with it.
 */
export function contentOf(
  line: Line,
  taken: readonly Span[],
  clauses: { tail: boolean; empty: readonly Span[]; fields: readonly Span[] },
): string {
  const { tokens, raw } = line;
  const isTaken = (index: number): boolean => {
    const token = tokens[index];
    return token !== undefined && taken.some((span) => overlaps(span, token.span));
  };
  const isGlue = (index: number): boolean => {
    const token = tokens[index];
    return (
      token !== undefined &&
      (GLUE.has(token.text) || (token.kind === 'mark' && /^[,.:;()"«»“”!–—/@-]$/.test(token.text)))
    );
  };
  // "send Acme an email": nothing but words that became fields, and those of writing and sending.
  const saysNothing = tokens.every(
    (token, index) => isTaken(index) || isGlue(index) || clauses.empty.some((span) => overlaps(span, token.span)),
  );
  if (saysNothing && clauses.empty.length > 0 && raw.length <= (tokens.at(-1)?.span[1] ?? 0) + 2) return '';
  let head = 0;
  while (head < tokens.length && (isTaken(head) || isGlue(head))) head++;
  if (head >= tokens.length && raw.length <= (tokens.at(-1)?.span[1] ?? 0) + 2) return '';
  // "к Волковой с образцами": a preposition belongs to what follows it.
  while (head > 0 && !isTaken(head - 1)) head--;
  while (head > 0 && /^["»”’)]$/u.test(tokens[head]?.text ?? '')) head++;
  head = withSubject(line, withParticle(line, head, isTaken), taken);
  let tail = tokens.length;
  if (clauses.tail && endsApart(line, isTaken)) {
    while (tail > head && isTaken(tail - 1)) tail--;
    // "отправить экспресс почтой": a word of the contact alone, with no mark before it, belongs to the sentence.
    const isBare =
      tail < tokens.length &&
      tokens[tail - 1]?.kind === 'word' &&
      !clauses.fields.some((span) => overlaps(span, tokens[tail]?.span ?? [0, 0]));
    // "call Lisa after the 14th": the day alone would say less.
    if (isBare || (tail < tokens.length && LIMITS.test(line.folded.slice(0, tokens[tail]?.span[0]))))
      tail = tokens.length;
    if (tail < tokens.length)
      while (
        tail > head &&
        (tokens[tail - 1]?.kind === 'mark'
          ? /^[,:;/+&@-]$/.test(tokens[tail - 1]?.text ?? '')
          : PREPOSITION.has(tokens[tail - 1]?.text ?? ''))
      )
        tail--;
  }
  const start = head === 0 ? 0 : (tokens[head]?.span[0] ?? 0);
  const end = tail === tokens.length ? raw.length : (tokens[tail - 1]?.span[1] ?? raw.length);
  return trimmed(raw.slice(start, end), head > 0);
}

const LIMITS = /(?<!\p{L})(?:раньше|ранее|позже|позднее|после|before|after|earlier than|later than)\s(?:the\s)?$/iu;

/** Whether what stands at the end and became fields is a clause of its own, or ends the first one: "оплата до 10.12" is neither. */
function endsApart({ tokens }: Line, isTaken: (index: number) => boolean): boolean {
  let first = tokens.length;
  while (first > 0 && isTaken(first - 1)) first--;
  const [clause, before] = [tokens[first]?.clause, tokens[first - 1]?.clause];
  return clause !== undefined && (clause === 0 || clause !== before || tokens[first - 1]?.kind === 'mark');
}

/** "hank rang off before i could ask": a verb that another word makes another one stays with it, and with who does it. */
function withParticle({ tokens }: Line, head: number, isTaken: (index: number) => boolean): number {
  const [next, last] = [tokens[head], tokens[head - 1]];
  if (!next || !last || !isTaken(head - 1) || verbForm(last.text) !== 'past') return head;
  // "приезжала с мужем": with whom or what for, where it became no field.
  if (/^(?:с|со|за|из-за|ради|вместе)$/u.test(next.text)) return head - 1;
  if (!/^(?:off|out|away|up|over|in|round|before|when|while|because|but|как|когда|пока|но)$/.test(next.text))
    return head;
  return isTaken(head - 2) ? head - 2 : head - 1;
}

/** Of "off the phone with northwind, tom says ..." tom is who says it. */
function withSubject(line: Line, head: number, taken: readonly Span[]): number {
  const { tokens } = line;
  const [next, last] = [tokens[head], tokens[head - 1]];
  if (!next || !last || last.kind !== 'word' || !taken.some((span) => overlaps(span, last.span))) return head;
  // "Tom's signature"
  if (/^['’]s$/.test(next.text)) return startOfName(head, tokens, taken);
  if (next.kind !== 'word') return head;
  const isVerb =
    verbForm(next.text) === 'past' ||
    /^(?:says?|wants?|is|has|will|needs|thinks|asks?|хочет|хотят|просит|просят|говорит|ждет|взяла|молчит|готов|согласен|нет|wasn['’]?t|isn['’]?t)$/u.test(
      next.text,
    ) ||
    /^['’]s$/.test(next.text);
  if (!isVerb) return head;
  if (verbForm(last.text) !== undefined) return head;
  // "ООО Сигма прислали", "дмитрий орлов просил": all of the name.
  const first = startOfName(head, tokens, taken);
  return PREPOSITION.has(tokens[first - 1]?.text ?? '') ? governed(line, head, first, taken) : first;
}

/** "Встреча с Орловым прошла", "tom from northwind was in": with what governs the name; "с Дуровым договорились" leaves it. */
function governed({ tokens }: Line, head: number, first: number, taken: readonly Span[]): number {
  const noun = tokens[first - 2];
  if (noun?.kind !== 'word' || !taken.some((span) => overlaps(span, noun.span))) return head;
  return startOfName(first - 1, tokens, taken);
}

/** Where the name begins that ends right before a token. */
function startOfName(head: number, tokens: Line['tokens'], taken: readonly Span[]): number {
  const last = tokens[head - 1];
  const name = last && taken.find((span) => overlaps(span, last.span));
  const first = name ? tokens.findIndex(({ span }) => span[0] >= name[0]) : head - 1;
  return Math.min(first, head - 1);
}

function trimmed(text: string, cut: boolean): string {
  const bare = cut ? text.replace(/^[\s,;:.)»”–—-]+(?=\s|[\p{L}\p{N}"«(])/u, '') : text;
  return (cut ? tidy(bare) : bare).trim();
}
