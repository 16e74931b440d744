import type { Sign } from './sign.ts';

const WORDS =
  /отпис(?:аться|ки|ка\b|аться от)|отказаться от (?:рассылки|подписки|получения)|вы получили это (?:письмо|сообщение),? (?:так как|потому что|поскольку)|вы подписаны|если вы не хотите (?:больше )?получать|unsubscribe|opt[ -]out|manage (?:your )?(?:subscription|preferences)|you (?:are receiving|received) this (?:e-?mail|message)|no longer (?:wish|want) to receive|view (?:this e-?mail )?in (?:your )?browser|открыть в браузере/i;
const END = 3000;

/** Words at the end of a letter that tell how to get no more of its kind. */
export const unsubscribeWords: Sign = ({ text, body, quote }) => {
  // What somebody quotes is not theirs.
  const own = quote === '' ? text : body;
  return WORDS.test(own.slice(-END)) || WORDS.test(own.slice(0, 300))
    ? { sign: 'unsubscribe-words', says: 'newsletter', points: 1.5 }
    : undefined;
};
