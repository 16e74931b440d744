import { regExp } from '../text/pattern.ts';
import type { Parties } from './parties.ts';
import type { Seen } from './seen.ts';
import { turnOf } from './turn.ts';
import { outright } from './way/outright.ts';
import { verbForm } from './words/verbs.ts';

const GREETING = regExp(
  String.raw`^[\s\p{P}]{0,3}(?:привет\p{L}*|здравствуй\p{L}*|здрасте|добр(?:ый|ое|ого) (?:день|утро|вечер|дня)|доброе утро|спасибо\p{L}*|благодарю|пока|до свидания|ок|окей|ага|да|нет|угу|понял\p{L}*|ясно|хорошо|отлично|супер|класс|тест|тест-тест|проверка|раз раз|раз два|hi|hello|hey|thanks|thank you|thx|ta|cheers|bye|ok|okay|yes|no|cool|great|test|testing|lol|morning|good (?:morning|afternoon|evening)|what can you do|help|помощь|что ты умеешь)(?:[\s\p{P}\p{S}]+(?:привет\p{L}*|всем|большое|тебе|вам|бот|там|there|all|everyone|mate|you|again|testing|one|two|three|1|2|3|раз|два|три)){0,5}[\s\p{P}\p{S}]*$`,
  'iu',
);
const TESTING = regExp(
  String.raw`^[\s\p{P}]{0,3}(?:testing|test|тест|проверка|раз[\s,]+раз|раз[\s,]+два)(?!\p{L})`,
  'iu',
);
/** Said to another assistant, or for a laugh. */
const TO_OTHERS = regExp(
  String.raw`^[\s\p{P}]{0,3}(?:ok(?:ay)?,? google|о[кл]?кей,? гугл|hey,? siri|siri|alexa|алиса|маруся|салют|сири)(?!\p{L})`,
  'iu',
);
const LAUGHS = regExp(
  String.raw`(?:(?<!\p{L})(?:lol|lmao|haha\p{L}*|ха-?ха\p{L}*|ахах\p{L}*|ржу)[\s\p{P}\p{S}]*|\s?\){1,5}|[😂🤣😆😅]\s*)$`,
  'iu',
);
/** Errands of one's own. */
const ERRAND = regExp(
  String.raw`^[\s\p{P}]{0,3}(?:надо |нужно |не забыть |need to |remember to )?(?:купить|забронировать|заказать (?:такси|пиццу|еду|воду|столик)|записаться (?:к|на)|помыть|забрать (?:ребенка|детей|сына|дочь)|buy|book (?:a )?(?:table|taxi|flight|hotel|haircut)|order (?:lunch|pizza|coffee|paper|printer))(?!\p{L})`,
  'iu',
);
/** Wishes, and what is asked of whoever hears it. */
const TO_ALL = regExp(
  String.raw`^[\s\p{P}]{0,3}(?:happy (?:birthday|friday|monday|new year|holidays)|merry|с (?:днем рождения|новым годом|праздником)|поздравля\p{L}+|(?:can|could|would|will) (?:someone|anyone|somebody|anybody)|кто-нибудь)(?!\p{L})`,
  'iu',
);
/** Asked of colleagues. */
const ASKED_AROUND = regExp(
  String.raw`^[\s\p{P}]{0,3}(?:кто|у кого|кому|где|who|who['’]?s|where['’]?s|anyone|has anyone|does anyone)(?!\p{L})`,
  'iu',
);
const WORK = regExp(
  String.raw`(?<!\p{L})(?:счет\p{L}*|договор\p{L}*|кп|скидк\p{L}*|заказ\p{L}*|постав\p{L}*|оплат\p{L}*|клиент\p{L}*|цен[аыу]|прайс\p{L}*|товар\p{L}*|отгруз\p{L}*|тендер\p{L}*|претензи\p{L}*|акт|сделк\p{L}*|заявк\p{L}*|образц\p{L}*|документ\p{L}*|спецификаци\p{L}*|смет\p{L}*|накладн\p{L}*|contract|quote|invoice|order|price|pricing|discount|proposal|deal|client|customer|delivery|payment|samples?)(?!\p{L})`,
  'iu',
);

/** Whether the line is nothing to register; guessed where it may be a note all the same. */
export function chatterOf(seen: Seen, parties: Parties): 'read' | 'guessed' | undefined {
  const { line, cues, moments } = seen;
  const text = line.folded.trim();
  if (!/[\p{L}\p{N}]/u.test(text)) return 'guessed';
  if (GREETING.test(text) || TESTING.test(text)) return 'read';
  if (TO_OTHERS.test(text)) return 'read';
  const isJoke = LAUGHS.test(text) && !text.includes('(') && cues.length === 0 && moments.length === 0;
  if (isJoke && !WORK.test(text)) return 'guessed';
  const names =
    (parties.clients.value?.length ?? parties.clients.alternatives.length) > 0 || parties.newClient !== undefined;
  const isKnown = (parties.clients.value?.length ?? parties.clients.alternatives.length) > 0;
  if (!isKnown && TO_ALL.test(text)) return 'guessed';
  if (names && !parties.weak) return undefined;
  if (ERRAND.test(text) && !outright(text) && !WORK.test(text)) return 'guessed';
  if (parties.persons && cues.length > 0) return undefined;
  // "need coffee", "корпоратив отличный": an event of which nobody is a part.
  const isContact = cues.some(
    ({ channel, form, sends, pure }) =>
      channel !== undefined && !(form === 'noun' && (channel === 'messenger' || !pure)) && !sends,
  );
  if (ASKED_AROUND.test(text) && !isContact) return 'read';
  if (isContact || outright(text) || /@|\d{3}[\s-]?\d{2}[\s-]?\d{2}/.test(text)) return undefined;
  const isPlanned = moments.some((moment) => ['ahead', 'behind'].includes(turnOf(seen, moment)));
  if (isPlanned || parties.persons) return undefined;
  if (WORK.test(text)) return undefined;
  // "обсудить скидку": something to do, no matter for whom.
  const first = line.tokens.find(({ kind }) => kind === 'word');
  if (first && verbForm(first.text) === 'infinitive') return undefined;
  return 'guessed';
}
