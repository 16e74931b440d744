import { regExp } from '../../text/pattern.ts';
import type { ChangeReading } from '../reading.ts';

const word = (pattern: string): RegExp => regExp(`(?<![\\p{L}\\p{N}])(?:${pattern})(?![\\p{L}\\p{N}])`, 'iu');

/** An order opens the line, after some filler at most: in the middle it is told of what somebody did. */
const FILLER =
  '^[\\s\\p{P}]{0,3}(?:(?:ну|так|короче|э|эм|слушай|пожалуйста|плиз|срочно|надо|нужно|давай|можешь|будь добр|ок|ok|okay|right|please|pls|can you|can we|could you|could we|lets|можно|надо бы|need to|hey|so|um|uh)[\\s,.:!-]{1,3}){0,3}';
const MOVE =
  "перенес(?:и|ите|ти|ем|у)|сдвинем|передвинем|подвинем|перенос(?:им)?|переставь|переставить|переставляем|передвинь|передвинуть|передвигаем|сдвинь|сдвинуть|сдвигаем|сдвигай|подвинь|подвинуть|перекинь|перекинуть|перебрось|перезапиши|отложи|отложить|откладываем|смести(?:ть)?|отодвинь|отодвинуть|переиграем|переиграли|перебей|перебиваем|измени время|поменяй (?:время|дату)|смени (?:время|дату)|переделай на|push(?: back)?|move|reschedule|resched|shift|bump|postpone|rebook|rearrange|delay|slide|bring forward|двигай|двинь|переноси(?:те)?|переставим|put back|swap|switch|change (?:the|my|our|\\p{L}+['’]s) (?:call|meeting|mtg|demo|visit|time|slot)";
const CANCEL =
  "отмени(?:ть|те)?|отменяй|отменяем|отмена|отбой|сними|снять|снимай(?: с календаря)?|убери|убрать|удали|вычеркни|вычеркнуть|вычеркивай|вычеркиваем|отменяется|кенсел|не надо (?:встречи|звонка)|cancel|scrap|scratch|drop(?= (?:the|my|our|tomorrow|today|both|all|\\p{L}+['’]s))|call off|kill|nix|bin|delete|remove|axe|bin off|не едем|отказываемся от встречи|аннулируй|аннулировать|скипаем|забудь(?= (?:про|о|об) )|forget(?= (?:about )?(?:the|my|our|that|both|tomorrow|today|mon|tue|wed|thu|fri|\\p{L}+['’]s)(?!\\p{L}))|ditch|scrub|lose(?= (?:the|my|our) )|take(?= (?:[\\p{L}'’]+ ){1,5}(?:off|out)(?!\\p{L}))|pull(?= (?:the|my|our|tomorrow))";
const DONE =
  'закрой|закрыть|закрывай|отметь|отмечай|отметить|пометь|поставь галочку|ставь галочку|сделано|выполнено|готово|галочку|отработано|закрыт[аоы]?|заверш[иа]\\p{L}*|mark|log(?= .{1,40} (?:as )?(?:done|complete))|cross off|tick off|close(?: off| out)?|done|completed?|finished|close off';

export const OPENS: readonly (readonly [ChangeReading['what'], RegExp])[] = [
  ['move', regExp(`${FILLER}(?:${MOVE})(?![\\p{L}\\p{N}])`, 'iu')],
  ['cancel', regExp(`${FILLER}(?:${CANCEL})(?![\\p{L}\\p{N}])`, 'iu')],
  ['done', regExp(`${FILLER}(?:${DONE})(?![\\p{L}\\p{N}])`, 'iu')],
];
/** Anywhere in the first words: what they say became of a plan. */
export const TOLD: readonly (readonly [ChangeReading['what'], RegExp])[] = [
  [
    'done',
    word(
      '(?:по)?ставь (?:галочку|галку)|(?:галочку|галку) (?:по)?ставь|закрой(?:те)? как|отмечай(?: как)? (?:выполнен\\p{L}+|сделан\\p{L}+)|отметь(?: как)? (?:выполнен\\p{L}+|сделан\\p{L}+)|можно закры(?:ть|вать)|закрывай|(?:call|demo|meeting|mtg|visit|f/u|follow-?up) (?:is |all )?(?:done|sorted)|tick it off|mark it (?:as )?done|mark as done|can be closed',
    ),
  ],
  [
    'done',
    word(
      '(?:встреча|звонок|созвон|демо|презентация|визит|совещание) (?:с \\p{L}+ |в \\p{L}+ |у \\p{L}+ )?(?:сегодня |вчера )?состоял(?:ся|ась|ось)|(?<!не )состоял(?:ся|ась|ось)',
    ),
  ],
  [
    'cancel',
    word(
      "(?:is|are|['’]s) (?:off(?! (?:sick|ill|work|to|on|until|till|for|his|her|their|the)(?!\\p{L}))|cancelled|canceled)|cancelled (?:the|our|my|on us|(?:on )?(?:mon|tue|wed|thu|fri|today|tomorrow)\\p{L}*)|cancelled(?=[,.;!]|$)|has cancelled|have cancelled|called off|can(?:['’]?t|not) (?:make|do) (?:it|the|our|tomorrow|tmrw|today|(?:mon|tue|wed|thu|fri)\\p{L}*|\\d{1,2}(?:[:.]\\d{2})?\\s?(?:[ap]m)?(?!\\s?(?:%|percent|units|boxes|pallets|days|weeks)))|(?:isn['’]?t|is not|no longer|won['’]?t be|not) happening|fell through|fallen through|отменил(?:и|а)? (?:встреч\\p{L}+|звонок|созвон|демо|визит|презентаци\\p{L}+)|встреч\\p{L}+ (?:с \\p{L}+ )?отменя\\p{L}+|отменяется|(?:встреч\\p{L}*|звон\\p{L}*|созвон\\p{L}*|демо|визит\\p{L}*|презентаци\\p{L}*) (?:\\p{L}+ ){0,4}(?:отменен[аоы]?|отменил[аи]?)|отпала|отпал|не состоится|не состоял(?:ась|ся|ось)|отменилась|отменился|отменилось|снимается|(?:встреч\\p{L}+|звон\\p{L}+|созвон\\p{L}*|демо|визит\\p{L}*|замер\\p{L}*|выезд\\p{L}*|осмотр\\p{L}*|презентаци\\p{L}*|переговор\\p{L}*|обед\\p{L}*|ужин\\p{L}*|планерк\\p{L}*|поездк\\p{L}*|обучени\\p{L}*|вебинар\\p{L}*|показ\\p{L}*) (?:\\p{L}+ ){0,4}(?:(?:больше |уже )?не (?:нуж(?:ен|на|но|ны)|надо|актуал\\p{L}+)|не будет|слетел[аи]?|накрыл(?:ся|ась|ось|ись)|отпал[аи]?)|(?:meeting|call|demo|visit|lunch|mtg|catch-?up) (?:with \\p{L}+ (?:\\p{L}+ )?)?(?:is |has been |was |got )?(?:off(?! the)|binned|scrapped)|сорвал(?:ась|ся|ось)",
    ),
  ],
  [
    'move',
    word(
      "на (?:полчаса|час|\\p{L}+ (?:час\\p{L}*|минут\\p{L}*|дн\\p{L}+)|\\d+ (?:час\\p{L}*|минут\\p{L}*|дн\\p{L}+)|день|неделю) (?:позже|раньше|позднее|пораньше|попозже)|(?:an hour|half an hour|\\d+ (?:min\\p{L}*|hours?)|a (?:day|week)) (?:later|earlier)|(?:сдвин|передвин|подвин|перенес)(?:ем|уть|ти)(?= (?:на|с))|сдвига(?:ем|ют|ется)|сдвин(?:улся|улась|улись|ули)|перенос(?:им|ят|ится)|перенес(?:ли|ла|ся|лась)?(?= (?:\\p{L}+ )?(?:встреч|звон|созвон|демо|визит|на |с ))|переносит(?= (?:\\p{L}+ )?(?:встреч|звон|созвон|демо|визит))|переезжа(?:ем|ет)(?! .{0,40}(?:адрес|офис))|двигаем|перепланир\\p{L}+|просит перенести|просят перенести|(?:moved|pushed|shifted|slipped|bumped|put back|rescheduled)(?: back)? (?:from (?:\\p{L}+ ){1,4})?(?:to|for|till) (?:the |next )?(?:(?:mon|tue|wed|thu|fri|sat|sun)\\p{L}*|tomorrow|\\d+\\p{L}*|\\p{L}+(?:th|st|nd|rd))|has moved|(?<!(?:['’]t|cannot|to|never|might) )make it (?:at )?(?:half \\p{L}+|\\d{1,2}(?:[:.]\\d{2})?\\s?(?:[ap]m)?|(?:mon|tue|wed|thu|fri)\\p{L}*|tomorrow)(?=\\s*(?:[,.;!]|$)| instead| on | at \\d)|(?:в |at )?\\d{1,2}(?:[:.]\\d{2})?\\s?(?:[ap]m)? (?:вместо|instead of) (?:at )?\\d|не (?:сможет|сможем|смогут|может|могут|получится|получается) (?:в |во |на )?[\\p{L}\\d.-]+,? (?:но )?(?:предлага(?:ет|ют)|прос(?:ит|ят)|давай(?:те)?|можно|лучше|хо(?:чет|тят))|(?:has |have )?(?:moved|shifted|pushed|bumped|rescheduled) (?:us|it|me)(?: back)?(?=[\\s,.]|$)|was (?:at )?\\d{1,2}(?:[:.]\\d{2})? (?:and (?:is )?)?now (?:at )?\\d|было (?:в|на) .{1,12} стало|(?:meeting|call|demo|visit|lunch|mtg|catch-?up) (?:with \\p{L}+ (?:\\p{L}+ )?)?(?:is |has been |was |got )?(?:postponed|put back|rescheduled)|не (?:в|на|к) [\\p{L}\\d:.]+,? а (?:в|на|к) [\\p{L}\\d:.]+|вместо \\d[\\d:.]* (?:давай|будет|поставь|теперь|стало) |(?:is |\\p{P}s )not (?:on )?(?:mon|tue|wed|thu|fri|today|tomorrow)\\p{L}*,|(?:moved|pushed|shifted|bumped|rescheduled) (?:the |our |my |his |her |their )?(?:call|meeting|mtg|demo|visit|lunch|review) (?:back )?(?:to|till|for)|(?:по)?просил[аи]? перенести|(?:wants?|asked|asks|needs?|would like|hoping) to (?:move|reschedule|push|shift|postpone|rebook|bump|delay)(?! (?:the |our |their |his |her )?(?:delivery|shipment|payment|order|launch|install|collection|deadline|price))|хо(?:чет|тят) (?:перенести|сдвинуть|подвинуть|передвинуть)(?! (?:отгрузк|поставк|оплат|срок|плат|заказ|запуск))|переставь|переставляем|(?:встреч\\p{L}*|звон\\p{L}*|созвон\\p{L}*|демо|визит\\p{L}*|презентаци\\p{L}*) (?:\\p{L}+ ){0,4}(?:перенесен|сдвинут)[аоы]?(?= (?:на|с) )|(?:moved|pushed|shifted|bumped|rescheduled) (?!(?:\\p{L}+ )?(?:delivery|shipment|payment|order|launch|install|collection|deadline)(?!\\p{L}))(?:[\\p{L}’]+ ){1,4}(?:back )?(?:to|till|for) (?:the |next )?(?:(?:mon|tue|wed|thu|fri|sat|sun)\\p{L}*|tomorrow|\\d+\\p{L}*)|(?:завтрашн|сегодняшн|пятничн|утренн|вечерн)(?:юю|ий|ее|яя|ую) (?:\\p{L}+ ){0,4}(?:давай(?:те)?|лучше|можно) (?:на|в|к)",
    ),
  ],
];
/** "Сомова - сделано, ...", "по инитеку выполнено": whose plan, and that it is done. */
export const DONE_WORD = regExp(
  String.raw`^[\s,:—–-]*(?:сделано|выполнено|готово|закрыто|исполнено|done|sorted|completed|finished|closed)(?=\s*(?:[,.;:!—–-]|$)|\s(?:он[аи]?(?!\p{L})|[\p{L}]+\s(?:приня|подписа|прове|отда|получи|согласова|she|he|they)))`,
  'iu',
);
/** "Tom's not Weds, Thurs", "Lisa is Thursday, not Wednesday": another day than the plan has. */
export const OTHER_DAY = regExp(
  String.raw`^.{0,40}?(?:['’]s|\sis|\sare)\s(?:now\s)?(?:not\s(?:on\s)?(?:mon|tue|wed|thu|fri|sat|sun|today|tomorrow|\d)[\p{L}\d:.]*[\s,.-]|(?:on\s)?(?:mon|tue|wed|thu|fri|sat|sun|tomorrow)\p{L}*[\s,]{1,2}not\s|now\s(?:at\s|on\s)?(?:the\s)?(?:\d|mon|tue|wed|thu|fri))`,
  'iu',
);
/** "9:30 вместо 10", "friday instead of thursday": what it is instead of is where the plan stands. */
export const INSTEAD = /(?:вместо|а не|instead of|rather than|not)\s(?:в\s|на\s|к\s|at\s|on\s)?$/iu;
/** "bring the audit forward from the 9th to the 7th" */
export const BRING_FORWARD = regExp(
  String.raw`^[\s\p{P}]{0,3}(?:(?:can you|please|pls)\s)?bring\s.{1,60}?\s(?:fwd|forward)(?!\p{L})`,
  'iu',
);
/** "put the Acme call back to Monday", "make Tom's visit Friday instead": with a day or a stretch it is a plan that moves. */
export const PUT_BACK = regExp(
  String.raw`^[\s\p{P}]{0,3}(?:(?:can you|could you|please|pls)\s)?(?:(?:put|push|move|knock)\s.{1,60}?\sback\s(?:to|till|until|by|an?|one|two|\d)|make\s(?!sure)(?:\S+\s){1,8}instead)(?!\p{L})`,
  'iu',
);
export const SEVERAL = word('вс[её]|все (?:встречи|звонки|контакты|планы)|оба|обе|both|all|everything');

export const CONTACT_OF =
  /^[\s\p{P}]{0,3}(?:встреч[уа]|звонок|созвон|визит|демо|презентацию|the call|the meeting|call|meeting)\s(?:(?:с|со|у|в|на|к|with|w\/|at)\s)?/iu;

/** "не еду я к Волковой, убери", "отзвонился Дурову, отметь": the order closes a sentence. */
export const CLOSES: readonly (readonly [ChangeReading['what'], RegExp])[] = [
  [
    'cancel',
    /(?:[,.;-]\s|(?<!\p{L})(?:так что|поэтому|значит|so)\s)(?:убери|убирай|отмени|отменяй|сними|снимай|удали|удаляй|вычеркни|вычеркивай|отбой|(?:cancel|bin|scrap|kill|drop|scratch) (?:it|that|the (?:call|meeting|mtg|demo|visit))|take it off)(?:\s*(?:[.,!]|$)|\s(?:с календаря|из календаря|встречу|звонок|созвон|осмотр|выезд|визит|демо|ее|его|(?:пятничн|завтрашн|сегодняшн|утренн|вечерн|понедельничн|вторничн)\p{L}+))/iu,
  ],
  [
    'done',
    /(?:[,.;-]\s|(?<!\p{L})(?:так что|поэтому|so)\s)(?:(?:отметь|отмечай|закрой|закрывай)(?: (?:задачу|план|звонок|встречу|контакт|его|ее|это))?|галочку|галку|mark it|tick it|close it|(?:mark|log) (?:(?:it|that|as) ){0,2}(?:done|completed?))\s*(?:[.,!]|$)/iu,
  ],
];
