import { defineScreen } from '../../src/telegram/messages/screen.ts';
import { takeFile } from '../line/take-message.ts';
import type { Capability } from '../shared/capability.ts';
import { messageOf } from './deliver.ts';
import { noteLinks } from './links.ts';

const noteScreen = defineScreen(noteLinks, {
  async again(ctx, id = '') {
    const { notes } = ctx.kit.store;
    await ctx.say((await notes.again(id, ctx.user.id, ctx.at)) ? ctx.t.speech.trying : ctx.t.common.alreadyDone);
  },
  async file(ctx, id = '') {
    const note = await ctx.kit.store.notes.take(id, ctx.user.id, ctx.at);
    if (!note) return ctx.say(ctx.t.common.alreadyDone);
    await takeFile(ctx, messageOf(note));
  },
});

/** Voice notes: heard in the background, and taken as the words they say. */
export const speech = { screens: [noteScreen] } satisfies Capability;
