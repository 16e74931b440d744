import { regExp } from '../../text/pattern.ts';
import type { SaidDay } from '../../time/pieces.ts';
import type { Said } from '../../time/resolve.ts';
import { between, type Line } from './line.ts';
import type { Moment } from './moments.ts';

export const SELF_CORRECTION = regExp(
  String.raw`(?<!\p{L})(?:вру|точнее|вернее|то есть|хотя нет|пусть будет|пардон|ошиб(?:ся|лась)|i mean|make (?:that|it)|scratch that|correction)(?!\p{L})|^[\s,.?!-]*(?:нет|неа|не|ой|стоп|погоди(?:те)?|подожди(?:те)?|постой|хотя|no|nope|sorry|actually|rather|wait|hang on|hold on|scratch that|oops)[\s,.-]*(?:(?:wait|sorry|actually|подожди|погоди|постой|стоп|нет|лучше|давай|no|make it|rather)[\s,.-]*){0,2}(?:(?:в|на|к|at|on|by)\s)?$`,
  'iu',
);
export const NEGATED = /(?<!\p{L})(?:не|not(?: (?:in |on )?the)?)\s$/iu;

export const sameDay = (a: SaidDay, b: SaidDay): boolean => JSON.stringify(a) === JSON.stringify(b);

/** "в среду, нет, в четверг": the second is meant, with what only the first says. "Не в среду" is not meant at all. */
export function corrected(line: Line, moments: readonly Moment[]): Moment[] {
  const result: Moment[] = [];
  let withdrawn: Moment | undefined;
  for (const moment of moments) {
    if (
      NEGATED.test(between(line, moment.span[0] - 12, moment.span[0])) ||
      isTheirs(line, moment) ||
      isCounted(line, moment)
    )
      continue;
    const last = result.at(-1);
    const gap = last ? between(line, last.span[1], moment.span[0]) : '';
    if (withdrawn) {
      result.push(insteadOf(withdrawn, moment));
      withdrawn = undefined;
      continue;
    }
    if (last && isWithdrawn(last, moment, gap)) {
      withdrawn = result.pop();
      continue;
    }
    if (last && gap.length <= 45 && SELF_CORRECTION.test(gap)) {
      result.pop();
      const { day, clock, daypart } = last.said;
      const said: Said = {
        ...(day && !moment.said.day && { day }),
        ...(clock && moment.said.day && !moment.said.clock && !moment.said.daypart && { clock }),
        ...(daypart && !moment.said.daypart && !moment.said.clock && { daypart }),
        ...moment.said,
      };
      result.push({ ...moment, said, spans: [[last.span[0], moment.span[1]]], span: [last.span[0], moment.span[1]] });
    } else result.push(moment);
  }
  return withdrawn ? [...result, withdrawn] : result;
}

/** "завтра, ой нет, завтра он в отгуле, в среду": the day is said again to say that it is none. */
const isWithdrawn = ({ said: { day } }: Moment, again: Moment, gap: string): boolean =>
  day !== undefined &&
  again.said.day !== undefined &&
  sameDay(day, again.said.day) &&
  gap.length <= 110 &&
  /(?<!\p{L})(?:ой,? нет|нет,? стоп|а,? нет|стоп|no,? wait|wait,? no|no,? hang on|no,? sorry|oh no|scratch that)(?!\p{L})/iu.test(
    gap,
  );

/** Another day with the hour of the one that is withdrawn. */
function insteadOf({ said: { clock, daypart }, spans }: Moment, moment: Moment): Moment {
  const isOpen = !moment.said.clock && !moment.said.daypart;
  const said: Said = { ...(isOpen && clock && { clock }), ...(isOpen && daypart && { daypart }), ...moment.said };
  return { ...moment, said, spans: [...spans, ...moment.spans] };
}

/** "с понедельника новый лимит, в тот же день в 12 созвон": the day that was told before. */
export function onSameDay(line: Line, moment: Moment, index: number, all: readonly Moment[]): Moment {
  const day = all[index - 1]?.said.day;
  if (moment.said.day || !moment.said.clock || !day) return moment;
  const isSame = /(?<!\p{L})(?:в тот же день|того же дня|(?:the )?same day|that day),?\s$/iu.test(
    between(line, moment.span[0] - 18, moment.span[0]),
  );
  return isSame ? { ...moment, said: { ...moment.said, day }, days: [day] } : moment;
}

/** "у них 9 утра": told beside ours. */
const isTheirs = (line: Line, { span, said }: Moment): boolean =>
  !said.day &&
  /(?<!\p{L})(?:у них(?: это| будет)?|это у нас|у нас это|their time)\s$/iu.test(between(line, span[0] - 16, span[0]));

/** "left vm, 2nd this wk", "третий раз за неделю": how often, and no day. */
const isCounted = (line: Line, { span, said }: Moment): boolean =>
  (said.day?.kind === 'week' || said.day?.kind === 'edge') &&
  !said.clock &&
  COUNTED.test(between(line, span[0] - 30, span[0]));
const COUNTED = regExp(
  String.raw`(?<![\p{L}\p{N}])(?:\d{1,2}(?:st|nd|rd|th)|first|second|third|fourth|fifth|once|twice|\d{1,2}(?:-?(?:й|я|ый|ой|ая|ий))|перв(?:ый|ая)|втор(?:ой|ая)|трет(?:ий|ья)|четверт(?:ый|ая)|пят(?:ый|ая)|дважды|трижды|\d{1,2}\sraza?|раз)\s(?:(?:time|times|call|try|attempt|visit|one|раз|раза|звонок|попытка|встреча)\s)?(?:на\s|за\s)?$`,
  'iu',
);
