import { badRequest } from '../refusal.ts';
import { messageText, textContent } from '../text/formatting.ts';
import { post, postAlbum, postCopy, postFile, postForward } from '../world/sending.ts';
import { method } from './method.ts';
import { methodParams as params } from './method-params.ts';

const CHAT_ACTIONS = new Set(
  'typing upload_photo record_video upload_video record_voice upload_voice upload_document choose_sticker find_location record_video_note upload_video_note'.split(
    ' ',
  ),
);

/** What adds something to a chat. */
export const sendingMethods = {
  sendMessage: method(params.sendMessage, (given, { world }) => {
    world.chats.writable(given.chat_id);
    return post(world, given, textContent(messageText(given, world.knownUser)));
  }),
  sendPhoto: method(params.sendPhoto, (given, { world }) => postFile(world, 'photo', given.photo, given)),
  sendDocument: method(params.sendDocument, (given, { world }) => postFile(world, 'document', given.document, given)),
  sendVoice: method(params.sendVoice, (given, { world }) => postFile(world, 'voice', given.voice, given)),
  sendVideo: method(params.sendVideo, (given, { world }) => postFile(world, 'video', given.video, given)),
  sendVideoNote: method(params.sendVideoNote, (given, { world }) =>
    postFile(world, 'video_note', given.video_note, given),
  ),
  sendAnimation: method(params.sendAnimation, (given, { world }) =>
    postFile(world, 'animation', given.animation, given),
  ),
  sendAudio: method(params.sendAudio, (given, { world }) => postFile(world, 'audio', given.audio, given)),
  sendMediaGroup: method(params.sendMediaGroup, (given, { world, uploads }) =>
    postAlbum(world, given, given.media, uploads),
  ),
  sendLocation: method(params.sendLocation, (given, { world }) => {
    const { latitude, longitude } = given;
    if (Math.abs(latitude) > 90 || Math.abs(longitude) > 180) throw badRequest('wrong latitude or longitude specified');
    return post(world, given, { location: { latitude, longitude } });
  }),
  sendContact: method(params.sendContact, (given, { world }) => {
    const { phone_number, first_name, last_name, vcard } = given;
    if (phone_number === '') throw badRequest('PHONE_NUMBER_INVALID');
    const contact = { phone_number, first_name, ...(last_name ? { last_name } : {}), ...(vcard ? { vcard } : {}) };
    return post(world, given, { contact });
  }),
  copyMessage: method(params.copyMessage, (given, { world }) => ({ message_id: postCopy(world, given).message_id })),
  forwardMessage: method(params.forwardMessage, (given, { world }) => postForward(world, given)),
  sendChatAction: method(params.sendChatAction, ({ chat_id, action }, { world }) => {
    if (!CHAT_ACTIONS.has(action)) throw badRequest('wrong parameter action in request');
    world.chats.changed(world.chats.writable(chat_id), { kind: 'action', action });
    return true as const;
  }),
};
