import { profile } from './profile.ts';

/** Customer programs and bookkeeping in Russian. */
export const russianPrograms = [
  profile('amocrm', 'amoCRM', 'полное имя контакта|компания контакта', {
    organization: 'компания контакта',
    person: 'полное имя контакта',
    lastName: 'фамилия контакта',
    firstName: 'имя контакта',
    manager: 'ответственный',
  }),
  profile(
    'amocrm-contacts',
    'amoCRM',
    'наименование|ответственный|теги|рабочий телефон|рабочий email',
    {
      organization: 'компания',
      person: 'наименование',
      lastName: 'фамилия',
      firstName: 'имя',
      manager: 'ответственный',
    },
    { company: { heading: 'тип', words: ['компания'] } },
  ),
  profile('amocrm-deals', 'amoCRM', 'название сделки|основной контакт|компания', {
    organization: 'компания',
    person: 'основной контакт',
    manager: 'ответственный',
    rest: 'название сделки|компания контакта|ответственный за контакт|этап сделки|воронка',
  }),
  profile(
    'amocrm-companies',
    'amoCRM',
    'название компании|контакты|web',
    {
      organization: 'название компании',
      person: 'контакты',
      site: 'web',
      manager: 'ответственный',
    },
    { clientWays: true },
  ),
  profile(
    'bitrix-companies',
    'Bitrix24',
    'название компании|тип компании',
    {
      organization:
        'название компании|реквизит сокращенное наименование организации|реквизит полное наименование организации',
      person: 'контактное лицо',
      site: 'корпоративный сайт',
      note: 'комментарий',
      manager: 'ответственный',
      rest: 'тип компании|сфера деятельности|кол во сотрудников|банковские реквизиты|логотип',
    },
    { clientWays: true },
  ),
  profile('bitrix', 'Bitrix24', 'имя|фамилия|тип контакта', {
    organization: 'компания',
    lastName: 'фамилия',
    firstName: 'имя',
    middleName: 'отчество',
    position: 'должность',
    note: 'комментарий',
    manager: 'ответственный',
    rest: 'обращение|тип контакта|источник|дополнительно об источнике|кем создан',
  }),
  profile('1c', '1С', 'наименование|инн', {
    organization: 'наименование|наименование в программе',
    person: 'контактное лицо|основное контактное лицо',
    taxNumber: 'инн',
    address: 'юридический адрес|фактический адрес',
    note: 'комментарий',
    manager: 'основной менеджер',
    rest: 'полное наименование|наименование полное|рабочее наименование|кпп|код по окпо',
  }),
  profile(
    'amocrm-all',
    'amoCRM',
    'тип|полное имя контакта|название компании',
    {
      organization: 'название компании',
      person: 'полное имя контакта',
      lastName: 'фамилия',
      firstName: 'имя',
      site: 'web',
      manager: 'ответственный',
    },
    { company: { heading: 'тип', words: ['компания'] } },
  ),
];
