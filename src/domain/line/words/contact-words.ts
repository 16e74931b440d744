import type { LineChannel } from '../reading.ts';

/** How a word speaks of a contact. */
export interface ContactWord {
  channel?: LineChannel;
  /** Another channel it may be: "spoke to" is mostly by phone, and may be face to face. */
  or?: LineChannel;
  /**
   * 'past': told of what was ("позвонил"); 'plan': to be done by us ("позвонить", "наберу"); 'coming': done by them in time to come
   * ("приедет"); 'noun': a name for it that has no tense ("звонок"); 'is': going on ("на связи").
   */
  form: 'past' | 'plan' | 'coming' | 'noun';
  /** Who acts: 'subject' is the one who the sentence names as acting, 'we' and 'they' are told by the word, 'both' is mutual. */
  by: 'subject' | 'we' | 'they' | 'both';
  /** Writing and sending: which way is told by another word, if at all. */
  sends?: true;
  /** Says no more than the fields do, so that it may leave the text at its beginning. */
  pure?: true;
  /** Somebody was not reached: it was tried by us, and what came of it stays in the text. */
  missed?: true;
}

const phone = { channel: 'phone' } as const;
const talk = { channel: 'phone', or: 'meeting' } as const;
/** Somewhere people come together; now and then it is done at a distance. */
const event = { channel: 'meeting', or: 'phone' } as const;
const meeting = { channel: 'meeting' } as const;
const messenger = { channel: 'messenger' } as const;
const email = { channel: 'email' } as const;
const fax = { channel: 'fax' } as const;

/**
 * The words, as patterns for whole words of folded text; of two that begin at one place the longer match counts. Verbs first, so that of
 * equal ones the verb counts.
 */
export const CONTACT_WORDS: readonly (readonly [pattern: string, word: ContactWord])[] = [
  // Told of a call
  [
    '(?:так и )?не (?:смог(?:ла|ли)? )?дозв[оа]нил(?:а|и)?с[ья]|не (?:смог(?:ла|ли)? )?дозв[оа]нить?ся',
    { ...phone, form: 'past', by: 'we', missed: true },
  ],
  ['дозв[оа]нил(?:ся|ась|ись)|дозв[оа]нилс?я', { ...phone, form: 'past', by: 'subject', pure: true }],
  [
    '(?:не )?(?:бер[её]т|берут|брал[аи]?|взял[аи]?|поднял[аи]?|поднимает|снял[аи]?|снимает) (?:трубк[уи]|телефон)|трубк[уи] не (?:бер[её]т|берут|брал[аи]?|взял[аи]?)|не отвеча(?:ет|ют|л|ла|ли) (?:на )?звонк\\p{L}*|не подход(?:ит|ят) к телефону|(?:попал[аи]? )?на автоответчик|сбросил[аи]? (?:звонок|вызов)',
    { ...phone, form: 'past', by: 'we', missed: true },
  ],
  [
    '(?:на|по)?орал[аи]? в трубку|(?:про)?висел[аи]? на (?:телефоне|трубке)|на телефоне',
    { ...phone, form: 'past', by: 'both' },
  ],
  ['созв[оа]нил(?:ся|ась|ись)', { ...phone, form: 'past', by: 'both', pure: true }],
  ['(?:по|пере|об)?зв[оа]нил(?:а|и)?|позвон(?:ил|ила|или)', { ...phone, form: 'past', by: 'subject', pure: true }],
  ['набрал[аи]?(?! (?:вес|персонал|команду|скорость|обороты))', { ...phone, form: 'past', by: 'subject', pure: true }],
  [
    '(?:по|пере)?говорил[аи]?|разговаривал[аи]?|(?:по|про)?болтал[аи]?|(?:по)?общал(?:ся|ась|ись)|перетерли|перетер(?:ла)?|побеседовал[аи]?|беседовал[аи]?|переговорил[аи]?|пообщались|(?:по|про)?трындел[аи]?|(?:по|про)?тр[её]п(?:ал(?:ся|ись|ась))|(?:по)?трещал[аи]?|(?:по)?толковал[аи]?|(?:пере|об)?молвил(?:ся|ась|ись)|обсуждал[аи]? (?:с|по телефону)',
    { ...talk, form: 'past', by: 'both', pure: true },
  ],
  // To be called
  [
    '(?:по|пере|до|об|про)?зв[оа]н(?:ить|ю|им)|созв[оа]н(?:иться|юсь|имся)|дозвониться|звякн(?:уть|у|ем)|маякн(?:уть|у|ем)|набрать|наберу|набер[её]м|(?:по|пере)звони(?:те)?|набери(?:те)?',
    { ...phone, form: 'plan', by: 'we', pure: true },
  ],
  ['(?:по|пере)звон(?:ит|ят)|набер(?:ет|ут)', { ...phone, form: 'coming', by: 'they' }],
  [
    '(?:жд(?:у|ем|ать)|ожида(?:ю|ем)) (?:обратн(?:ого|ый) )?(?:звон(?:ка|ок)|перезвона)',
    { ...phone, form: 'coming', by: 'they' },
  ],
  [
    '(?:видео|теле)?звон(?:ок|ка|ку|ком|ке|ки|очек)|(?:видео)?созвон(?:а|е|у|ом|чик)?|перезвон|телефонный разговор|конф-?колл|колл',
    { ...phone, form: 'noun', by: 'both', pure: true },
  ],
  ['(?:по )?тел(?:\\.|ефону)?|тлф|разговор(?: по телефону)?', { ...phone, form: 'noun', by: 'both', pure: true }],
  // Told of a meeting
  [
    'прове(?:л|ла|ли) (?:встреч[уи]|переговоры|совещание|презентацию|демо|демонстрацию)|встреча (?:состоялась|прошла|была)|был[аи]? на встрече',
    { ...meeting, form: 'past', by: 'both' },
  ],
  [
    'встретил(?:ся|ась|ись)|встречал(?:ся|ась|ись)|вс[т]?ретил[аи]?|виделся|видел(?:ась|ись)|увидел(?:ся|ась|ись)|перес[еи]к(?:ся|лась|лись)|пересекал(?:ся|ась|ись)|столкнул(?:ся|ась|ись) с',
    { ...meeting, form: 'past', by: 'both', pure: true },
  ],
  [
    '(?:по|от)?обедал[аи]?|(?:по|от)?ужинал[аи]?|(?:по)?завтракал[аи]?|(?:вы|по)?пил[аи]? (?:кофе|пив[ао]|чай|чаю)|посидел[аи]?',
    { ...meeting, form: 'past', by: 'both' },
  ],
  [
    '(?:с|съ|по|за|подъ|при|отъ)?(?:езди|еха|езжа)л[аи]?|сгонял[аи]?|мотал(?:ся|ась|ись)|(?:за)?скочил[аи]?|заскочил[аи]?|забегал[аи]?|забежал[аи]?|заглянул[аи]?|заглядывал[аи]?|слетал[аи]?|мотнул(?:ся|ась|ись)|наве(?:стил|щал)[аи]?|посетил[аи]?|побывал[аи]?|заш[её]л|зашла|зашли|заходил[аи]?|(?:приш[её]л|пришла|пришли|приходил[аи]?)(?! (?:с (?:сайта|авито|рекламы|выставки)|из рекламы|по (?:рекоменд|объявл|ссылк)|через|в себя|к (?:выводу|соглашению)))(?! (?:\\p{L}+ )?(?:письм|сообщ|факс|звон|смс|мейл|имейл|запрос|заявк|ответ|оплат|деньг|сч[её]т|договор|акт|груз|товар|парти|посыл|документ|кп(?!\\p{L})|прайс|отказ|уведомл|вагон|машин|контейнер))|подош[её]л|подошла|подошли',
    { ...meeting, form: 'past', by: 'subject', pure: true },
  ],
  [
    '(?:был[аи]?|сидел[аи]?|побывал[аи]?)(?= (?:(?:сегодня|вчера|утром|днем) )?(?:у|в|на|с) )|был[аи]?(?= (?:сегодня|вчера|позавчера) в \\d)|был[аи]? у нас|(?:за|от|при)в[её]з(?:ла|ли)?|забрал[аи]? у',
    { ...meeting, form: 'past', by: 'subject' },
  ],
  [
    '(?:вот )?(?:только(?: что)? )?(?:вышел|вышла|вышли|выхожу|вернул(?:ся|ась|ись)|возвращаюсь|еду|едем|иду) (?:от|из)(?= (?!отпуск|декрет|больничн|строя|игры|бизнес|командировк|дома|офиса(?! \\p{L}+(?:а|ы|и)(?!\\p{L})))\\p{L})|(?:вот )?только(?: что)? от(?= )',
    { ...meeting, form: 'past', by: 'we', pure: true },
  ],
  ['(?:про|по)сидел[аи]? (?:до|с|у)(?= )', { ...meeting, form: 'past', by: 'both' }],
  // To be met
  [
    'встрет?и(?:ться|мся)|встречусь|пересечься|пересеч[её]мся|пересекусь|увидеться|увидимся|съездить|съезжу|съездим|заехать|заеду|заедем|подъехать|подъеду|подъедем|(?:по)?ехать|(?:по)?еду|(?:по)?едем|приехать|приеду|заскочить|заскочу|навестить|посетить|сгонять|завезти|завезу|отвезти|отвезу|везу|зайти|зайду|зайд[её]м|сходить|схожу|метнуться|(?:по|пере)обедать(?= с )|(?:по)?ужинать(?= с )|(?:по)?завтракать(?= с )|посидеть(?= с )',
    { ...meeting, form: 'plan', by: 'we' },
  ],
  [
    '(?:при|подъ|за)ед(?:ет|ут)|(?:при|за|подой)д(?:ет|ут)|прид(?:ет|ут)|подойд(?:ет|ут)|ждем в гости|будут у нас|будет у нас',
    { ...meeting, form: 'coming', by: 'they' },
  ],
  [
    'встр\\.?|встреч(?:а|и|у|е|ей|ами|ам|ах)?|свидани[ею]|стрелк[аеу]|мит(?:инг)?',
    { ...meeting, form: 'noun', by: 'both', pure: true },
  ],
  [
    'переговор(?:ы|ов|ах)|визит(?:а|у|ом)?|совещани(?:е|я|ю)|презентаци(?:я|и|ю)|планерк[аиу]|(?:выезд|выехать)(?: на)?|дегустаци[яюи]|корпоратив(?:е|а)?|экскурси[яюи]|конференци[яюи]|инвентаризаци[яюи]|показ(?:а|ать)?|замер(?:ы)?|осмотр|переговоры|круглый стол|(?:обед|ужин|завтрак|ланч|бизнес-?ланч|кофе)(?= с )|на кофе|(?:в|на) (?:зум|тимс|мит|скайп)е?|(?:зум|zoom|тимс|google ?meet)(?:е|а|у|ом)?',
    { ...meeting, form: 'noun', by: 'both' },
  ],
  ['демо|демонстраци[яюи]|вебинар(?:а|е)?|тренинг|семинар|обучение', { ...meeting, form: 'noun', by: 'both' }],
  [
    'подписани(?:е|я|ю)|пив[ао](?= с )|аудит(?:а|у)?|при[её]мк[аиуе]|хокке[йя]|футбол|рыбалк[аиуе]|бан[яюи]|ресторан(?:е)?|бизнес-?завтрак|выставк[аиуе]|стенд(?:е)?|саммит(?:е)?|форум(?:е)?|питч(?:а|у)?|тендерн\\p{L}+ комисси\\p{L}+|комисси[яюи]|собрани[еяю]|заседани[еяю]|обход|инспекци[яюи]|сверк[аиу](?= в| у|$)|очно|лично|тет-?а-?тет|с глазу на глаз|у них в офисе|в их офисе|у нас в офисе|(?:бизнес-?)?ланч|обед(?:а|у|ом)?(?= у| в)|посиделк[аи]|юбилей|день рождения у|монтаж(?:а|у)?(?= у| на)|пусконаладк[аиу]',
    { ...event, form: 'noun', by: 'both' },
  ],
  [
    'презентовал[аи]?|показывал[аи]?|показал[аи]? (?:демо|линейку|образцы|дашборд)',
    { ...meeting, form: 'past', by: 'we' },
  ],
  // Messengers
  [
    '(?:(?:в|на|по|через) )?(?:ватс?ап\\p{L}{0,3}|вотс?ап\\p{L}{0,3}|вацап\\p{L}{0,2}|ватс|вотс|whats?app|wa|вайбер\\p{L}{0,2}|viber|телег(?:рам+)?\\p{L}{0,2}|telegram|тг|tg|мессенджер\\p{L}{0,2}|чат(?:е|ик|у)?|скайп\\p{L}{0,2}|skype|wechat|вичат|смс(?:к[аиуой]{1,2})?|sms|вк|вконтакте|лс|личк[уе]|директ(?:е)?|макс(?:е)?|линкедин\\p{L}{0,2})',
    { ...messenger, form: 'noun', by: 'both', pure: true },
  ],
  ['сообщени(?:е|я|ю|ем)', { ...messenger, form: 'noun', by: 'both', pure: true }],
  ['списал(?:ся|ась|ись)|переписывал(?:ся|ась|ись)', { ...messenger, form: 'past', by: 'both', pure: true }],
  // Fax
  ['(?:от|по)?факс(?:ил|анул|нул)[аи]?', { ...fax, form: 'past', by: 'subject', pure: true }],
  ['(?:от|по)?факс(?:ить|ануть|нуть|им|ану)', { ...fax, form: 'plan', by: 'we', pure: true }],
  ['(?:по )?факс(?:а|у|ом)?', { ...fax, form: 'noun', by: 'both', pure: true }],
  // E-mail
  [
    '(?<!(?:экспресс|курьерск\\p{L}+|обычн\\p{L}+|заказн\\p{L}+|голосов\\p{L}+)[ -])(?:по |на |в )?(?:эл\\.? ?|электронн\\p{L}+ )?(?:письм(?:о|а|у|ом|ецо)|(?:е-?|и)?м[еэ]йл(?:а|у|ом|ик)?|почт(?:у|ой|е|а|ы)|мыл(?:о|е|ом))',
    { ...email, form: 'noun', by: 'both', pure: true },
  ],
  // Writing and sending by some way
  [
    'от?пра?вил[аи]?|отпарвил[аи]?|отослал[аи]?|(?:вы|по|ра[зс]о|пере|до)слал[аи]?|(?:с|по|за|пере)?кинул[аи]?|скидывал[аи]?|сбросил[аи]?|(?:ответ|отвеч)(?:ил|ал)[аи]?|ушл[аои](?= (?:на|в|к|письмо))',
    { form: 'past', by: 'subject', sends: true },
  ],
  ['(?:на|от|пере)?писал[аи]?(?:с[ья])?', { form: 'past', by: 'subject', sends: true, pure: true }],
  ['получил[аи]?(?= (?:от|из|письм))|пришл[аои](?= (?:от|из))', { form: 'past', by: 'they', sends: true }],
  ['пнул[аи]?|напомнил[аи]?|поторопил[аи]?|д[её]рнул[аи]?|chased|nudged|reminded', { form: 'past', by: 'we' }],
  ['прислал[аи]?', { form: 'past', by: 'they', sends: true }],
  [
    "(?:приш[её]л|пришл[аои]|поступил[аои]?|получил[аи]?|получено)(?= (?:\\p{L}+ )?(?:письм\\p{L}*|сообщени\\p{L}*|факс|звонок|смс|мейл|имейл|запрос|заявк\\p{L}*))|rec['’]?d(?= .{1,40}? from )|received(?= .{1,40}? from )|(?:received|got)(?= (?:a |an |the )?(?:e-?mail|text|message|call|letter|fax))",
    { form: 'past', by: 'they', sends: true, pure: true },
  ],
  [
    '(?:на|от)?писать|напишу|напишем|напиши(?:те)?|отправь(?:те)?|скинь(?:те)?|перешли(?:те)?|ответь(?:те)?|отправить|отправлю|отправим|(?:вы|по|пере|до)слать|вышлю|вышлем|пошлю|перешлю|(?:с|за|под)?кинуть|скину|скинем|ответить|отвечу|отпишу(?:сь)?|закинуть',
    { form: 'plan', by: 'we', sends: true },
  ],
  [
    '(?:пнуть|подопнуть|пнем|пну|пинг(?:ануть|овать|ану)|дернуть|дерну|потормошить|поторопить|подожму|дожать|дожимать|напомнить|напомню|дожму)',
    { form: 'plan', by: 'we' },
  ],
  [
    'выш(?:ел|ла|ли) на связь|на связи|(?:сам[аи]? )?(?:объявил(?:ся|ась|ись)|проявил(?:ся|ась|ись)|отозвал(?:ся|ась|ись))|дал[аи]? о себе знать',
    { ...phone, or: 'messenger', form: 'past', by: 'subject' },
  ],
  ['пришл(?:ет|ют)|напиш(?:ет|ут)|ответ(?:ит|ят)|отпиш(?:ет|ут)с[ья]', { form: 'coming', by: 'they', sends: true }],
  // English: calls
  [
    "(?:didn['’]?t|did not|couldn['’]?t|could not|can['’]?t) (?:reach|get hold of|get through(?: to)?)|(?:no|not) (?:answer(?:ing)?(?: (?:the|his|her) phone)?|pick ?up)|(?:left|lft) (?:a |him a |her a |them a )?(?:voice ?mail|vm|msg|message)(?: (?:for|with|on))?|lvm|straight to (?:vm|voicemail)|vm(?= |$)|voicemail",
    { ...phone, form: 'past', by: 'we', missed: true, pure: true },
  ],
  [
    '(?:just )?(?:off|got off|come off|came off) the (?:phone|blower|line)(?: with| w/)?|on the (?:phone|blower|horn)(?: with| w/)?',
    { ...phone, form: 'past', by: 'both', pure: true },
  ],
  [
    '(?<!(?:guy|man|woman|lady|bloke|chap|lad|girl|fella|someone|somebody|person|company|firm|outfit|place|shop|contact|buyer|manager|one) )(?:has |have |had )?(?:cold[ -])?(?:called|rang|rung|phoned|dialled|dialed|buzzed)(?: (?:back|up))?(?! (?:in|round|by) (?:on|at|to)(?!\\p{L}))',
    { ...phone, form: 'past', by: 'subject', pure: true },
  ],
  [
    '(?:spoke(?:n)?|talked|chatted|spk) (?:to|with|w/|2)|(?:had|having) (?:a )?(?:quick |good |long |brief |great )?(?:chat|word|natter|catch-?up)(?: with| w/)?|caught up (?:with|w/)|spoke(?:n)?|talked(?= |$)|chatted|got hold of|got through to',
    { ...talk, form: 'past', by: 'both', pure: true },
  ],
  [
    "(?:is |are |will be )?(?:calling|ringing|phoning)(?: (?:me|us))(?: back)?|(?:is|are|will be) (?:calling|ringing|phoning)(?: back)?|will (?:call|ring|phone)(?: (?:me|us))?(?: back)?|to (?:call|ring|phone) (?:me|us)(?: back)?|['’]ll (?:call|ring|phone) (?:me|us)(?: back)?|gonna (?:call|ring|phone) (?:me|us)",
    { ...phone, form: 'coming', by: 'they' },
  ],
  [
    '(?:phone |video |conf(?:erence)? |intro |sales |follow-?up |discovery )?calls?|phonecall|(?:by|over the|on the) phone|phone|tel',
    { ...phone, form: 'noun', by: 'both', pure: true },
  ],
  // English: meetings
  [
    '(?:we |i )?(?:met|visited|saw|bumped into|ran into|sat down|hosted|came out of|come out of|been (?:to|at))(?: (?:with|w/|on|at))?',
    { ...meeting, form: 'past', by: 'both', pure: true },
  ],
  [
    '(?:dropped|stopped|popped) (?:in|by|round)(?: (?:on|at|to))?|(?:called|looked) (?:in|by|round) (?:on|at|to)|swung by',
    { ...meeting, form: 'past', by: 'subject', pure: true },
  ],
  ['walk(?:ed)?[- ]in', { ...meeting, form: 'past', by: 'they' }],
  ['dropped|delivered(?= (?:samples|brochures|the))', { ...meeting, form: 'past', by: 'we' }],
  [
    'had (?:a )?(?:breakfast|lunch|dinner|coffee|drinks|a beer|beers|meeting|mtg)(?: with| w/)?',
    { ...meeting, form: 'past', by: 'both' },
  ],
  ['(?:came|come) (?:in|by|over|round|to (?:us|our|the office))', { ...meeting, form: 'past', by: 'they' }],
  [
    "(?:is|are|['’]s) (?:coming|visiting)(?: (?:in|over|by|round))?|will (?:come|visit)",
    { ...meeting, form: 'coming', by: 'they' },
  ],
  [
    "(?:i['’]m|we['’]re|i am|we are) (?:seeing|meeting|visiting|off to see|going to see)|(?:off to|going to) (?:see|meet|visit)",
    { ...meeting, form: 'plan', by: 'we' },
  ],
  ["(?:i['’]m|we['’]re|i am|we are) (?:calling|ringing|phoning)", { ...phone, form: 'plan', by: 'we', pure: true }],
  [
    'meetings?|mtgs?|meet-?up|sit-?down|face[- ]to[- ]face|f2f|in person|appts?|appointments?',
    { ...meeting, form: 'noun', by: 'both', pure: true },
  ],
  [
    '(?:site |on-?site )?visit|on-?site|demo|kick-?off|workshop|walk-?through|(?:annual |contract |quarterly )?review|qbr|presentation|teams|ms teams|zoom|g-?meet|google meet|webex|(?:breakfast|lunch|dinner|coffee|drinks|beers?)(?= (?:w/|with|@|at))|trade show|webinar',
    { ...meeting, form: 'noun', by: 'both' },
  ],
  [
    'stock-?take|pitch|(?:a )?(?:beers?|pints?)|golf|(?:site )?survey|inspection|audit|drinks|lunch|dinner|breakfast|brunch|coffee|golf|supper|tour|factory tour|open day|conference|expo|booth|training|install(?:ation)?(?= at|,| w/| with)|handover|hand-over|tasting|fitting|the match|the game|all-?hands|stand-?up|huddle|session|steering|board meeting|interview|wants? (?:us|me) in|(?:is|are) coming to see',
    { ...event, form: 'noun', by: 'both' },
  ],
  // English: the rest
  ['texts? (?:me|us)|messages (?:me|us)|pings (?:me|us)', { ...messenger, form: 'past', by: 'they', pure: true }],
  ['(?:calls|rings|phones) (?:me|us)', { ...phone, form: 'past', by: 'they', pure: true }],
  ["(?:he|she|they)(?:['’]ll)? (?:dials?|calls?|rings?|phones?) (?:me|us)", { ...phone, form: 'coming', by: 'they' }],
  [
    "texted|msgd|msged|messaged|whats?app(?:ed|['’]?d)|wa['’]?d|sms['’]?d|pinged|dm(?:ed|['’]?d)|slacked",
    { ...messenger, form: 'past', by: 'subject', pure: true },
  ],
  [
    '(?:on |by |via |over )?(?:whats?app|wa|telegram|viber|linkedin|slack|imessage|signal|sms|wechat|messenger|txt|dm)|messages?|msg|texts?(?= (?:from|to|w/|with|msg))',
    { ...messenger, form: 'noun', by: 'both', pure: true },
  ],
  ["faxed|fax['’]d", { ...fax, form: 'past', by: 'subject', pure: true }],
  ['(?:by )?fax', { ...fax, form: 'noun', by: 'both', pure: true }],
  ["e-?mailed|mailed|e-?mail['’]d|inboxed", { ...email, form: 'past', by: 'subject', pure: true }],
  [
    'fwd(?:ed)? from|forwarded from|fw:|fwd:|пересылаю|форвард(?:ю|нул)?(?: от)?|переслал[аи]? мне',
    { ...email, or: 'messenger', form: 'past', by: 'they', pure: true },
  ],
  [
    '(?:by |via |an )?e-?mails?|letters?(?= (?:from|to))|(?:by )?mail',
    { ...email, form: 'noun', by: 'both', pure: true },
  ],
  [
    'wrote(?: back)?|(?:re-?)?sent(?: over)?|replied|responded|forwarded|fwded|written(?: to)?|answered|shared',
    { form: 'past', by: 'subject', sends: true },
  ],
];

/** English words that order or plan where they stand as a plain verb: at the beginning, after "to", "need to", "must". */
export const PLAIN_VERBS: readonly (readonly [pattern: string, word: ContactWord])[] = [
  ['(?:call|ring|phone|dial|buzz|cb|cold call|try|bell)(?: back)?', { ...phone, form: 'plan', by: 'we', pure: true }],
  [
    '(?:speak|talk|chat) (?:to|with|w/)|get back to|catch up (?:with|w/)',
    { ...talk, form: 'plan', by: 'we', pure: true },
  ],
  [
    '(?:meet|visit|see|go see|drop (?:in|by|off)|drop|pop (?:in|by|round)|stop by|swing by|go to|drive to)(?: (?:with|w/|to|on|at))?',
    { ...meeting, form: 'plan', by: 'we' },
  ],
  ['(?:text|message|msg|whats?app|dm|ping|slack)', { ...messenger, form: 'plan', by: 'we', pure: true }],
  ['(?:calling|ringing|phoning)(?: (?:him|her|them))?(?: back)?', { ...phone, form: 'plan', by: 'we', pure: true }],
  ['(?:visiting|seeing|popping (?:in|over|round)|dropping (?:in|by))', { ...meeting, form: 'plan', by: 'we' }],
  ['(?:texting|messaging|pinging)', { ...messenger, form: 'plan', by: 'we', pure: true }],
  ['e-?mailing', { ...email, form: 'plan', by: 'we', pure: true }],
  ['(?:sending|chasing)', { form: 'plan', by: 'we', sends: true }],
  ['fax', { ...fax, form: 'plan', by: 'we', pure: true }],
  ['e-?mail|mail', { ...email, form: 'plan', by: 'we', pure: true }],
  [
    '(?:send|write|reply|forward|fwd|shoot|share|get|resend)(?: (?:to|back|over))?',
    { form: 'plan', by: 'we', sends: true },
  ],
  [
    'chase|nudge|follow ?-?up(?: with| w/| on)?|f/u(?: with| w/| on)?|check in(?: with| w/)?|remind|touch base(?: with| w/)?|reach out to|prep|quote|invoice',
    { form: 'plan', by: 'we' },
  ],
];
