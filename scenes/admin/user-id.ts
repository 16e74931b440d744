/** A Telegram id in a button's data, which is anybody's input. */
export const userId = (text: string | undefined): number => (/^\d{1,15}$/.test(text ?? '') ? Number(text) : 0);
