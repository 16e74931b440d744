export const client = {
  field: {
    name: 'Название',
    personName: 'Имя',
    phones: 'Телефоны',
    emails: 'Почта',
    taxNumber: 'ИНН',
    address: 'Адрес',
    site: 'Сайт',
    note: 'Примечание',
    position: 'Должность',
    documentType: 'Вид документа',
    number: 'Номер',
    date: 'Дата',
    amount: 'Сумма',
  },
};
