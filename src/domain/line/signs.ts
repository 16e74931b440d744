import { regExp } from '../text/pattern.ts';
import type { Cue } from './find/cues.ts';
import type { Token } from './find/line.ts';
import { type Seen, verbAt } from './seen.ts';

const PLAN = regExp(
  String.raw`(?<![\p{L}])(?<!(?:не|ничего) |делать не )(?:надо|нужно|необходимо|пора|напомни(?:ть)?|запланируй(?:те)?|запланировать|постав(?:ь|ить|ьте)(?! галочку)|не забыть|план(?!\p{L})|планир(?:ую|уем)|хочу|собираюсь|(?<=^[\s\p{P}]{0,3})(?:скажи|передай|сообщи|предупреди|спроси|уточни|узнай|попроси)(?:те)?|(?<=^[\s\p{P}]{0,3})(?:tell(?! me)|let \p{L}+ know|warn|inform)|remind me to|need to|got to|gotta|have to|must|don['’]?t forget|plan(?:ning)? to|todo|to do|(?<!off |ahead of |on |per )schedule|book(?=\s(?:a|in|the|me|us|\p{L}+\s(?:for|on))(?!\p{L}))|pencil in|set up|diarise|(?:put|pencil|book) (?:\p{L}+ ){1,3}(?:down|in)(?= for)|put (?:\p{L}+ ){1,4}(?:on|in) (?:my |the |our )?(?:calendar|diary|books|schedule)|put (?:in |down )?(?:a |the )?(?:call|meeting|mtg|visit|reminder|demo)|(?:pop|stick|get|put|slot) (?:a |the )?(?:call|meeting|mtg|visit|demo|reminder)|put in (?:a |the )?(?=call|meeting|visit|demo|reminder))(?!\p{L})`,
  'iu',
);
/** To come, in words that tell no day. */
const VAGUE = regExp(
  String.raw`(?<!\p{L})(?:на днях|скоро|попозже|как-нибудь|как нибудь|при случае|в ближайшее время|после (?:праздников|выходных|отпуска|нового года)|в (?:начале|середине|конце) (?:осени|зимы|весны|лета)|soon|sometime|at some point|after the holidays|later this (?:month|year)|when (?:i|we) get a chance)(?!\p{L})`,
  'iu',
);
/** Past verbs that tell of a wish or a promise, and of no contact that took place. */
const SOFT =
  /^(?:хотел[аи]?|просил[аи]?|попросил[аи]?|обещал[аи]?|звал[аи]?|планировал[аи]?|собирал(?:ся|ась|ись)|думал[аи]?|мог|могл[аи]|был[аио]?|asked|wanted|promised|said|was|had|were|did|need|got|referred|intro|introduced|нужен|начал(?:ся|ась|ись|ось)|закончил(?:ся|ась|ись))$/u;
/** Said of them as it stands: told, and nothing of ours to come. */
const TOLD =
  /^(?:прос(?:ит|ят)|говор(?:ит|ят)|молч(?:ит|ат)|требу(?:ет|ют)|предлага(?:ет|ют)|интересу(?:ется|ются)|отказыва(?:ется|ются)|хот(?:ят)|жалу(?:ется|ются)|ругает(?:ся)?|настаива(?:ет|ют)|сомнева(?:ется|ются)|says|asks|moans|wants|needs|reckons|thinks|prefers|claims|insists|complains|refuses|confirms|agrees|hates|loves)$/u;
/** "Lisa wants a call on Thursday": what is wanted is the contact. */
const WANTS_CONTACT =
  /^\s(?:a\s|an\s|another\s|us\s|me\s|to\s|\p{L}+\s){0,2}(?:calls?|meeting|mtg|visit|demo|chat|catch-?up|meet|see|visit|talk|speak|lunch|coffee|teams|zoom|созвон\p{L}*|встреч\p{L}*|встретит\p{L}*|звон\p{L}*)(?!\p{L})/iu;
export const ASKS =
  /^(?:прос(?:ит|ят)|хо(?:чет|тят)|попросил[аи]?|просил[аи]?|жд(?:ет|ут)|предлага(?:ет|ют)|требу(?:ет|ют)|интересу(?:ется|ются)|готов[аы]?|обеща(?:ет|ют|л|ла|ли)|сказал[аи]?|wants?|asked|asks|said|says|told)$/u;

export interface Sign {
  at: number;
  kind: 'past' | 'plan';
  why: string;
  cue?: Cue;
  /** "wants", "просит": as it stands now, so that a day after it is that of what is wanted. */
  present?: true;
}

/** Words that have a tense, in order: contact words, verbs, "надо". What follows "просит" is asked for. */
export function signsOf({ line, cues, mentions, moments }: Seen): Sign[] {
  const signs: Sign[] = [];
  for (const cue of cues) {
    if (cue.form === 'noun' || cue.denied) continue;
    signs.push({ at: cue.span[0], kind: cue.form === 'past' ? 'past' : 'plan', why: cue.text, cue });
  }
  const plan = PLAN.exec(line.folded);
  if (plan) signs.push({ at: plan.index, kind: 'plan', why: plan[0] });
  const vague = VAGUE.exec(line.folded);
  if (vague) signs.push({ at: vague.index, kind: 'plan', why: vague[0] });
  // "sat 6 dec": a day, and nobody sat.
  const written = moments
    .filter(({ spans }) => spans.length > 1)
    .flatMap(({ spans }) => spans.map((span) => ({ span })));
  const isCue = (token: Token) =>
    [...cues, ...mentions, ...written].some(({ span }) => span[0] <= token.span[0] && token.span[1] <= span[1]);
  for (const [index, token] of line.tokens.entries()) {
    if (token.kind !== 'word' || isCue(token)) continue;
    const form = verbAt({ line, mentions }, index);
    if (
      /^(?:успел[аи]?|смог|смогл[аи]|получилось|вышло|стал[аи]?)$/u.test(token.text) &&
      line.tokens[index - 1]?.text === 'не'
    )
      continue;
    if (form === 'past' && !SOFT.test(token.text) && line.tokens[index - 1]?.text !== 'не-')
      signs.push({ at: token.span[0], kind: 'past', why: token.text });
    if (TOLD.test(token.text) && !WANTS_CONTACT.test(line.folded.slice(token.span[1], token.span[1] + 40)))
      signs.push({ at: token.span[0], kind: 'past', why: token.text, present: true });
    // "звонок делать не надо"
    const isNeedless =
      line.tokens[index + 1]?.text === 'не' &&
      /^(?:надо|нужно|будем|стал[аи]?)$/u.test(line.tokens[index + 2]?.text ?? '');
    if (form === 'infinitive' && !isNeedless && !follows(line.tokens, index))
      signs.push({ at: token.span[0], kind: 'plan', why: token.text });
  }
  return signs
    .sort((a, b) => a.at - b.at)
    .filter((sign, index, all) => !(sign.kind === 'plan' && afterAsking(line.tokens, sign.at) && index < all.length));
}

/** "просит счет выставить": an infinitive that somebody else's wish governs. */
function afterAsking(tokens: readonly Token[], at: number): boolean {
  const index = tokens.findIndex(({ span }) => span[0] >= at);
  return tokens.slice(Math.max(0, index - 3), index).some(({ text }) => ASKS.test(text));
}

/** "готов платить", "не могу говорить", "чтобы застать": governed by another word, it plans nothing of its own. */
function follows(tokens: readonly Token[], index: number): boolean {
  return tokens
    .slice(Math.max(0, index - 2), index)
    .some(({ text }) =>
      /^(?:чтоб|чтобы|если|могу|может|могут|можно|могла|мог|готов[аы]?|нельзя|нечем|сможет|сможем|будет|будут|будем|буду|стал[аи]?|начал[аи]?|хотел[аи]?|пока|когда|как|кем|кому|куда|где|нечего|некому)$/u.test(
        text,
      ),
    );
}
