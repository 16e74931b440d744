import type { Contact } from './contact.ts';

/** One contact of a chain as a viewer may see it: whole, or only that somebody is busy then. */
export type ChainLink =
  | { id: string; start: Date; previous?: string; contact: Contact }
  /** Another manager's, for a user who sees only their own contacts: the date and nothing else. */
  | { id: string; start: Date; previous?: string; busy: true };

/** A link with its place in the tree: how many branchings lie above it. The first branch goes on at its parent's depth. */
export type PlacedLink = ChainLink & { depth: number };

const byStart = (a: ChainLink, b: ChainLink) => a.start.getTime() - b.start.getTime() || (a.id < b.id ? -1 : 1);

/**
 * A chain in reading order: each contact before those that follow it, branch after branch, the earlier branch first.
 * A chain is a tree; a link whose parent is not among the links given (removed, or out of the window) begins one of its own.
 */
export function placeChain(links: readonly ChainLink[]): PlacedLink[] {
  const known = new Set(links.map(({ id }) => id));
  const children = new Map<string | undefined, ChainLink[]>();
  for (const link of [...links].sort(byStart)) {
    const parent = link.previous !== undefined && known.has(link.previous) ? link.previous : undefined;
    children.set(parent, [...(children.get(parent) ?? []), link]);
  }
  const placed: PlacedLink[] = [];
  // A stack, not recursion: a chain goes on without end.
  const waiting = (children.get(undefined) ?? []).toReversed().map((link) => ({ link, depth: 0 }));
  for (let next = waiting.pop(); next; next = waiting.pop()) {
    const { link, depth } = next;
    placed.push({ ...link, depth });
    const after = children.get(link.id) ?? [];
    // The last child goes on in line, the earlier ones are told before it as side branches.
    const branches = after.map((child, index) => ({
      link: child,
      depth: index === after.length - 1 ? depth : depth + 1,
    }));
    waiting.push(...branches.toReversed());
  }
  return placed;
}
