import type { Direction } from '../contact/contact.ts';
import { regExp } from '../text/pattern.ts';
import type { Cue } from './find/cues.ts';
import type { Parties } from './parties.ts';
import type { Field, LineChannel } from './reading.ts';
import type { Seen } from './seen.ts';
import type { Sign } from './signs.ts';
import { channelOf } from './way/channel.ts';
import { directionOf } from './way/direction.ts';

export interface Way {
  channel: Field<LineChannel>;
  direction: Field<Direction>;
  /** The word that told the channel. */
  cue?: Cue;
}

/** By what the contact took or takes place, and who turned to whom. What the words do not tell is a guess. */
export function wayOf(seen: Seen, planned: boolean, sign: Sign | undefined, parties: Parties): Way {
  const cue = mainCue(seen, planned, sign);
  const channel = channelOf(seen, cue, planned);
  return { channel, direction: directionOf(seen, cue, planned, parties, sign), ...(cue && { cue }) };
}

/** The word that decided the tense if it is one of a contact, else the first. */
function mainCue(seen: Seen, planned: boolean, sign: Sign | undefined): Cue | undefined {
  // What is to be done later tells nothing of what happened; "договориться о встрече" is not a meeting.
  const cues = seen.cues.filter(
    (one) =>
      (planned || one.form === 'past' || one.form === 'noun') && !isTopic(seen, one) && !isConditional(seen, one),
  );
  const first = cues.find(({ denied }) => !denied) ?? cues[0];
  if (
    sign?.cue &&
    first &&
    (first === sign.cue || first.form === 'noun') &&
    sign.cue.clause - first.clause <= 1 &&
    !first.channel
  )
    return sign.cue;
  return first;
}

const TOPIC = regExp(
  String.raw`(?<!\p{L})(?:о|об|обо|про|насчет|по поводу|до|после|перед|по итогам|нов\p{L}+|стар\p{L}+|прошл\p{L}+|предыдущ\p{L}+|последн\p{L}+|previous|(?:the|my|our|their|his|her) last|earlier|свою|свой|его|ее|их|about|re|before|after|discuss|new|old|his|her|their)\s(?:\p{L}+\s)?$`,
  'iu',
);

/** A noun for a contact that is spoken of, or an address: "до встречи", "новую почту". */
function isTopic({ line }: Seen, { form, span, text }: Cue): boolean {
  if (form !== 'noun') return false;
  // "ссылка в почте": where something else is.
  if (
    /(?<!\p{L})(?:ссылк\p{L}+|приглашени\p{L}+|адрес\p{L}*|link|invite)\s(?:is\s)?$/iu.test(
      line.folded.slice(0, span[0]),
    )
  )
    return true;
  if (/^(?:по|на|в|by|via|on)\s/u.test(text)) return false;
  return TOPIC.test(line.folded.slice(Math.max(0, span[0] - 24), span[0]));
}

/** "если не ответит": nothing that is done. */
const isConditional = ({ line }: Seen, { form, span }: Cue): boolean =>
  form === 'coming' &&
  /(?<!\p{L})(?:если|if|когда|пока|until|unless)\s(?:[\p{L}\d]+\s){0,6}$/iu.test(
    line.folded.slice(Math.max(0, span[0] - 60), span[0]),
  );
