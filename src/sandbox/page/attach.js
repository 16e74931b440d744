import { el } from './dom.js';
import { ask, popupMenu } from './overlays.js';
import { t } from './texts.js';

/** What can be sent besides text. */
export function attachMenu(anchor, actions) {
  const box = anchor.getBoundingClientRect();
  popupMenu(
    [
      [`🖼  ${t('photo')}`, () => pickFiles('photo', 'image/*', actions)],
      [`📄  ${t('file')}`, () => pickFiles('document', '', actions)],
      [`🎤  ${t('voiceFile')}`, () => pickFiles('voice', 'audio/*', actions)],
      [`👤  ${t('contact')}`, () => shareContact(actions)],
      [`📍  ${t('location')}`, () => shareLocation(actions)],
    ],
    box.left - 140,
    box.top - 250,
  );
}

function pickFiles(kind, accept, actions) {
  const input = el('input', { type: 'file', accept, multiple: kind !== 'voice' });
  input.addEventListener('change', async () => {
    for (const file of input.files) await actions.upload(kind, file);
  });
  input.click();
}

async function shareContact(actions) {
  const card = await ask(t('contact'), [
    { name: 'first_name', label: t('name') },
    { name: 'last_name', label: t('lastName'), required: false },
    { name: 'phone_number', label: t('phone'), type: 'tel', value: '+7' },
  ]);
  if (card) await actions.act('contact', card);
}

async function shareLocation(actions) {
  const place = await ask(t('location'), [
    { name: 'latitude', label: '↕', type: 'number', step: 'any', value: '55.7558' },
    { name: 'longitude', label: '↔', type: 'number', step: 'any', value: '37.6173' },
  ]);
  if (place) {
    await actions.act('location', { latitude: Number(place.latitude), longitude: Number(place.longitude) });
  }
}
