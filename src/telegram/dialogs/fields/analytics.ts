import type { Message } from '@grammyjs/types';
import { normalizePhone, showPhone } from '../../../domain/client/phone.ts';
import type { Analytic, FileRef } from '../../../domain/contact/contact.ts';
import { newId } from '../../../domain/id.ts';
import { safeName } from '../../../domain/text/file-name.ts';
import { clean, cut } from '../../../domain/text/html.ts';
import { showDay } from '../../../i18n/dates.ts';
import type { Ctx } from '../../context.ts';
import type { Field } from '../field.ts';
import { named } from '../field.ts';

const TEXT_LIMIT = 2000;

/** The file that a message carries, if it carries one. Of a photo, the largest size. */
export function fileOf(message: Message): FileRef | undefined {
  const { photo, voice, document, video, audio, animation, video_note: round } = message;
  const largest = photo?.at(-1);
  if (largest) return fileRef('photo', largest, 'photo.jpg', 'image/jpeg');
  if (voice) return fileRef('voice', voice, 'voice.ogg', voice.mime_type);
  // An animation comes as a document as well, which it cannot be sent as.
  if (animation) return fileRef('animation', animation, animation.file_name ?? 'animation.mp4', animation.mime_type);
  if (document) return fileRef('document', document, document.file_name ?? 'file', document.mime_type);
  if (video) return fileRef('video', video, video.file_name ?? 'video.mp4', video.mime_type);
  if (round) return fileRef('video_note', round, 'video.mp4', 'video/mp4');
  if (audio) return fileRef('audio', audio, audio.file_name ?? 'audio.mp3', audio.mime_type);
  return undefined;
}

const fileRef = (
  kind: FileRef['kind'],
  file: { file_id: string; file_size?: number },
  name: string,
  mime: string | undefined,
): FileRef => ({
  fileId: file.file_id,
  kind,
  name: safeName(name),
  ...(file.file_size !== undefined && { size: file.file_size }),
  ...(mime !== undefined && { mime }),
});

/** What a message says besides plain text: a file, a place, a card from the phone book, a forwarded text. */
export function attachmentOf(message: Message): { analytic: Analytic; caption?: string } | undefined {
  const file = fileOf(message);
  const id = newId();
  if (file) {
    // Of a voice note that was heard, its words stand where a caption would.
    const words = message.caption ?? message.text;
    const caption = words && clean(words).trim();
    return { analytic: { id, kind: 'file', file }, ...(caption && { caption }) };
  }
  if (message.location) {
    const { latitude, longitude } = message.location;
    const name = cut(
      clean([message.venue?.title, message.venue?.address].filter(Boolean).join(', ')).trim(),
      TEXT_LIMIT,
    );
    return { analytic: { id, kind: 'place', latitude, longitude, ...(name && { name }) } };
  }
  if (message.contact) {
    const { phone_number: number, first_name: first, last_name: last } = message.contact;
    // Telegram leaves out the plus sign of numbers that it knows in full.
    const phone = normalizePhone(number.startsWith('+') ? number : `+${number.replace(/\D/g, '')}`);
    const shown = phone.ok ? showPhone(phone.value) : number;
    return {
      analytic: { id, kind: 'text', text: cut(clean([first, last, shown].filter(Boolean).join(' ')), TEXT_LIMIT) },
    };
  }
  if (message.forward_origin && message.text) return { analytic: textual(message.text) };
  return undefined;
}

/** A typed characteristic: a link or a number where it reads as one, else a text. */
function textual(typed: string): Analytic {
  const text = cut(clean(typed).trim(), TEXT_LIMIT);
  const id = newId();
  if (/^https?:\/\/\S+$/i.test(text)) return { id, kind: 'link', link: text };
  if (/^-?\d{1,12}(?:[.,]\d+)?$/.test(text)) return { id, kind: 'number', number: Number(text.replace(',', '.')) };
  return { id, kind: 'text', text };
}

/** Anything that can be sent, as a characteristic without a name; undefined for what says nothing (a sticker). */
export const analyticOf = (message: Message): Analytic | undefined =>
  attachmentOf(message)?.analytic ?? (message.text ? textual(message.text) : undefined);

/** One characteristic in a few words. */
export function showAnalytic(analytic: Analytic, ctx: Pick<Ctx, 'user' | 'at'>): string {
  const name = analytic.characteristic ? `${analytic.characteristic.name}: ` : '';
  switch (analytic.kind) {
    case 'text':
      return name + analytic.text;
    case 'number':
      return name + new Intl.NumberFormat(ctx.user.language).format(analytic.number);
    case 'date':
      return name + showDay(analytic.date, ctx.at, ctx.user);
    case 'link':
      return name + analytic.link;
    case 'file':
      return `${name}${analytic.file.kind === 'voice' ? '🎤' : '📎'} ${analytic.file.name}`;
    case 'place':
      return `${name}📍 ${analytic.name === undefined ? '' : `${analytic.name}, `}${analytic.latitude.toFixed(5)}, ${analytic.longitude.toFixed(5)}`;
  }
}

interface Values {
  analytics?: Analytic[];
}

/** The further characteristics: anything that can be sent is one. Each can be taken off again. */
export function analytics<V extends Values>(
  rest: Pick<Field<Analytic[], V>, 'icon' | 'label' | 'place'>,
): Field<Analytic[], V> {
  const set = (list: Analytic[]) => ({ set: named<V>('analytics', list) });
  return {
    ...rest,
    takesFiles: () => true,
    show: (list, ctx) => list.map((one) => showAnalytic(one, ctx)).join('; '),
    prompt: (ctx, { values }) => ({
      question: ctx.t.form.askAnalytics,
      rows: (values.analytics ?? [])
        .slice(-8)
        .map((one) => [{ text: `✖️ ${cut(showAnalytic(one, ctx), 30)}`, arg: one.id }]),
    }),
    tap: (_ctx, arg, { values }) => set((values.analytics ?? []).filter(({ id }) => id !== arg)),
    take(_ctx, message, { values }) {
      const analytic = analyticOf(message);
      return analytic && set([...(values.analytics ?? []), analytic]);
    },
  };
}
