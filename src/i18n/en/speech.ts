export const speech = {
  off: 'Voice notes are not transcribed here: I keep this one as a file. An administrator can switch it on: npm run speech on the server.',
  late: 'Speech recognition is not available right now. The note is kept as a draft, I will try again.',
  lateForGood: 'The note could not be transcribed so far. It is kept as a draft.',
  again: 'Try again',
  asFile: 'Record without the text',
  trying: 'Trying again…',
  heardNow: 'The note is transcribed.',
  unsure: (words: string) => `Not sure I heard: ${words}`,
  unheard: {
    silence: 'I hear no words in this note: I keep it as a file.',
    tooLong: 'Notes over 10 minutes are not transcribed: I keep this one as a file.',
    unreadable: 'The sound of this note cannot be read: I keep it as a file.',
    noFfmpeg: 'To transcribe this kind of note, the server needs ffmpeg: I keep it as a file.',
    refused: 'The recogniser did not take this note: I keep it as a file.',
    tooBig: 'The file is over 20 MB and Telegram does not hand it to bots: I keep it as a link.',
    gone: 'Telegram does not hand out this note any more: I keep it as a link.',
  },
};
