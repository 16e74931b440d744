import { cut } from '../../src/domain/text/html.ts';

const LENGTH = 30;

/** What tells one draft from another: whom it is with, else what it is about. */
export const draftTopic = ({
  organization,
  content,
}: {
  organization?: { name: string };
  content?: string;
}): string | undefined => organization?.name ?? (content && cut(content.replace(/\s+/g, ' '), LENGTH));
