import type { Cue, Tense } from './channel.ts';

// Only for the tense; they say too much of the matter to be cut out.
const PAST =
  /(?<!\p{L})(?:обсудил|обсуждал|договорил|поговорил|говорил|пообщал|подписал|согласовал|провел|провели|рассказал|просил|попросил|был[аио]?(?!\p{L})|discussed|talked|spoke|agreed|signed|asked|had(?!\p{L})|was(?!\p{L}))/iu;
const FUTURE =
  /(?<!\p{L})(?:надо|нужно|необходимо|план|напомни|обсудить|уточнить|узнать|договориться|подписать|will|need to|must|have to|plan(?!t)|remind|schedule|to discuss|discuss(?!ed|ion))/iu;

const STRETCH =
  '(?:недел|месяц|квартал|год|лет|осен|зим|весн|январ|феврал|март|апрел|ма[йя]|июн|июл|август|сентябр|октябр|ноябр|декабр)\\p{L}*';
/** When, in words that fix no day: of what is to come all the same. */
const TO_COME = new RegExp(
  `(?<!\\p{L})(?:${[
    `через (?:\\d+|пару|несколько|полтор\\p{L}|пол-?\\s?\\p{L}+|${STRETCH}|день|час)`,
    `(?:в|к|до|с) (?:конц[еуа]|начал[еуа]|середин[еуы])(?: \\p{L}+)? ${STRETCH}`,
    `(?:в )?(?:следующ|будущ)\\p{L}+ ${STRETCH}`,
    'на днях|на той неделе|после (?:праздников|выходных|отпуска|нового года)|скоро|попозже',
    '(?:in|within) (?:\\d+|a few|several|a couple)|(?:at the|by the|the) (?:end|middle|beginning) of|next (?:month|quarter|year)',
    'later this \\p{L}+|after the holidays|soon',
  ].join('|')})(?!\\p{L})`,
  'iu',
);

/** Past or future by the first verb that tells it. An English verb in its plain form at the beginning is an order: "call Acme". */
export function tenseOf(text: string, cues: readonly Cue[]): Tense | undefined {
  const verb = cues.find(({ tense }) => tense !== undefined);
  if (verb) return verb.tense;
  if (/^\W*(?:to )?(?:call|phone|ring|meet|visit|message|text|mail|e-?mail|fax)\s(?!with|from|about)\p{L}/iu.test(text))
    return 'future';
  if (PAST.test(text)) return 'past';
  const [coming, promise] = [TO_COME.exec(text)?.index, promiseFrom(text, undefined)];
  const isComing = coming !== undefined && !(promise !== undefined && promise < coming);
  return FUTURE.test(text) || isComing ? 'future' : undefined;
}

const ASKED = 'попросил|просил|просит|просят|хочет|хотят|asked|asks|wants?(?!\\p{L})';
const AGREED =
  'договорил|условил|назначил|обещал|пообещал|обещает|обещают|перезвонит(?!\\p{L})|ждет|ждут|agreed|promised|scheduled|arranged|expects?(?!\\p{L})';
const asked = new RegExp(`(?<!\\p{L})(?:${ASKED})`, 'iu');
const promised = new RegExp(`(?<!\\p{L})(?:${ASKED}|${AGREED})`, 'iu');

/**
 * Where the text begins to tell of what is asked for, or, when it tells of what was, of what was agreed on ("договорились
 * встретиться", "agreed to meet"): a day after it is not a day of this contact. Undefined where it does not.
 */
export function promiseFrom(text: string, tense: Tense | undefined): number | undefined {
  return (tense === 'past' ? promised : asked).exec(text)?.index;
}
