async function asJson(response) {
  const body = await response.json();
  if (!response.ok) throw new Error(body.error ?? response.statusText);
  return body;
}

export const cast = async () => asJson(await fetch('/chat'));
export const chat = async (userId) => asJson(await fetch(`/chat/${userId}`));

/** Does something as this user; the answer of the bot where it gives one. */
export async function act(userId, action, body = {}) {
  return asJson(
    await fetch(`/chat/${userId}/${action}`, {
      method: 'POST',
      headers: { 'content-type': 'application/json' },
      body: JSON.stringify(body),
    }),
  );
}

/** Sends a file as this user. */
export async function upload(userId, kind, file, { caption = '', duration = 0, name = file.name } = {}) {
  const query = new URLSearchParams({ kind, name, mime: file.type || 'application/octet-stream', caption, duration });
  return asJson(
    await fetch(`/chat/${userId}/upload?${query}`, {
      method: 'POST',
      headers: { 'content-type': 'application/octet-stream' },
      body: file,
    }),
  );
}

export const fileUrl = (fileId) => `/chat/files/${encodeURIComponent(fileId)}`;

/** Listens for changes in all chats; `onOpen` is called after each (re)connection, when changes may have been missed. */
export function listen(onChange, onOpen) {
  const source = new EventSource('/chat/events');
  source.addEventListener('open', onOpen);
  source.addEventListener('message', (event) => onChange(JSON.parse(event.data)));
}
