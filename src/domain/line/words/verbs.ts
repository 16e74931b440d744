/** What a word tells of time as a verb, by its form alone. Folded, lower case. */
export type VerbForm = 'past' | 'infinitive';

const PAST = /(?:[аяеиуоы]л(?:а|о|и)?|[аяеиуоы]л(?:ся|ас[ья]|ос[ья]|ис[ья]))$/u;
const NOT_PAST = new Set(
  'дела дело стола села село мыло тела тело зала зал бала балл балла угла угол канала канал филиала филиал журнала журнал материала материал файла файл отдела отдел персонала персонал капитала капитал металла металл сигнал сигнала портал портала модели цели недели если или были-бы сил сила силы мало начало начала около колл мобила школа была-бы пила стекла числа число масла масло дали-бы предела предел раздел раздела квартал квартала терминал терминала потенциал потенциала автомобили детали печали земли стали столы валы узла узел пол пола чехол чехла стил стиль отели отель апрели мебели профили тоннели панели кабели кабель рубли рубля журналы каналы филиалы материалы отделы'.split(
    ' ',
  ),
);
const PAST_IRREGULAR =
  /^(?:(?:по|при|за|на|вы|у|до|подо|обо|про|пере|в|от|от|со)?ш[её]л(?:ся)?|(?:по|при|за|на|вы|у|до|подо|обо|про|пере|во)?шл[аио](?:с[ья])?|(?:с|по)?мог|(?:при|от|за|вы|под|пере|у|раз)?в[её]з|(?:при|от|за|вы|под|пере|у|раз)?нес|прин[её]с|вст?ал[аи]?|сел[аи]?|ждал[аи]?|дал[аи]?|взял[аи]?|брал[аи]?|снял[аи]?|стал[аио]?|был[аио]?|подвел|отв[её]л|прив[её]л|провел|перев[её]л|завел|вел|умер|исчез|влез|полез|спас|привык|достиг|учел|прочел|сош(?:ел|лись|лась)|обошел(?:ся)?|слег|помог|лег|договорились|подписано|отправлено|оплачено|получено|согласовано|закрыто|сделано|решено|отказ(?:ано)?|просрочено|выполнено|принято|отгружено|перенесено|одобрено)$/u;
const INFINITIVE = /(?:[аяеиуоы]ть|[сз]ти|[сз]ть|чь|йти)(?:ся|сь)?$/u;
const NOT_INFINITIVE = new Set(
  'ночь часть сеть очередь связь есть область печать память кровать треть четверть власть честь весть новость стоимость ведомость точность прибыль мать помощь дочь речь скорость возможность нефть жесть смерть медь шерсть мощность отчетность площадь готовность задолженность доверенность стать пять шесть девять десять нить плоть гость кость зять путь суть ртуть мазь грязь'.split(
    ' ',
  ),
);
const ENGLISH_PAST = new Set(
  "was were had did got went said told came took gave made met sent spoke saw heard felt kept left lost paid put ran rang sold sat stood thought wrote won agreed signed asked wanted confirmed refused accepted declined promised discussed talked called emailed texted visited turned moved didn't wasn't couldn't wouldn't won't-take been gone seen done brought bought chose dropped faxed quoted loved liked hated moaned moaning threatened owed cancelled rejected approved closed ok'd okayed offered reckons knocked pushed shook walked waited showed chased fixed raised".split(
    ' ',
  ),
);
const NOT_ENGLISH_PAST =
  /^(?:need|feed|speed|seed|reed|indeed|proceed|exceed|red|bed|shed|wed|led|ted|fred|ned|ed|hundred|united|limited|ltd|unlimited|used|related|based|revised|signed|overdue|updated|detailed|overdued|supposed|freed|agreed-on)$/;

export function verbForm(word: string): VerbForm | undefined {
  if (/[а-я]/u.test(word)) {
    if (PAST_IRREGULAR.test(word) || (word.length >= 4 && PAST.test(word) && !NOT_PAST.has(word))) return 'past';
    return word.length >= 4 && !word.endsWith('ость') && INFINITIVE.test(word) && !NOT_INFINITIVE.has(word)
      ? 'infinitive'
      : undefined;
  }
  if (ENGLISH_PAST.has(word)) return 'past';
  return /[a-z]{3}ed$/.test(word) && !NOT_ENGLISH_PAST.test(word) ? 'past' : undefined;
}
