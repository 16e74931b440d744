import type { SwitchedKind } from '../../src/domain/journal/journal-filter.ts';
import type { FilterSlot } from '../../src/store/index.ts';
import { dialogRef } from '../../src/telegram/dialogs/dialog-ref.ts';
import { defineLinks } from '../../src/telegram/messages/links.ts';

/** What leads to the journal, and to the filters of the journal and of a report. */

const journalLinksOf = (screenId: string) =>
  defineLinks(screenId, {
    show: () => [],
    page: (page: number) => [page],
    shift: (step: 1 | -1) => [step],
    period: (kind: string) => [kind],
    drop: (part: string) => [part],
    overdue: () => [],
    reset: () => [],
    filters: () => [],
    new: () => [],
    order: () => [],
    fields: (of: 'row' | 'exported') => [of],
    field: (of: 'row' | 'exported', name: string) => [of, name],
    export: () => [],
    file: (format: string, mark: string) => [format, mark],
  });

/** The journal of each slot that is shown as one. */
export const journalLinks = {
  journal: journalLinksOf('j'),
  look: journalLinksOf('jl'),
} satisfies Record<Exclude<FilterSlot, 'report'>, unknown>;

const filterLinksOf = (screenId: string) =>
  defineLinks(screenId, {
    open: (section: string, page?: number) => [section, page],
    period: (kind: string) => [kind],
    shift: (step: 1 | -1) => [step],
    group: (group: SwitchedKind) => [group],
    overdue: () => [],
    pick: (part: string, option: string) => [part, option],
    /** In the section that it is drawn in. */
    presence: (part: string, section: string) => [part, section],
    manager: (id: number | 'all') => [id],
    drop: (part: string) => [part],
    ask: (part: AskedPart) => [part],
    reset: () => [],
    show: () => [],
  });

/** The filter's card of each slot. */
export const filterLinks = {
  journal: filterLinksOf('jf'),
  look: filterLinksOf('jk'),
  report: filterLinksOf('rf'),
} satisfies Record<FilterSlot, unknown>;

/** The filter a dialog is about. */
export interface AboutFilter {
  slot: FilterSlot;
}

/** The parts of a filter that are asked for in a dialog. */
export type AskedPart = 'organization' | 'person' | 'document' | 'words' | 'range';

const filterDialog = (part: AskedPart) => dialogRef<{ about: AboutFilter }>(`filter-${part}`);

export const filterDialogs = {
  organization: filterDialog('organization'),
  person: filterDialog('person'),
  document: filterDialog('document'),
  words: filterDialog('words'),
  range: filterDialog('range'),
} satisfies Record<AskedPart, unknown>;
