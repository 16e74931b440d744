import { regExp } from '../../text/pattern.ts';
import type { Cue } from '../find/cues.ts';
import type { Field, LineChannel } from '../reading.ts';
import { field, type Seen } from '../seen.ts';
import { outright } from './outright.ts';
import { awaited } from './subject.ts';

const OTHERS: readonly LineChannel[] = ['phone', 'meeting', 'email', 'messenger'];

const EMAIL_SAID = regExp(
  String.raw`[\p{L}\d]@[\p{L}\d]|(?<!\p{L})(?:inbox|bounced|рассылк\p{L}+|спам\p{L}*)(?!\p{L})`,
  'iu',
);
/** Brought in person: "отнести договор". */
const CARRIES = regExp(
  String.raw`(?<!\p{L})(?:(?:отдал|передал|вручил|занес|завез|отнес|забрал|привез)[аи]?(?! в (?:работу|бухгалтерию|суд|отдел))|отнести|занести|передать лично|отвезти|завезти|привезти|подвезти|привез[уе]\p{L}*|вручить|забрать|drop off|deliver in person|hand over)(?!\p{L})`,
  'iu',
);

export function channelOf(seen: Seen, cue: Cue | undefined, planned: boolean): Field<LineChannel> {
  const { cues, line, mentions } = seen;
  const isAwaited = awaited(seen);
  const others = (own: LineChannel) => OTHERS.filter((one) => one !== own);
  if (!cue) {
    const way = outright(line.folded);
    // "вх", "исх" alone are calls; "inbound enquiry" may be anything.
    if (way)
      return /^\p{Lu}?[вхис]{2,3}\.?$/iu.test(line.folded.slice(...way))
        ? field<LineChannel>('phone', 'read', 'incoming or outgoing')
        : field<LineChannel>('phone', 'guessed', 'incoming or outgoing', others('phone'));
    // "завтра в 3 к Волковой"
    if (EMAIL_SAID.test(line.folded))
      return field<LineChannel>('email', 'guessed', 'an e-mail address', others('email'));
    const isThere = planned && mentions.some(({ span }) => /(?<!\p{L})ко?\s$/iu.test(line.folded.slice(0, span[0])));
    if (isThere) return field<LineChannel>('meeting', 'guessed', 'to their place', others('meeting'));
    if (planned && isAwaited) return field<LineChannel>('meeting', 'guessed', 'they are waited for', others('meeting'));
    if (planned && SEES.test(line.folded))
      return field<LineChannel>('meeting', 'guessed', 'something to look at', others('meeting'));
    if (FACE_TO_FACE.test(line.folded))
      return field<LineChannel>('meeting', 'guessed', 'where it was', others('meeting'));
    if (CARRIES.test(line.folded))
      return field<LineChannel>('meeting', 'guessed', 'brought to them', others('meeting'));
    return field<LineChannel>('phone', 'guessed', 'no word tells the channel', others('phone'));
  }
  const named = cues.find(
    (one) => one.channel && !one.or && one.form === 'noun' && Math.abs(one.clause - cue.clause) <= (cue.sends ? 2 : 1),
  );
  if (cue.sends) {
    const by = named && ['messenger', 'email', 'fax'].includes(named.channel ?? '') ? named : undefined;
    if (by?.channel) return field<LineChannel>(by.channel, 'read', `«${by.text}»`);
    if (/@/.test(line.folded)) return field<LineChannel>('email', 'read', 'an e-mail address');
    return field<LineChannel>('email', 'guessed', `«${cue.text}»`, others('email'));
  }
  if (!cue.channel) {
    const next = cues.find(({ channel, form, clause }) => channel && form !== 'noun' && clause === cue.clause);
    if (next?.channel) return field<LineChannel>(next.channel, 'read', `«${next.text}»`);
    return field<LineChannel>('phone', 'guessed', `«${cue.text}»`, others('phone'));
  }
  // "не взял трубку, написал в ватсап": tried by one way, done by another.
  const instead = cue.missed && cues.find((one) => one.form === 'past' && !one.missed && one.span[0] > cue.span[0]);
  const by = instead && (instead.channel ?? (instead.sends && (named?.channel ?? 'email')));
  if (by && by !== cue.channel)
    return field<LineChannel>(cue.channel, 'guessed', `«${cue.text}», and then «${instead.text}»`, [
      by,
      ...others(cue.channel).filter((one) => one !== by),
    ]);
  if (cue.or) {
    // "поговорили по телефону", "spoke on Teams": what it was done by stands beside it.
    const isBeside =
      named && Math.min(Math.abs(named.span[0] - cue.span[1]), Math.abs(cue.span[0] - named.span[1])) <= BESIDE;
    if (named?.channel && isBeside) return field<LineChannel>(named.channel, 'read', `«${named.text}»`);
    return field<LineChannel>(cue.channel, 'guessed', `«${cue.text}»`, others(cue.channel));
  }
  // Told late, and by no verb: it may be a word of what was spoken of.
  const isLate = cue.form === 'noun' && cue.span[0] > LATE_NOUN && !named;
  return isLate || (cue.form === 'noun' && wordsBefore(seen, cue) > 4)
    ? field<LineChannel>(cue.channel, 'guessed', `«${cue.text}» late in the line`, others(cue.channel))
    : field<LineChannel>(cue.channel, 'read', `«${cue.text}»`);
}
/** "в пт смотреть с Орловым кран" */
const SEES = /(?<!\p{L})(?:(?:по|о)?смотреть|показать|показывать) (?:с|со) \p{L}/iu;
const LATE_NOUN = 60;
/** In characters. */
const BESIDE = 45;

/** Words that are no names and no times, before a word for the contact. */
const wordsBefore = ({ line, mentions, moments }: Seen, cue: Cue): number =>
  line.tokens.filter(
    ({ kind, span }) =>
      kind === 'word' &&
      span[1] <= cue.span[0] &&
      ![...mentions, ...moments].some((one) => one.span[0] < span[1] && span[0] < one.span[1]),
  ).length;

/** Where people are face to face: "in the lift", "на проходной". */
const FACE_TO_FACE = regExp(
  String.raw`(?<!\p{L})(?:on (?:the |their |\p{L}+['’]s )?(?:dock|site|stand|shop floor)|in the (?:lift|elevator|corridor|lobby|car park|hallway|canteen|queue|pub|bar)|at (?:the |their )?(?:airport|station|expo|show|trade fair|reception|gate|pub|bar|warehouse|yard)|на (?:проходной|складе|стройке|объекте|парковке|перроне|вокзале|ярмарке)|в (?:лифте|коридоре|холле|аэропорту|сапсане|поезде|самолете|столовой|кафе|ресторане|баре|приемной))(?!\p{L})`,
  'iu',
);
