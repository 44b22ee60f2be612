import type { CorrectionMade, Verbatim } from '../../../contract/feedback.ts'
import { ALERTS, type Kind } from '../../../contract/reading.ts'
import type { Metric } from '../../../contract/surveys.ts'
import { displayName } from '../../customers/name.ts'
import { type Sees, shownMarks, shownWords } from '../../feedback/mask.ts'
import { type NameBook, namesIn } from '../../feedback/names.ts'
import type { SeenVerbatim } from './inbox.store.ts'

/** What stands around the rows of a page, the same for all. */
export interface Around {
  names: NameBook
  siteName(id: string | null): string
  momentTitle(id: string): string
  themeTitle(theme: string): string
  corrections: ReadonlyMap<string, readonly CorrectionMade[]>
  seesCustomers: boolean
  cases: ReadonlyMap<string, { caseId: string; closed: boolean; read: boolean }>
  /** The newest answer to each, by the verbatim. */
  replied: ReadonlyMap<string, { by: string; at: string }>
  thanks: ReadonlyMap<string, Verbatim['thanks']>
  sees(row: SeenVerbatim): Sees
  mayAct(row: SeenVerbatim): boolean
}

/** A verbatim as this caller may see it. */
export function shownVerbatim(row: SeenVerbatim, around: Around): Verbatim {
  const masked = shownWords(row, namesIn(row.text, around.names), around.sees(row))
  const named = around.seesCustomers && row.kind !== null
  return {
    id: row.id,
    answerId: row.answerId,
    at: row.at.toISOString(),
    siteId: row.siteId,
    site: around.siteName(row.siteId),
    customerId: named ? row.customerId : null,
    customer: named ? nameOf(row) : '',
    known: row.customerId !== null,
    staff: row.staff ?? '',
    takenBy: row.takenBy ?? '',
    moment: row.moment,
    momentTitle: row.moment ? around.momentTitle(row.moment) : '',
    service: row.service,
    channel: row.channel ?? '',
    metric: row.metric as Metric | null,
    score: row.score,
    scale: scaleOf(row),
    band: row.band,
    language: row.language,
    text: masked.text,
    hidden: masked.hidden,
    polarity: row.polarity,
    mixed: row.mixed,
    sure: row.sure,
    themes: row.themes.map((each) => ({ ...each, title: around.themeTitle(each.theme) })),
    kinds: row.kinds as Kind[],
    alerts: ALERTS.filter((alert) => row[alert]),
    praised: row.praised,
    marks: shownMarks(row.marks, stands(row), masked),
    reader: row.reader,
    corrections: (around.corrections.get(row.id) ?? []).map(({ batch, head, by, at }) => ({ batch, head, by, at })),
    leftOut: row.leftOut,
    same: row.same,
    quote: row.quote,
    case: caseOf(around.cases.get(row.id)),
    replied: around.replied.get(row.id) ?? null,
    thanks: around.thanks.get(row.id) ?? [],
    mayAct: around.mayAct(row),
  }
}

const caseOf = (found: { caseId: string; closed: boolean; read: boolean } | undefined): Verbatim['case'] =>
  found ? { id: found.caseId, state: found.closed ? 'closed' : found.read ? 'open' : 'unread' } : null

const nameOf = ({ kind, givenName, familyName, companyName }: SeenVerbatim): string =>
  displayName({
    kind: kind ?? 'person',
    givenName: givenName ?? '',
    familyName: familyName ?? '',
    companyName: companyName ?? '',
  })

const scaleOf = ({ scaleMin, scaleMax, direction }: SeenVerbatim): Verbatim['scale'] =>
  scaleMin === null || scaleMax === null || direction === null ? null : { min: scaleMin, max: scaleMax, direction }

/** A finding that a person took away speaks by no word any more. */
const stands =
  (row: SeenVerbatim) =>
  (finding: string): boolean => {
    if (finding === 'polarity') return true
    if (finding === 'praised') return row.praised.length > 0
    const alert = ALERTS.find((each) => each === finding)
    if (alert) return row[alert]
    return row.themes.some(({ theme }) => theme === finding) || row.kinds.includes(finding)
  }
