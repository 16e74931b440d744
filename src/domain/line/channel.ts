import type { Span } from '../text/spans.ts';

export type QuickChannel = 'phone' | 'email' | 'fax' | 'meeting' | 'messenger';
export type Tense = 'past' | 'future';

/** A word that tells the channel, the direction or the tense, and stands for nothing else in the text. */
export interface Cue {
  span: Span;
  channel?: QuickChannel;
  /** Writing and sending may be by any channel: a word that names one wins. */
  weak?: boolean;
  tense?: Tense;
  /** Said by somebody of what they do themselves ("позвонил", "called"), so that who stands before it matters. */
  verb?: boolean;
  direction?: 'incoming' | 'outgoing';
  /** "не дозвонился": it stays in the content, for it says what came of it. */
  negated?: boolean;
}

type Kind = Omit<Cue, 'span'>;

const past = (channel: QuickChannel): Kind => ({ channel, tense: 'past', verb: true });
const future = (channel: QuickChannel): Kind => ({ channel, tense: 'future' });

/** Stems with their endings; the first that matches a word counts. Words are whole: (?<!letter) ... (?!letter) is added. */
const CUES: readonly [string, Kind][] = [
  ['входящ(?:ий|ая|ее|его)|incoming|inbound', { direction: 'incoming' }],
  ['исходящ(?:ий|ая|ее|его)|outgoing|outbound', { direction: 'outgoing' }],
  // Phone
  ['(?:по|пере|со|до|об)?зв[оа]нил(?:а|и|ся|ась|ись)?|набрал[аи]?|called|phoned|rang', past('phone')],
  ['(?:по|пере|со|до|об)?зв[оа]н(?:ить|иться|ю|юсь|им|имся)|набрать|наберу', future('phone')],
  [
    '(?:видео)?звон(?:ок|ка|ку|ком|ке|ки)|созвон(?:а|е|у|ом)?|перезвон|телефонный разговор|тел\\.?|по телефону|(?:by |over the |on the )?phone|phone call|calls?|phone|ring',
    { channel: 'phone' },
  ],
  // Meeting
  [
    'встретил(?:ся|ась|ись)|встречал(?:ся|ась|ись)|посетил[аи]?|приезжал[аи]?|приехал[аи]?|съездил[аи]?|met|visited',
    past('meeting'),
  ],
  ['встретит?ься|встретимся|встречусь|посетить|съездить|заехать|подъехать|приехать|приедут|приедет', future('meeting')],
  [
    'встреч(?:а|и|у|е|ей)|переговор(?:ы|ов|ах)|визит(?:а|у|ом)?|совещани(?:е|я|ю)|презентаци(?:я|и|ю)|meetings?|meet|visit|zoom|зум|(?:обед|ужин|завтрак)(?= с )|(?:lunch|dinner|breakfast)(?= with )',
    { channel: 'meeting' },
  ],
  // Messengers
  [
    '(?:в |на |по |через |on |via |over |by )?(?:ватс?апп?|вотс?апп?|вацап|whats?app|вайбер|viber|телеграмм?|telegram|тг|мессенджер|чат|скайп|skype|wechat|смс|sms)(?:а|е|у|ом)?',
    { channel: 'messenger' },
  ],
  ['сообщени(?:е|я|ю)|messages?|dm|text', { channel: 'messenger' }],
  ['messaged|texted', past('messenger')],
  // Fax
  ['(?:по )?факс(?:а|у|ом)?|fax', { channel: 'fax' }],
  ['faxed', past('fax')],
  // E-mail; writing and sending come last and weakly.
  [
    '(?:по |на |by |via )?(?:письм(?:о|а|у|ом)|(?:е-?|и)?м[еэ]йл(?:а|у|ом)?|почт(?:а|у|ой|е)|e-?mails?|letters?|mail)',
    { channel: 'email' },
  ],
  ['e-?mailed|mailed', past('email')],
  [
    '(?:на|пере)?писал[аи]?|отправил[аи]?|выслал[аи]?|прислал[аи]?|ответил[аи]?|wrote|sent|replied',
    { ...past('email'), weak: true },
  ],
  [
    '(?:на)?писать|напишу|отправить|отправлю|выслать|вышлю|ответить|write|send|reply',
    { ...future('email'), weak: true },
  ],
  // Tense alone
  ['получил[аи]?|получено|поступил[ао]?|приш[её]?л[аои]?|received|got', { tense: 'past', direction: 'incoming' }],
];

const patterns = CUES.map(([words, kind]) => ({
  kind,
  pattern: new RegExp(`(?<![\\p{L}\\p{N}])(?:${words})(?![\\p{L}\\p{N}@]|\\.\\p{L})`, 'giu'),
}));

const NEGATION = /(?<!\p{L})(?:не|так и не|not|never|(?:did|could|was)n['’]t)\s$/iu;

/** All cues of the folded text, in order, none within another. */
export function findCues(text: string): Cue[] {
  const cues: Cue[] = [];
  for (const { kind, pattern } of patterns) {
    for (const match of text.matchAll(pattern)) {
      const span: Span = [match.index, match.index + match[0].length];
      if (cues.some((cue) => span[0] < cue.span[1] && cue.span[0] < span[1])) continue;
      cues.push({ ...kind, span, ...(NEGATION.test(text.slice(0, span[0])) && { negated: true }) });
    }
  }
  return cues.sort((a, b) => a.span[0] - b.span[0]);
}

/** The channel of the first word that names one; one that only writes or sends gives way to one that says by what. */
export function channelOf(cues: readonly Cue[]): QuickChannel | undefined {
  const named = cues.filter(({ channel }) => channel !== undefined);
  const first = named[0];
  return (first?.weak ? (named.find(({ weak }) => !weak) ?? first) : first)?.channel;
}
