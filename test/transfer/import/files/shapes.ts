import { file, rows, table } from './file-case.ts';

/* Encodings, delimiters, titles, long notes: tables as they come. */

export const shapes = [
  table('Polish, windows-1250', [['Imię', 'Nazwisko', 'Firma', 'Telefon', 'E-mail'], ['Łukasz', 'Żak', 'Dąb Sp. z o.o.', '22 628 21 05', 'lukasz@dab.example'], ['Małgorzata', 'Śliwińska', 'Sosna S.A.', '+48 501 234 567', '']], {
    language: 'en', country: 'PL',
    organizations: ['Dąb Sp. z o.o.', 'Sosna S.A.'],
    persons: ['Łukasz Żak | of Dąb Sp. z o.o. | +48226282105 | lukasz@dab.example', 'Małgorzata Śliwińska | of Sosna S.A. | +48501234567'],
  }, ';', 'windows-1250'), // biome-ignore format: one table
  table('Czech, windows-1250', [['Jméno', 'Příjmení', 'Společnost', 'Mobil', 'E-mail', 'Poznámka'], ['Jiří', 'Dvořák', 'Bříza s.r.o.', '602 123 456', 'jiri@briza.example', 'Žádá nabídku']], {
    language: 'en', country: 'CZ', organizations: ['Bříza s.r.o.'], persons: ['Jiří Dvořák | of Bříza s.r.o. | +420602123456;label=Mobil | jiri@briza.example'],
  }, ';', 'windows-1250'), // biome-ignore format: one table
  table('Turkish, windows-1254', [['Adı', 'Soyadı', 'Şirket', 'Telefon', 'E-posta', 'Ünvan'], ['Gülşen', 'Çağlar', 'Çınar A.Ş.', '0212 293 35 35', 'gulsen@cinar.example', 'Müdür'], ['İbrahim', 'Yıldız', 'Ardıç Ltd. Şti.', '+90 532 123 45 67', '', '']], {
    language: 'en', country: 'TR', organizations: ['Çınar A.Ş.', 'Ardıç Ltd. Şti.'],
    persons: ['Gülşen Çağlar | of Çınar A.Ş. | Müdür | +902122933535 | gulsen@cinar.example', 'İbrahim Yıldız | of Ardıç Ltd. Şti. | +905321234567'],
  }, ';', 'windows-1254'), // biome-ignore format: one table
  table('German, windows-1252', [['Anrede', 'Vorname', 'Nachname', 'Firma', 'Straße', 'PLZ', 'Ort', 'Telefon', 'Mobil', 'E-Mail', 'Bemerkung'], ['Herr', 'Jörg', 'Müßig', 'Größe & Söhne GmbH', 'Hauptstraße 1', '80331', 'München', '089/1234567', '0171 / 123 45 67', 'joerg@groesse.example', 'hört schlecht']], {
    language: 'en', country: 'DE', organizations: ['Größe & Söhne GmbH | Hauptstraße 1, 80331, München'],
    persons: ['Jörg Müßig | of Größe & Söhne GmbH | +49891234567 +491711234567;label=Mobil | joerg@groesse.example'],
  }, ';', 'windows-1252'), // biome-ignore format: one table
  table('French, Mac', [['Prénom', 'Nom', 'Société', 'Téléphone', 'Courriel', 'Fonction'], ['Zoé', 'Lefèvre', 'Châtaignier SARL', '01 42 68 53 00', 'zoe@chat.example', 'Gérante']], {
    language: 'en', country: 'FR', organizations: ['Châtaignier SARL'], persons: ['Zoé Lefèvre | of Châtaignier SARL | Gérante | +33142685300 | zoe@chat.example'],
  }, ';', 'macroman'), // biome-ignore format: one table
  table('Spanish, windows-1252', [['Nombre', 'Apellidos', 'Empresa', 'Teléfono', 'Correo electrónico', 'Cargo', 'Dirección'], ['Íñigo', 'Núñez', 'Castaño S.L.', '912 345 678', 'inigo@cast.example', 'Jefe', 'Calle Olmo 3, León']], {
    language: 'en', country: 'ES', organizations: ['Castaño S.L. | Calle Olmo 3, León'], persons: ['Íñigo Núñez | of Castaño S.L. | Jefe | +34912345678 | inigo@cast.example'],
  }, ';', 'windows-1252'), // biome-ignore format: one table
  table('Russian, Mac', [['Фамилия', 'Имя', 'Компания', 'Телефон'], ['Щербаков', 'Эдуард', 'Подъём', '8 (351) 222-33-44']], {
    organizations: ['Подъём'], persons: ['Щербаков Эдуард | of Подъём | +73512223344'],
  }, ';', 'maccyrillic'), // biome-ignore format: one table
  table(
    'Russian, cp866 and |',
    [
      ['Организация', 'Телефон', 'Примечание'],
      ['Йод', '8 (351) 222-33-45', 'ёмкости'],
    ],
    { organizations: ['Йод | +73512223345'] },
    '|',
    'cp866',
  ),
  table(
    'Russian, koi8-r',
    [
      ['Организация', 'Контактное лицо', 'Телефон'],
      ['Ясень', 'Хохлова Юлия', '8 (351) 222-33-46'],
    ],
    { organizations: ['Ясень'], persons: ['Хохлова Юлия | of Ясень | +73512223346'] },
    ';',
    'koi8-r',
  ),
  table('Ukrainian, windows-1251', [['ПІБ', 'Компанія', 'Телефон', 'Електронна пошта', 'Примітка'], ['Їжак Євген', 'ТОВ Ялинка', '(044) 235-12-34', 'yizhak@yal.example', 'дзвонити зранку']], {
    country: 'UA', organizations: ['ТОВ Ялинка'], persons: ['Їжак Євген | of ТОВ Ялинка | +380442351234 | yizhak@yal.example'],
  }, ';', 'windows-1251'), // biome-ignore format: one table
  file(
    'UTF-16 with a mark, tabs',
    '\ufeffКомпания\tТелефон\r\nКлён\t8 495 111-22-33\r\n',
    { organizations: ['Клён | +74951112233'] },
    'utf-16le',
  ),
  file(
    'UTF-16 big end without a mark',
    'Name,Company,Phone\r\nAnn Fox,Oak,+1 212 555 0100\r\n',
    { language: 'en', country: 'US', organizations: ['Oak'], persons: ['Ann Fox | of Oak | +12125550100'] },
    'utf-16be',
  ),
  file(
    'CR only, windows-1251',
    'Компания;Телефон;Почта\rДуб;8 495 111-22-33;dub@d.example\rБук;8 495 111-22-34;\r',
    { organizations: ['Дуб | +74951112233 | dub@d.example', 'Бук | +74951112234'] },
    'windows-1251',
  ),
  table('titles and a total', [['Отчёт по контрагентам', '', '', ''], ['Период: 01.01.2026 - 31.10.2026', '', '', ''], ['', '', '', ''], ['№', 'Контрагент', 'ИНН/КПП', 'Контактная информация'], ['1', 'Граб ООО', '7707083893/770701001', 'тел. (495) 111-22-35, grab@g.example'], ['2', 'Самшит', '', '']], {
    organizations: ['Граб ООО | +74951112235 | grab@g.example | 7707083893', 'Самшит'],
  }, ';'), // biome-ignore format: one table
  rows(
    'several phones by number',
    'Company|Contact|Phone 1|Phone 2|Phone 3|E-mail 1|E-mail 2|Mobile|Fax',
    [
      {
        Company: 'Fig',
        Contact: 'Al Fry',
        'Phone 1': '+1 212 555 0101',
        'Phone 2': '212-555-0102 ext. 9',
        'E-mail 1': 'al@fig.example',
        'E-mail 2': 'office@fig.example',
        Fax: '212-555-0103',
      },
    ],
    {
      language: 'en',
      country: 'US',
      organizations: ['Fig'],
      persons: [
        'Al Fry | of Fig | +12125550101 +12125550102;ext=9 +12125550103;label=Fax | al@fig.example office@fig.example',
      ],
    },
  ),
  table('phones as people write them', [['Компания', 'Телефон'],
    ['а', '8-495-111-22-33 (доб.12), 8 916 111 22 33 - Иван'], ['б', 'т/ф 8 (495) 111-22-34'], ['в', '+7(495)1112235#12'], ['г', '8 495 111 22 36, 37'], ['д', '7 495 1112237 (whatsapp)'], ['е', '2-22-33'], ['ж', 'Иван: +79161112238; Мария: +79161112239'], ['з', '84951112240.0'], ['и', '8 800 555 35 35'], ['к', '+7 495 111-22-41 вн. 123'], ['л', '8(916)1112242 и 8(916)1112243'], ['м', '+49 (0)30 901820'],
  ], {
    organizations: ['а | +74951112233;ext=12 +79161112233;label=Иван', 'б | +74951112234;label=т/ф', 'в | +74951112235;ext=12', 'г | +74951112236', 'д | +74951112237;label=whatsapp', 'е | 2-22-33', 'ж | +79161112238;label=Иван +79161112239;label=Мария', 'з | +74951112240', 'и | +78005553535', 'к | +74951112241;ext=123', 'л | +79161112242 +79161112243', 'м | +4930901820'],
  }, ';'), // biome-ignore format: one table
];
