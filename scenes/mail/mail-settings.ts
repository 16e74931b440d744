import { requiredText } from '../../src/telegram/dialogs/fields/text.ts';
import { defineForm } from '../../src/telegram/dialogs/form.ts';
import { settingsCard } from '../home/settings.ts';
import { signatureDialog } from './links.ts';

type SignatureValues = { signature?: string };

/** What stands below a user's letters; a dash takes it away. */
export const signatureScene = defineForm<SignatureValues>(signatureDialog, {
  title: (t) => `✍️ ${t.letter.signature}`,
  direct: true,
  left: async (ctx) => settingsCard(ctx),
  fields: {
    signature: requiredText<SignatureValues>({
      name: 'signature',
      icon: '✍️',
      label: (t) => t.letter.signature,
      limit: 500,
      question: (ctx) => ctx.t.letter.askSignature,
    }),
  },
  async save(ctx, { signature = '' }) {
    const set = { signature: /^[-—–]$/.test(signature.trim()) ? '' : signature };
    ctx.user = (await ctx.kit.store.users.setMail(ctx.user.id, set)) ?? ctx.user;
    await ctx.say(ctx.t.reminder.saved);
    return { card: settingsCard(ctx) };
  },
});
