const words = {
  en: {
    title: 'Mail to the company',
    chat: '‹ To the chat',
    name: 'Your name (a client)',
    from: 'Your address',
    subject: 'Subject',
    text: 'Text',
    files: 'Files',
    send: 'Send',
    sent: 'What the company wrote',
    none: 'Nothing yet. Letters that managers send from the chat come here.',
    done: 'Sent. Look into the chat: the phone rings.',
    answer: 'Answer',
    to: 'to',
  },
  ru: {
    title: 'Почта в компанию',
    chat: '‹ К чату',
    name: 'Ваше имя (клиент)',
    from: 'Ваш адрес',
    subject: 'Тема',
    text: 'Текст',
    files: 'Файлы',
    send: 'Отправить',
    sent: 'Что написала компания',
    none: 'Пока ничего. Сюда приходят письма, которые менеджеры отправляют из чата.',
    done: 'Отправлено. Загляните в чат: телефон зазвонил.',
    answer: 'Ответить',
    to: 'кому',
  },
};
/** That of the chat one came from, else the browser's. */
const wanted = new URLSearchParams(location.search).get('lang') ?? navigator.language;
const language = wanted.startsWith('ru') ? 'ru' : 'en';
const t = words[language];
const byId = (id) => document.getElementById(id);
const form = byId('form');
let answering;
let shown = '';

/** Text only ever goes in as text nodes, so nothing in a letter can become markup. */
function el(tag, text, className) {
  const node = document.createElement(tag);
  if (text !== undefined) node.textContent = text;
  if (className) node.className = className;
  return node;
}

for (const name of ['name', 'from', 'subject', 'text', 'files']) byId(`l-${name}`).textContent = t[name];
for (const name of ['title', 'chat', 'send', 'sent']) byId(name).textContent = t[name];
document.documentElement.lang = language;
document.title = t.title;
form.elements.name.value = language === 'ru' ? 'Анна Петрова' : 'John Smith';
form.elements.from.value = language === 'ru' ? 'anna@romashka.example' : 'john@acme.example';

async function base64(file) {
  const bytes = new Uint8Array(await file.arrayBuffer());
  let binary = '';
  for (let at = 0; at < bytes.length; at += 0x8000) binary += String.fromCharCode(...bytes.subarray(at, at + 0x8000));
  return btoa(binary);
}

form.addEventListener('submit', async (event) => {
  event.preventDefault();
  const { name, from, subject, text, files } = form.elements;
  byId('send').disabled = true;
  try {
    const attached = await Promise.all(
      [...files.files].map(async (file) => ({ name: file.name, mime: file.type, content: await base64(file) })),
    );
    const response = await fetch('/mail/api/letters', {
      method: 'POST',
      headers: { 'content-type': 'application/json' },
      body: JSON.stringify({
        name: name.value,
        from: from.value,
        subject: subject.value,
        text: text.value,
        files: attached,
        ...(answering && { inReplyTo: answering.messageId, references: answering.references }),
      }),
    });
    const answer = await response.json();
    byId('status').textContent = response.ok ? t.done : answer.error;
    // The hint in the chat is done.
    if (response.ok) localStorage.setItem('tour mail', '1');
    if (response.ok) {
      subject.value = '';
      text.value = '';
      files.value = '';
      answering = undefined;
    }
  } catch (error) {
    byId('status').textContent = error.message;
  } finally {
    byId('send').disabled = false;
  }
});

function letter(one) {
  const item = el('li');
  item.append(
    el('b', one.subject),
    el('small', `${t.to}: ${one.to.join(', ')} · ${new Date(one.at).toLocaleString(language)}`),
  );
  item.append(el('p', one.text));
  for (const file of one.files) item.append(el('small', `📎 ${file.name}, ${Math.ceil(file.size / 1024)} KB`));
  const answer = el('button', t.answer, 'plain');
  answer.type = 'button';
  answer.addEventListener('click', () => {
    answering = one;
    form.elements.from.value = one.to[0];
    form.elements.subject.value = /^re:/i.test(one.subject) ? one.subject : `Re: ${one.subject}`;
    form.elements.text.focus();
    scrollTo({ top: 0, behavior: 'smooth' });
  });
  item.append(answer);
  return item;
}

async function refresh() {
  const response = await fetch('/mail/api/letters').catch(() => undefined);
  if (!response?.ok) return;
  const { address, letters } = await response.json();
  byId('title').textContent = `${t.title}: ${address}`;
  const state = letters.map(({ messageId }) => messageId).join();
  if (state === shown && shown !== '') return;
  shown = state;
  byId('letters').replaceChildren(...(letters.length > 0 ? letters.map(letter) : [el('li', t.none, 'empty')]));
}

await refresh();
setInterval(refresh, 2000);
