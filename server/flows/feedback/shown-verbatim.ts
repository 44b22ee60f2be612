import type { CorrectionMade, Verbatim } from '../../../contract/feedback.ts'
import { ALERTS, type Kind } from '../../../contract/reading.ts'
import type { Metric } from '../../../contract/surveys.ts'
import { displayName } from '../../customers/name.ts'
import { atOdds } from '../../feedback/beside-score.ts'
import { followUpsSaid } from '../../feedback/follow-ups.ts'
import { type Sees, shownMarks, shownWords } from '../../feedback/mask.ts'
import { type NameBook, namesIn } from '../../feedback/names.ts'
import { BETWEEN, placesIn, wholeWords, within } from '../../feedback/said-more.ts'
import type { SurveyAsks } from '../../feedback/tables.ts'
import type { SeenVerbatim } from './inbox.store.ts'

/** What stands around the rows of a page, the same for all. */
export interface Around {
  names: NameBook
  siteName(id: string | null): string
  momentTitle(id: string): string
  themeTitle(theme: string): string
  corrections: ReadonlyMap<string, readonly CorrectionMade[]>
  /** What a version of a survey asked. */
  asks(surveyId: string | null, version: number | null): SurveyAsks | undefined
  locale: string
  seesCustomers: boolean
  cases: ReadonlyMap<string, { caseId: string; closed: boolean; read: boolean }>
  /** The newest answer to each, by the verbatim. */
  replied: ReadonlyMap<string, { by: string; at: string }>
  thanks: ReadonlyMap<string, Verbatim['thanks']>
  /** What holds of what they asked of us in it, by the answer. */
  nos: ReadonlyMap<string, Verbatim['saidNo']>
  sees(row: SeenVerbatim): Sees
  mayAct(row: SeenVerbatim): boolean
}

/** A verbatim as this caller may see it. */
export function shownVerbatim(row: SeenVerbatim, around: Around): Verbatim {
  const whole = wholeWords(row.text, row.more)
  const masked = shownWords({ ...row, text: whole }, namesIn(whole, around.names), around.sees(row))
  const marks = shownMarks(row.marks, stands(row), masked)
  const places = placesIn(row.text, row.more)
  const own = places.find(({ key }) => key === null) ?? { key: null, from: 0, to: 0 }
  const asks = around.asks(row.surveyId, row.surveyVersion)
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
    text: masked.text.slice(own.from, own.to),
    hidden: within(masked.hidden, own),
    followUps: followUpsSaid({ asks, answers: row.followUps, masked, marks, places }, around.locale),
    polarity: row.polarity,
    mixed: row.mixed,
    sure: row.sure,
    atOdds: row.correctedAt === null && atOdds(row),
    themes: row.themes.map((each) => ({ ...each, title: around.themeTitle(each.theme) })),
    kinds: row.kinds as Kind[],
    alerts: ALERTS.filter((alert) => row[alert]),
    praised: row.praised,
    marks: within(marks, own),
    reader: row.reader,
    corrections: (around.corrections.get(row.id) ?? []).map(({ batch, head, by, at }) => ({ batch, head, by, at })),
    leftOut: row.leftOut,
    same: row.same,
    quote: row.quote,
    case: caseOf(around.cases.get(row.id)),
    saidNo: (row.answerId && around.nos.get(row.answerId)) || [],
    replied: around.replied.get(row.id) ?? null,
    thanks: around.thanks.get(row.id) ?? [],
    mayAct: around.mayAct(row),
  }
}

/** All they wrote in it as it is shown, in one: their own words, then what they wrote below. */
export function wholeShown({ text, hidden, followUps }: Verbatim): Pick<Verbatim, 'text' | 'hidden'> {
  const parts = [{ text, hidden }, ...followUps].filter((part) => part.text !== '')
  const shown: Pick<Verbatim, 'text' | 'hidden'> = { text: '', hidden: [] }
  for (const part of parts) {
    if (shown.text) shown.text += BETWEEN
    const at = shown.text.length
    shown.hidden.push(...part.hidden.map((span) => ({ ...span, from: span.from + at, to: span.to + at })))
    shown.text += part.text
  }
  return shown
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
