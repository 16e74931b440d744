import { isOurs } from '../../domain/letter/sender.ts';
import type { ParsedLetter } from '../parse/parsed.ts';
import type { Sign } from './sign.ts';

/** Subjects that only programs write. */
const SUBJECT =
  /^(?:auto(?:matic)?[ -]?(?:reply|response|responder)\b|auto\s?:|out of (?:the )?office\b|vacation (?:reply|response|notice)|automatische antwort\b|abwesenheits(?:notiz|agent|meldung)|réponse automatique|(?:автоответ|автоматический ответ|авто-ответ)(?![\p{L}-]))/iu;
/** Subjects that people write too. */
const PERHAPS =
  /^(?:on vacation|away from|i am away|вне офиса|нет на месте|я в отпуске|в отпуске|отсутствие на рабочем месте)/i;
const BODY =
  /меня (?:сейчас |временно )?(?:нет|не будет) (?:в офисе|на месте|на рабочем месте)|нахожусь (?:в отпуске|в командировке|на больничном|вне офиса)|буду отсутствовать|отсутствую (?:в офисе|на рабочем месте|до|с)|автоматическ(?:ий ответ|ое (?:сообщение|уведомление|письмо))|сформировано автоматически|автоответчик|(?:i am|i'm|i will be|currently) (?:out of (?:the )?office|away from|on (?:annual |parental |sick )?(?:leave|vacation|holiday))|out of (?:the )?office (?:until|from|till)|automatic(?:ally generated)? (?:reply|response|message)|auto-?reply|limited access to (?:my )?e-?mail|ваш[аеу]?\s+(?:обращение|заявка|заявку|запрос|тикет)[\s№#\d:-]{0,30}(?:зарегистрирован|принят|получен|создан)|your (?:request|ticket|message|case)\b.{0,40}\b(?:has been|was) (?:received|created|registered|opened)|nicht im (?:büro|haus)|im urlaub|außer haus|abwesend/i;
/** What robots do not ask for. */
const REQUEST =
  /пришлите|вышлите|подскажите|подготовьте|прошу|сколько стоит|please (?:send|confirm|let me know|prepare)|could you/i;
const LOOKED_AT = 1500;

/** Whether a subject is one that only programs write. */
export const hasAutoSubject = (subject: string): boolean => SUBJECT.test(subject);

/** Whether subject or text is what an absent person's program writes. */
export const hasAutoWords = ({ subject, body }: ParsedLetter): boolean =>
  SUBJECT.test(subject) || BODY.test(body.slice(0, LOOKED_AT));

/** Words of a robot's answer; without any header that says so they are a sign and no proof. */
export const autoWords: Sign = ({ subject, body, from }, { own }) => {
  const text = body.slice(0, LOOKED_AT);
  const points =
    (SUBJECT.test(subject) ? 2 : PERHAPS.test(subject) ? 1 : 0) +
    // What our own site sends says that it is automatic, and tells of a client.
    (BODY.test(text) && !isOurs(from.address, { addresses: own }) ? 1 : 0) -
    (REQUEST.test(subject) || REQUEST.test(text) ? 1 : 0);
  return points > 0 ? { sign: 'auto-words', says: 'auto-reply', points } : undefined;
};
