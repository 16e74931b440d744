interface SavedFolder {
  uidvalidity: number;
  uidnext: number;
  messages: { uid: number; flags: string[]; internaldate: string; raw: string }[];
}

/** What of the mailbox survives a restart. Raw letters are in base64. */
export interface SavedMail {
  version: 1;
  folders: Record<string, SavedFolder>;
  departed: { at: string; to: string[]; raw: string }[];
}
