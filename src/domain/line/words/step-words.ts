import { regExp } from '../../text/pattern.ts';

const whole = (words: string): RegExp => regExp(`(?<![\\p{L}\\p{N}])(?:${words})(?![\\p{L}\\p{N}])`, 'iu');

/** Something is to be done by somebody: a day beside it is that of a step. */
export const STEP = whole(
  [
    // Ours, as infinitives and first persons
    '(?:пере|по|про|об|до)?зв[оа]н(?:ить|ю|им|ите|и)|созвон(?:иться|имся|юсь|а|у|ом)?|набрать|набер(?:у|ем|и|ите)|связаться|списаться|встретиться|встретимся|встреч[аиуе]|увидеться|пересечься|(?:на|от|до)?писать|напишу|напишем|отправ(?:ить|лю|им|ка)|(?:вы|по|пере|при)слать|вышлю|вышлем|пришлю|(?:с|за|под|до)?кину(?:ть|ем)?|скин(?:уть|у|ем)|ответ(?:ить|им)?|отвечу|вернут?ься|верн(?:усь|емся)|напомн(?:ить|ю)|подготовить|подготовлю|сделать|сдела(?:ю|ем)|дела(?:ю|ем)|выставить|выставлю|оплат(?:ить|ят|им|ит)|подпи(?:сать|шут|шем|шет)|приех(?:ать)|приед(?:у|ет|ут|ем)|за(?:ехать|еду|едем)|съездить|съезжу|отв(?:езти|езу)|прив(?:езти|езу|езем|езут)|забрать|забер(?:у|ем)|обеща(?:л|ла|ли|ю|ем)|пообещал[аи]?|договорил(?:ся|ась|ись)|условил(?:ся|ась|ись)|назначил[аи]?|постав(?:или|ил|ила|ить|ь)|жд(?:у|ем|ет|ут|ать)|следующ(?:ий|ая|ее|ую) (?:раунд|шаг|встреч\\p{L}*|звонок|созвон|контакт|этап)|демо|показать|покаж(?:у|ем)|попробовать|попробую|доб(?:ить|ью|ивать|ьем)|дожать|уточнить|уточню|согласовать|проверить|проверю|разобраться|разберусь|решить|обсудить|обсуд(?:им|ят)|дедлайн|(?:надо|нужно|должен|должна|обязан) [\\p{L}\\s]{0,30}(?:ть|ться|ти)|высыла(?:ю|ем)|отгруз(?:им|ить)|отгружа(?:ем|ю)|пришл(?:ют|ет)|дад(?:ут|им)|дам|дать|внести|подать|сдать|передать|передам|запросить|запрошу|узнать|узнаю|подъехать|подъеду|подъедут|заехать|заскочить|рассчитать|посчитать|пересчитать|просчитать|закрыть|зайти|зайду|зайдет|повторить|допник|перезвон|звонок|звонк[ау]|еду|едем|поеду|везу|контрольн\\p{L}+|дозвониться|наберите|перенесли|пригласил[аи]?|ждут|подписани[ея]|возвращаемся|возвращаюсь|образцы|связь|свяж(?:усь|емся|утся)',
    // English
    "(?:re)?(?:call|ring|phone|(?<!(?:is|are|was|been) )(?:calling|ringing|phoning|chasing)|sit-?down|countersign|return|chase|wants? (?:a|an|to)|cb|email|e-mail|mail|text|ping|chase|nudge|message|whatsapp|send|resend|write|reply|follow[ -]?up|f/u|meet|meeting|mtg|visit|revisit|see|drop|deliver samples|collect|pick up|check|confirm|quote|remind|proposal|demo|owe|owed|promised?|get|give|bring|book|rebooked|booked|schedule|scheduled|due|draft|prep|prepare|submit|sort|fix|find out|finalise|finalize|sign|circle back|touch base|catch[ -]?up|speak|talk|try)|going (?:again|back|round|there|over|in)|i['’]?ll|we['’]?ll|i['’]?d|i said|said i['’]?d|told (?:him|her|them) i['’]?d|need(?:s)? (?:to|it|yr|your|our|the|a)|must|gotta|next (?:call|step|meeting|chat|one)|agreed to|wants? (?:me|us) to|asked (?:me|us) to|action|todo|to do|lunch|coffee|they['’]?ll|he['’]?ll|she['’]?ll|coming (?:back|in|to)",
  ].join('|'),
);

/** Something of which the story tells: a day right after it is that of goods, money, papers, or of a state that lasts. */
export const STORY = whole(
  [
    'постав(?:к\\p{L}*|ят|им|ляют|ит)|отгру(?:зк\\p{L}*|зят)|достав(?:к\\p{L}*|ят|им)|привезем|срок\\p{L}*|гаранти\\p{L}*|действ\\p{L}*|кончает\\p{L}*|заканчива\\p{L}*|истека\\p{L}*|годен|годн\\p{L}+|пауз\\p{L}*|отсрочк\\p{L}*|решат|решает|решение|уезжа\\p{L}*|уе(?:дет|хал\\p{L}*)|отпуск\\p{L}*|запуск\\p{L}*|старт\\p{L}*|начн\\p{L}*|начина\\p{L}*|цен\\p{L}{0,3}|нужен|нужн[аоы]|контракт\\p{L}* (?:до|с)|договор\\p{L}* (?:до|от|с)|продл\\p{L}*|работа(?:ют|ет)|открыва\\p{L}*|закрыва\\p{L}*|выход\\p{L}* из|вернется|выйдет|заказ\\p{L}* на|ставк\\p{L}* до|держ(?:им|ат|ит|ится|ать)|судно|рейс|букинг|погрузк\\p{L}*|бронь|резерв\\p{L}*|простой|прайс с|индексаци\\p{L}*|повышени\\p{L}*|будет|будут|график\\p{L}*|сгор\\p{L}+|прибыти\\p{L}*|прибыва\\p{L}*|приход(?:ит)? (?:судна|груза|контейнера)|валидность|переезжа\\p{L}*|увольня\\p{L}*|в отпуске|на больничном|на выставке|(?:точное время|время|дату?) (?:он|она|они)',
    'deliver(?:y|ies|ed)|del|shipment|shipping|ships?|arriv\\p{L}*|payment|pay(?:s|ing)?|valid|good (?:thru|through|until|till|for)|vessel|eta|etd|sailing|expir\\p{L}*|ends?|starting|starts?|start|launch\\p{L}*|install\\p{L}*|hold(?:s|ing)? price|price|decision|decide|deciding|out|off|away|holiday|leave|back (?:on|from)|freez\\p{L}*|term|contract|budget|lead time|go(?:es)? (?:live|up)|effective|open(?:s|ing)?|board|lapses?|(?:(?:he|she|it|they)\\P{L}(?:s|re)|(?:is|are)) (?!coming|calling|ringing|visiting|meeting|seeing|sending|phoning|due)\\p{L}+ing(?: \\p{L}+){0,2}',
  ].join('|'),
);

/** A step of ours that needs no day to be one: said at the end of an account. */
export const UNDATED_STEP = whole(
  "(?:надо|нужно|обещал[аи]?|пообещал[аи]?|должен|должна) (?:\\p{L}+ ){0,4}\\p{L}+(?:ть|ться|ти)|(?:по)?прос(?:ит|ят|ил[аи]?) (?:\\p{L}+ ){0,2}(?:прислать|выслать|отправить|перезвонить|скинуть|подготовить|пересчитать|посчитать|выставить|оформить)|перезвонить|вернуться к|напомнить|i said i['’]?d|said i['’]?d|i['’]?ve (?:got|promised) to|i['’]ll (?:have to|need to)|i need to|need to|i['’]?ll|promised (?:him|her|them|to)|get \\p{L}+ to|to follow up|must (?:call|send|ring|chase)|remember to",
);
