import { groupFields, measures, sorts } from '../../src/domain/report/grouping.ts';
import { abcFields, absoluteFilter, classedBy, freshSettings } from '../../src/domain/report/report.ts';
import {
  hasOwnPeriod,
  isClassed,
  isComparable,
  isMeasured,
  trendFields,
  views,
} from '../../src/domain/report/views.ts';
import { b, escapeHtml, type Html, join } from '../../src/domain/text/html.ts';
import { CALENDAR_KINDS } from '../../src/domain/time/period.ts';
import type { ReportCard } from '../../src/store/index.ts';
import type { CallbackData } from '../../src/telegram/messages/callback-data.ts';
import { type Button, type Card, grid } from '../../src/telegram/messages/card.ts';
import { reportLinks } from './links.ts';
import { narrowingLines } from './narrowing.ts';
import type { ReportReader } from './report-names.ts';
import { foundPeriod, periodLabel, reportNumbers } from './report-words.ts';

/** A user's card as they left it; the first one begins with this month's activity by manager. */
export async function loadCard({ kit, user, at }: ReportReader): Promise<ReportCard> {
  const { savedReports } = kit.store;
  return (await savedReports.card(user.id)) ?? savedReports.setCard(user.id, freshSettings(at, user.zone));
}

const marked = (on: boolean, text: string): string => (on ? `● ${text}` : text);

/** The card on which a report is set up. */
export async function setupCard(reader: ReportReader, card: ReportCard): Promise<Card> {
  const [html, documentType] = await Promise.all([setupText(reader, card), documentTypeOf(reader, card)]);
  return { html, rows: setupRows(reader, card, { documentType }) };
}

/** What the report counts, in words. */
export async function settingsLines(reader: ReportReader, { settings }: ReportCard): Promise<string[]> {
  const { report } = reader.t;
  const { measure, groups, abc } = settings;
  const percent = reportNumbers(reader.user.language).percent;
  const lines = await narrowingLines(reader, absoluteFilter(settings, reader.at, reader.user.zone));
  const by = groups.map((field) => report.group[field]).join(' › ') || report.noGroups;
  const cutoffs = report.cutoffsAre(percent(settings.cutoffs.a), percent(settings.cutoffs.b));
  const { view } = settings;
  if (view) {
    const about = isMeasured(view) ? `: ${report.measure[measure].toLowerCase()}` : '';
    return [
      `📊 ${report.views[view]}${about}. ${report.viewHints[view]}`,
      `🗓 ${foundPeriod(reader, settings)}`,
      ...lines,
    ];
  }
  return [
    `📊 ${report.measure[measure]}: ${report.measureHint[measure]}`,
    `🗓 ${periodLabel(reader, settings.period)}`,
    ...lines,
    abc
      ? `🔤 ${report.abc}: ${report.abcOf[abc]}, ${report.sort[classedBy(settings)].toLowerCase()} (${cutoffs})`
      : `🧩 ${report.groupBy}: ${by}`,
  ];
}

async function setupText(reader: ReportReader, card: ReportCard): Promise<Html> {
  const { t, kit } = reader;
  const saved = card.saved === undefined ? undefined : await kit.store.savedReports.get(card.saved);
  const title = saved ? `${t.report.title}: ${saved.name}` : t.report.title;
  return join([b(`📊 ${title}`), escapeHtml((await settingsLines(reader, card)).join('\n'))], '\n\n');
}

/** The name of the type of documents that alone are added up. */
async function documentTypeOf({ kit, t, user }: ReportReader, { settings }: ReportCard): Promise<string> {
  const { documentType: id } = settings;
  if (id === undefined) return t.report.amounts.anyType;
  return (await kit.store.dictionaries.many([id])).get(id)?.name[user.language] ?? t.report.gone;
}

function setupRows(reader: ReportReader, card: ReportCard, names: { documentType: string }): Button[][] {
  const { report } = reader.t;
  const { settings } = card;
  const classed = settings.abc !== undefined;
  const act = (text: string, data: CallbackData): Button => ({ text, data });
  const percent = reportNumbers(reader.user.language).percent;
  const { a, b: second } = settings.cutoffs;
  const { view } = settings;
  const how = classed
    ? [
        ...grid(
          abcFields.map((field) =>
            act(marked(settings.abc === field, report.abcOf[field]), reportLinks.abc(card, field)),
          ),
          2,
        ),
        [
          act(`✂️ ${report.cutoffs}: ${percent(a)} / ${percent(second)}`, reportLinks.cutoffs(card)),
          act(`⚖️ ${report.sort[classedBy(settings)]}`, reportLinks.abcby(card)),
        ],
      ]
    : [
        [
          act(`🧩 ${report.groupBy}`, reportLinks.groups(card)),
          act(`↕️ ${report.sort[settings.sort]}`, reportLinks.sort(card)),
        ],
      ];
  const measured = isMeasured(view);
  return [
    [act(`▶️ ${reader.t.common.show}`, reportLinks.show(card))],
    ...grid(
      views.map((one) => act(marked(view === one, report.views[one]), reportLinks.view(card, one))),
      2,
    ),
    ...grid(
      measures.map((measure) =>
        act(
          marked(measured && settings.measure === measure, report.measure[measure]),
          reportLinks.measure(card, measure),
        ),
      ),
      2,
    ),
    ...(view === 'trend' ? trendRows(reader, card) : []),
    ...(hasOwnPeriod(view) ? [] : [periodRow(reader, card)]),
    ...(view === undefined ? how : []),
    ...(view && isClassed(view)
      ? [[act(`✂️ ${report.cutoffs}: ${percent(a)} / ${percent(second)}`, reportLinks.cutoffs(card))]]
      : []),
    ...(view === 'amounts'
      ? [[act(`📄 ${report.amounts.type}: ${names.documentType}`, reportLinks.doctype(card))]]
      : []),
    ...(isComparable(view)
      ? [[act(`${settings.compare ? '☑' : '☐'} ${report.compare}`, reportLinks.compare(card))]]
      : []),
    [
      act(marked(classed, report.abc), reportLinks.abc(card, classed ? 'off' : 'manager')),
      act(`🔎 ${report.filter}`, reportLinks.filter(card)),
    ],
    [act(`⭐ ${report.mine}`, reportLinks.mine(card))],
  ];
}

/** What the lines of a trend are of, and how long its spans are. */
function trendRows({ t: { report } }: ReportReader, card: ReportCard): Button[][] {
  const { by = 'manager', span = 'week' } = card.settings;
  return [
    trendFields.map((field) => ({
      text: marked(by === field, report.group[field]),
      data: reportLinks.by(card, field),
    })),
    (['week', 'month'] as const).map((one) => ({
      text: marked(span === one, report.trend.spans[one]),
      data: reportLinks.span(card, one),
    })),
  ];
}

function periodRow(reader: ReportReader, card: ReportCard): Button[] {
  const { period } = card.settings;
  const named = { text: `🗓 ${periodLabel(reader, period).replace(/ \(.*/, '')}`, data: reportLinks.period(card) };
  return 'back' in period
    ? [{ text: '‹', data: reportLinks.shift(card, 1) }, named, { text: '›', data: reportLinks.shift(card, -1) }]
    : [named];
}

/** The choice of a period's kind. */
export function periodCard({ t }: ReportReader, card: ReportCard): Card {
  const { report, common } = t;
  const { period } = card.settings;
  const kinds = [...CALENDAR_KINDS, 'all'] as const;
  return {
    html: join([b(`🗓 ${report.title}`), escapeHtml(report.choosePeriod)], '\n\n'),
    rows: [
      ...grid(
        kinds.map((kind) => ({
          text: marked(period.kind === kind, t.journal.period[kind]),
          data: reportLinks.kind(card, kind),
        })),
        3,
      ),
      [{ text: `🔎 ${report.filter}`, data: reportLinks.filter(card) }],
      [{ text: `‹ ${common.back}`, data: reportLinks.setup(card) }],
    ],
  };
}

/** The choice of up to three fields; a number tells the order. */
export function groupsCard({ t }: ReportReader, card: ReportCard): Card {
  const { report, common } = t;
  const { groups } = card.settings;
  const label = (field: (typeof groupFields)[number]): string => {
    const place = groups.indexOf(field);
    return place < 0 ? report.group[field] : `${['1️⃣', '2️⃣', '3️⃣'][place] ?? '●'} ${report.group[field]}`;
  };
  const chosen = groups.map((field) => report.group[field]).join(' › ') || report.noGroups;
  return {
    html: join([b(`🧩 ${report.groupBy}: ${chosen}`), escapeHtml(report.chooseGroups)], '\n\n'),
    rows: [
      ...grid(
        groupFields.map((field) => ({ text: label(field), data: reportLinks.group(card, field) })),
        3,
      ),
      [{ text: `✅ ${common.done}`, data: reportLinks.setup(card) }],
    ],
  };
}

/** The next way of sorting. */
export function nextSort(sort: (typeof sorts)[number]): (typeof sorts)[number] {
  return sorts[(sorts.indexOf(sort) + 1) % sorts.length] ?? 'count';
}
