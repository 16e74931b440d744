import { stillHolds } from '../domain/reminder/contact-news.ts';
import type { ToldNews } from '../domain/reminder/notices.ts';
import { quietAround } from '../domain/reminder/quiet-hours.ts';
import { rulesOf } from '../domain/reminder/reminder-rules.ts';
import { EVERYBODY } from '../domain/rights.ts';
import type { Store, TakenWork, Work } from '../store/index.ts';

type Parts = Pick<Store, 'contactNews' | 'contacts' | 'users'>;

/** What managers are told of what others do to their contacts. What is not so any more is not told. */
export function createContactNewsWork({ contactNews, contacts, users }: Parts): Work<ToldNews> {
  return {
    name: 'contact-news',

    due: (now, limit) => contactNews.due(now, limit),

    async take({ id }, now): Promise<TakenWork<ToldNews> | undefined> {
      const claimed = await contactNews.claim(id, now);
      if (!claimed) return undefined;
      const { claim, news } = claimed;
      // Whoever a contact was taken from may not be among those who see it now.
      const [user, contact, names] = await Promise.all([
        users.get(news.user),
        contacts.get(EVERYBODY, news.contact),
        users.named([news.by]),
      ]);
      const rules = rulesOf(user);
      if (!user || !contact || !rules.active || !(news.undone || stillHolds(news, contact))) {
        await contactNews.complete(claim);
        return undefined;
      }
      let message: number | undefined;
      return {
        item: {
          news,
          user,
          contact,
          by: names.get(news.by) ?? String(news.by),
          at: now,
          silent: quietAround(now, rules.quiet, rules.zone) !== undefined,
          sent(told) {
            message = told;
          },
        },
        complete: () => contactNews.complete(claim, message),
        release: (until) => contactNews.release(claim, until),
        fail: (at) => contactNews.fail(claim, at),
      };
    },
  };
}
