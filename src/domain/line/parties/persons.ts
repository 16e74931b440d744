import { regExp } from '../../text/pattern.ts';
import { overlaps, type Span } from '../../text/spans.ts';
import { type NamedFirm, NO_FIRM, titled } from '../find/firm.ts';
import { between, type Line } from '../find/line.ts';
import type { Mention } from '../find/mention.ts';
import { TAKES_BACK } from '../find/new-client.ts';
import type { NamedPerson } from '../find/new-person.ts';
import { personNominative } from '../find/nominative.ts';
import type { Field, LinePerson } from '../reading.ts';
import { field, type Seen } from '../seen.ts';
import { COMMON_WORDS, FIRM_NOUN } from '../words/common-words.ts';

/** "Смирнова из Аквилона": whoever has a firm of their own named is no namesake in the directory. */
export function ofFirm({ line, cues }: Seen, firm: NamedFirm, mentions: readonly Mention[]): NamedPerson | undefined {
  if (firm.name.length < 4) return undefined;
  const one = mentions.findLast(({ known, span }) => known.kind === 'person' && span[1] <= firm.span[0]);
  const gap = one ? between(line, one.span[1], firm.span[0]) : '';
  if (!one || !OF_FIRM.test(gap)) return undefined;
  // "met Lisa at Costco": as likely where they met.
  if (/^\s(?:at|@)\s/.test(gap) && cues.some(({ channel }) => channel === 'meeting')) return undefined;
  const name = personNominative(line.raw.slice(...one.span));
  return { name: titled(name), first: one.first, last: one.last, span: one.span, sure: true };
}

/** "Смирнова из Аквилона", "Игорю (Фиалка)", "John at Contoso". */
const OF_FIRM = /^\s(?:(?:из|с|со|of|from|at|@)\s["«“]?|\()$/iu;

/** "ольге из фиалки", "tom from fabrikam", "met Lisa at Costco": where they are from may be a firm that nobody knows. */
export function isFromElsewhere({ line }: Seen, mentions: readonly Mention[]): boolean {
  return mentions.some(({ known, last }) => {
    const [from, place] = [line.tokens[last + 1], line.tokens[last + 2]];
    return (
      known.kind === 'person' &&
      place?.kind === 'word' &&
      (/^(?:из|from|of)$/u.test(from?.text ?? '') ||
        (/^(?:at|@)$/u.test(from?.text ?? '') && /^\p{Lu}/u.test(place.raw))) &&
      place.text.length >= 4 &&
      !mentions.some((other) => other.first <= last + 2 && last + 2 <= other.last) &&
      !COMMON_WORDS.has(place.text) &&
      !FIRM_NOUN.test(place.text) &&
      !NO_FIRM.test(place.text) &&
      !DEPARTMENT.test(place.text)
    );
  });
}
const DEPARTMENT =
  /^(?:отдел|бухгалтер|снабжен|закуп|офис|склад|продаж|логист|производств|отпуск|командиров|дом|дорог|машин|тендер|руководств|правлен|друг|сосед|наш|их$|sales$|accounts?$|purchasing|procurement|finance|legal|head|office|reception|warehouse|support|home|holiday|vacation|production|marketing|logistics|engineering|service|operations|their|upstairs|next)/u;

/** "Марина из ООО Вертикаль": somebody else of that first name. */
export function likeKnown({ line }: Seen, mentions: readonly Mention[]): NamedPerson | undefined {
  const one = mentions.find(({ known, how }) => known.kind === 'person' && how === 'first');
  if (!one) return undefined;
  const name = personNominative(line.raw.slice(...one.span));
  return { name: titled(name), first: one.first, last: one.last, span: one.span, sure: true };
}

export const personOf = ({ id, name, organization }: Mention['known']): LinePerson => ({
  id,
  name,
  ...(organization !== undefined && { organization }),
});
/** "мила нет мария лопес": the second one is meant. */
const isTakenBack = (line: Line, { span }: NamedPerson, known: readonly Mention[]): boolean =>
  known.some((one) => one.span[0] > span[1] && TAKES_BACK.test(between(line, span[1], one.span[0]))) ||
  // "мила нет мария лопес"
  known.some(
    (one) =>
      one.span[0] >= span[0] &&
      one.span[1] > span[1] &&
      /^\S+\s(?:нет|ой|no|sorry)\s/iu.test(between(line, span[0], one.span[0])),
  );
const ABSENT = regExp(
  String.raw`^\s(?:не\s(?:было|застал|застала|нашел|на месте)|нет(?!\p{L})|wasn['’]?t in|not in)|^\sне\s`,
  'iu',
);
const ABSENT_BEFORE = /(?<!\p{L})(?:не|not|нет|instead of|вместо|neither|ни)\s(?:\p{L}+\s?(?:\/|nor|or|ни|и)\s?)?$/iu;

export function personsOf(
  seen: Seen,
  mentions: readonly Mention[],
  newPerson: NamedPerson | undefined,
): { field: Field<readonly LinePerson[]>; span?: Span } | undefined {
  const { line } = seen;
  const people = mentions.filter(({ known }) => known.kind === 'person');
  const isDenied = ({ span }: Pick<Mention, 'span'>) => ABSENT_BEFORE.test(line.folded.slice(0, span[0]));
  const isAbsent = ({ span }: Mention) => ABSENT.test(line.folded.slice(span[1])) || isDenied({ span });
  const present = people.filter((one) => !isAbsent(one));
  const fresh =
    newPerson &&
    !isTakenBack(line, newPerson, present) &&
    (present.length === 0 ||
      /(?<!\p{L})(?:теперь|сейчас там|вместо \p{L}+|now(?: it['’]s)?)\s$/iu.test(
        line.folded.slice(0, newPerson.span[0]),
      ) ||
      (newPerson.sure && newPerson.first < (present[0]?.first ?? 0) && newPerson.first < 3));
  if (newPerson && fresh && !people.some(({ span }) => overlaps(span, newPerson.span))) {
    return {
      field: field<readonly LinePerson[]>(
        [{ name: newPerson.name }],
        newPerson.sure ? 'read' : 'guessed',
        'a name that the directory does not know',
      ),
      span: newPerson.span,
    };
  }
  // "звонил не Дуров": nobody of those who are denied.
  const chosen = present.length > 0 ? present : people.filter((one) => !isDenied(one));
  if (chosen.length === 0) return undefined;
  const disputed = chosen.filter((one) =>
    chosen.some(
      (other) =>
        other !== one && other.known.id !== one.known.id && other.first === one.first && other.last === one.last,
    ),
  );
  if (disputed.length > 1 && disputed.length === chosen.length)
    return {
      field: field<readonly LinePerson[]>(
        undefined,
        'asked',
        'several answer to the name',
        disputed.map(({ known }) => [personOf(known)]),
      ),
    };
  const unique = [...new Map(chosen.map(({ known }) => [known.id, personOf(known)])).values()];
  const sure = Math.min(...chosen.map((one) => one.sure));
  return {
    field: field<readonly LinePerson[]>(
      unique,
      sure >= 0.85 ? 'read' : 'guessed',
      chosen.map(({ span }) => `«${line.raw.slice(...span)}»`).join(' '),
    ),
  };
}
