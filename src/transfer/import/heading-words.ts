import type { RecordField } from './fields.ts';

/*
 * Whole headings and what they mean, by languages: in lower case, without signs, "#" standing for a number. `addressPart`: a
 * street, a town; the parts of a row make one address.
 */

type Headings = Partial<Record<Exclude<RecordField, 'rest'> | 'addressPart', string>>;

const russian: Headings = {
  organization:
    'компания|организация|клиент|контрагент|название компании|наименование|наименование организации|название|название организации|наименование клиента|наименование контрагента|фирма|юридическое лицо|покупатель|заказчик|название клиента',
  person:
    'фио|ф и о|контакт|контактное лицо|имя контакта|полное имя|полное имя контакта|лицо|представитель|сотрудник|отображаемое имя|фио контакта|фио контактного лица|с кем говорить|с кем связаться|кого спросить|к кому обращаться|контактные лица',
  lastName: 'фамилия|фамилия контакта',
  middleName: 'отчество|отчество контакта',
  position: 'должность|должность контакта',
  phone: 'телефон|тел|телефоны|мобильный|моб|моб тел|раб тел|сотовый|номер телефона|телефон #',
  email:
    'почта|эл почта|электронная почта|адрес электронной почты|имейл|мейл|емейл|адрес эл почты|эл адрес|электронный адрес|почта #|эл почта #',
  taxNumber: 'инн|унп|бин|иин|иин бин|едрпоу|инн кпп|инн контрагента|инн организации',
  address: 'адрес|юридический адрес|фактический адрес|почтовый адрес|адрес доставки|юр адрес|факт адрес',
  addressPart: 'город|улица|индекс|страна|область|регион|дом|населенный пункт',
  site: 'сайт|веб страница|веб сайт|интернет сайт|корпоративный сайт|сайт компании',
  telegram: 'телеграм|телеграмм',
  tags: 'теги|тег|метки|метка|теги контакта|теги компании',
  note: 'примечание|примечания|комментарий|комментарии|заметки|заметка|описание|примечание #|дополнительно',
  manager: 'ответственный|менеджер|куратор|ответственный менеджер|основной менеджер',
};

const english: Headings = {
  organization:
    'company|company name|organization|organisation|organization name|organization # name|client|client name|customer|customer name|account|account name|employer|business name|firm',
  person: 'full name|contact|contact name|contact person|person|fullname|display name',
  lastName: 'last name|lastname|surname|family name',
  firstName: 'first name|firstname|given name|forename',
  middleName: 'middle name|middlename|additional name|patronymic|second name',
  position: 'position|job title|jobtitle|title|role|job position|organization # title|organization title|designation',
  phone:
    'phone|phones|phone number|mobile|mobile phone|telephone|tel|cell|phone #|phone # value|mobile no|mobile number',
  email: 'email|e mail|mail|email address|e mail address|e mail # value|e mail #|email #|emails',
  taxNumber: 'inn|tax number|tax id|vat|vat number|vat id|tin|tax no|vat no',
  address: 'address|full address|mailing address|postal address|billing address',
  addressPart:
    'city|street|country|state|zip|zip code|zipcode|postal code|postcode|province|town|street #|address line #|region|county',
  site: 'site|website|web|url|web page|homepage|web site|website # value',
  telegram: 'telegram|telegram username',
  tags: 'tags|tag|labels|label|categories|keywords',
  note: 'note|notes|comment|comments|description|remarks|remark',
  manager: 'manager|responsible|responsible manager|account manager|assigned user|assigned to|contact owner',
};

const german: Headings = {
  organization: 'firma|unternehmen|kunde|kundenname|firmenname',
  person: 'ansprechpartner|ansprechpartnerin|kontakt|kontaktperson',
  lastName: 'nachname|familienname|zuname',
  firstName: 'vorname|rufname',
  position: 'funktion|stellung|berufsbezeichnung|beruf',
  phone: 'telefon|telefonnummer|mobil|handy|festnetz|rufnummer|mobiltelefon|telefon #',
  email: 'e mail adresse|mailadresse|email adresse',
  taxNumber: 'ust idnr|ust id|ust id nr|umsatzsteuer id|steuernummer',
  address: 'adresse|anschrift',
  addressPart: 'straße|strasse|plz|ort|stadt|land|postleitzahl|bundesland|hausnummer',
  site: 'webseite|internetseite|internet|webadresse',
  note: 'bemerkung|bemerkungen|notiz|notizen|kommentar|anmerkung|anmerkungen',
  manager: 'betreuer|kundenbetreuer|zuständig',
};

const french: Headings = {
  organization: 'société|societe|entreprise|raison sociale',
  person: 'nom complet|interlocuteur',
  lastName: 'nom|nom de famille',
  firstName: 'prénom|prenom',
  position: 'fonction|poste|titre',
  phone: 'téléphone|telephone|tél|portable|téléphone #',
  email: 'courriel|adresse e mail|mél|adresse mail|adresse électronique',
  taxNumber: 'n tva|tva|numéro de tva|tva intracommunautaire|siret|siren',
  addressPart: 'rue|ville|code postal|pays',
  site: 'site internet|site web',
  note: 'remarque|remarques|commentaire|commentaires',
};

const spanish: Headings = {
  organization: 'empresa|compañía|compañia|razón social|cliente',
  person: 'nombre completo|persona de contacto|contacto',
  lastName: 'apellidos|apellido',
  position: 'cargo|puesto',
  phone: 'teléfono|telefono|móvil|movil|celular|teléfono #',
  email: 'correo electrónico|correo electronico|correo',
  taxNumber: 'nif|cif|rfc|cif nif',
  address: 'dirección|direccion|domicilio',
  addressPart: 'calle|ciudad|población|código postal|codigo postal|país|pais|provincia',
  site: 'página web|sitio web',
  note: 'notas|observaciones|comentarios',
};

const portuguese: Headings = {
  lastName: 'sobrenome|apelido',
  phone: 'telefone|telemóvel|telefone #',
  taxNumber: 'cnpj|cpf',
  address: 'endereço|endereco|morada',
  addressPart: 'rua|cidade|cep',
  note: 'observações|observacoes',
};

const italian: Headings = {
  organization: 'azienda|ragione sociale|società',
  person: 'nome completo|referente',
  lastName: 'cognome',
  position: 'ruolo|qualifica',
  phone: 'telefono|cellulare',
  email: 'posta elettronica|indirizzo e mail|indirizzo email',
  taxNumber: 'partita iva|p iva|codice fiscale',
  address: 'indirizzo',
  addressPart: 'via|città|citta|cap|paese',
  site: 'sito web|sito',
  note: 'osservazioni',
};

const polish: Headings = {
  organization: 'nazwa firmy|nazwa|przedsiębiorstwo',
  person: 'imię i nazwisko|osoba kontaktowa|osoba do kontaktu',
  lastName: 'nazwisko',
  firstName: 'imię|imie',
  position: 'stanowisko',
  phone: 'komórka|telefon komórkowy|telefon kom|nr telefonu',
  email: 'adres e mail|poczta|poczta elektroniczna|adres email',
  taxNumber: 'nip',
  address: 'adres',
  addressPart: 'ulica|miasto|miejscowość|kod pocztowy|kraj|województwo',
  site: 'strona www|www|strona internetowa',
  note: 'uwagi|notatki|komentarz|notatka',
  manager: 'opiekun|opiekun klienta',
};

const czech: Headings = {
  organization: 'společnost|název|název firmy|spoločnosť|názov',
  person: 'kontaktní osoba|celé jméno|jméno a příjmení|kontaktná osoba|meno a priezvisko',
  lastName: 'příjmení|priezvisko',
  firstName: 'jméno|křestní jméno|meno',
  position: 'pozice|funkce|pracovní pozice|funkcia',
  phone: 'telefón|telefonní číslo',
  taxNumber: 'ičo|dič',
  address: 'adresa',
  addressPart: 'ulice|město|psč|země|mesto|krajina|stát',
  site: 'webové stránky|internetové stránky',
  note: 'poznámka|poznámky',
};

const hungarian: Headings = {
  organization: 'cég|cégnév|vállalat|ügyfél',
  person: 'név|teljes név|kapcsolattartó',
  lastName: 'vezetéknév|családnév',
  firstName: 'keresztnév|utónév',
  position: 'beosztás',
  phone: 'telefonszám|mobiltelefon',
  email: 'e mail cím|email cím',
  taxNumber: 'adószám',
  address: 'cím',
  addressPart: 'város|irányítószám|ország|utca',
  site: 'weboldal|honlap',
  note: 'megjegyzés',
};

const turkish: Headings = {
  organization: 'şirket|kurum|firma adı|şirket adı|müşteri',
  person: 'adı soyadı|ad soyad|yetkili|yetkili kişi|ilgili kişi',
  lastName: 'soyadı|soyad',
  firstName: 'adı|ad|isim',
  position: 'ünvan|unvan|unvanı|görev|görevi',
  phone: 'cep telefonu|cep|gsm|telefon no|iş telefonu|ev telefonu|sabit telefon',
  email: 'e posta|eposta|e posta adresi',
  taxNumber: 'vergi no|vergi numarası',
  addressPart: 'şehir|il|ilçe|ülke|posta kodu|sokak',
  site: 'web sitesi|internet sitesi|web adresi',
  note: 'not|notlar|açıklama',
};

const ukrainian: Headings = {
  organization: 'компанія|організація|клієнт|назва|назва компанії',
  person: 'піб|контактна особа|повне ім я',
  lastName: 'прізвище',
  middleName: 'по батькові',
  position: 'посада',
  phone: 'мобільний|номер телефону',
  email: 'електронна пошта|пошта|ел пошта',
  taxNumber: 'єдрпоу|іпн|код єдрпоу',
  address: 'адреса',
  addressPart: 'місто|вулиця|країна|індекс',
  note: 'примітка|примітки|коментар|нотатки',
  manager: 'відповідальний',
};

const others: Headings = {
  organization: 'bedrijf|bedrijfsnaam|företag|virksomhed|companie|denumire',
  person: 'contactpersoon|kontaktpersoon',
  lastName: 'achternaam|efternamn|efternavn|etternavn|nume',
  firstName: 'voornaam|förnamn|fornavn|prenume',
  position: 'functie|befattning|stilling',
  phone: 'telefoon|telefoonnummer|mobiel|telefonnummer',
  email: 'e mailadres|e post',
  taxNumber: 'btw nummer|btw|cvr|cui',
  addressPart: 'straat|plaats|woonplaats|adress|gatuadress|postnummer|oraș|localitate',
  note: 'opmerkingen|notities|anteckningar',
};

export const headingLanguages: readonly Headings[] = [
  russian,
  english,
  german,
  french,
  spanish,
  portuguese,
  italian,
  polish,
  czech,
  hungarian,
  turkish,
  ukrainian,
  others,
];

/** Headings of a name that may be a person's or a client's: what stands beside them tells. */
export const BARE_NAMES: ReadonlySet<string> = new Set([
  'имя',
  'name',
  'nombre',
  'nome',
  'naam',
  'ім я',
  'namn',
  'navn',
]);
