import { say } from '../../../contract/because.ts'
import type { AnswerOf, InputOf } from '../../../contract/endpoint.ts'
import type * as api from '../../../contract/report.ts'
import type { Report, ReportCall, ReportContent, ShownQuote } from '../../../contract/report.ts'
import { NO_SITE } from '../../feedback/answer.store.ts'
import { shownWords } from '../../feedback/mask.ts'
import { nameBook, namesIn } from '../../feedback/names.ts'
import { type Caller, callerMay, callerSites, need } from '../../kit/caller.ts'
import { type House, inTransaction } from '../../kit/house.ts'
import { conflict, forbidden, invalid, notFound } from '../../kit/problem.ts'
import { audit } from '../../network/audit.store.ts'
import type { Shown } from '../../network/looks.ts'
import {
  beginReport,
  callsOf,
  committee,
  type ReportKey,
  type ReportRow,
  reportMonths,
  reportRow,
  writeClosed,
  writeCommittee,
  writeWords,
} from '../../voice/report.store.ts'
import { quotesNow } from '../../voice/report-facts.store.ts'
import type { PlaybookNow } from '../../work/playbook-now.port.ts'
import { everyName } from '../feedback/every-name.store.ts'
import { composeReport } from './compose-report.flow.ts'
import { nameOf } from './decisions.flow.ts'
import { chooseReportCalls } from './report-calls.flow.ts'

type In<K extends keyof typeof api> = InputOf<Extract<(typeof api)[K], { name: string }>>
type Out<K extends keyof typeof api> = Promise<AnswerOf<Extract<(typeof api)[K], { name: string }>>>

/** A report of the network is for those who read every site. */
export function needReport(caller: Caller, siteId: string | null, right: 'voice.read' | 'voice.manage'): void {
  if (siteId) need(caller, right, siteId)
  else if (callerSites(caller, right) !== 'all') throw forbidden('This report is of the whole network: choose a site.')
}
const mayWriteReport = (caller: Caller, siteId: string | null): boolean =>
  siteId ? callerMay(caller, 'voice.manage', siteId) : callerSites(caller, 'voice.manage') === 'all'

export async function listReports(house: House, { query }: In<'listReports'>, caller: Caller): Out<'listReports'> {
  const siteId = query.site ?? null
  needReport(caller, siteId, 'voice.read')
  const months = await reportMonths(house.db, siteId ? [siteId] : 'all', siteId)
  const running = house.now().toISOString().slice(0, 7)
  const waiting = months.find(({ month, state }) => state === 'draft' && month < running)
  return { months, waiting: !siteId && mayWriteReport(caller, null) ? (waiting?.month ?? null) : null }
}

const monthsAgo = (house: House, months: number): string => {
  const now = house.now()
  return new Date(Date.UTC(now.getUTCFullYear(), now.getUTCMonth() - months, 1)).toISOString().slice(0, 7)
}

/** The row of a report that is about to change, held. Whom the committee calls is chosen for the month that has just ended, and for no older one. */
export async function openReport(
  house: House,
  playbook: PlaybookNow,
  month: string,
  siteId: string | null,
): Promise<ReportRow> {
  if (month > monthsAgo(house, 0)) throw notFound('report: this month has not begun')
  return inTransaction(house, async (house) => {
    const key = { month, siteId }
    await beginReport(house.db, house.newId(), key, house.now())
    const row = (await reportRow(house.db, key, { lock: true }))!
    if (row.state === 'draft' && month === monthsAgo(house, 1))
      await chooseReportCalls(house, playbook, { id: row.id, ...key })
    return row
  })
}

/** The report as it stands; one that nobody wrote in is not begun by looking at it, but for the month that has just ended. */
async function lookedAt(house: House, playbook: PlaybookNow, month: string, siteId: string | null): Promise<ReportRow> {
  const row = await reportRow(house.db, { month, siteId })
  if (row?.state === 'closed') return row
  if (month >= monthsAgo(house, 1)) {
    if (month === monthsAgo(house, 1)) return openReport(house, playbook, month, siteId)
    if (month > monthsAgo(house, 0)) throw notFound('report: this month has not begun')
  }
  return row ?? { id: NO_SITE, state: 'draft', content: null, words: {}, comment: '', closedBy: null, closedAt: null }
}

export const readReport =
  (playbook: PlaybookNow) =>
  async (house: House, { params, query }: In<'readReport'>, caller: Caller): Out<'readReport'> => {
    const siteId = query.site ?? null
    needReport(caller, siteId, 'voice.read')
    return reportNow(house, playbook, params.month, siteId, caller)
  }

/** The report as this caller may see it today. */
export async function reportNow(
  house: House,
  playbook: PlaybookNow,
  month: string,
  siteId: string | null,
  caller: Caller,
): Promise<Report> {
  const row = await lookedAt(house, playbook, month, siteId)
  const content = row.content ?? (await composeReport(house, playbook, month, siteId))
  const [quotes, calls] = await Promise.all([
    quotesShown(house, content),
    callsShown(house, row, { month, siteId }, caller),
  ])
  return {
    month,
    siteId,
    state: row.state,
    running: month === house.now().toISOString().slice(0, 7),
    closedAt: row.closedAt?.toISOString() ?? null,
    closedBy: row.closedBy ?? '',
    content,
    quotes,
    calls,
    words: row.words,
    comment: row.comment,
    mayWrite: mayWriteReport(caller, siteId),
  }
}

/** Words as they may be quoted today: consented to, unchanged, numbers and names of colleagues covered. */
async function quotesShown(house: House, content: ReportContent): Promise<ShownQuote[]> {
  const refs = [...content.praise, ...content.hurt].flatMap(({ quotes }) => quotes)
  const [rows, names, sites] = await Promise.all([
    quotesNow(house.db, refs),
    everyName(house.db),
    house.db.selectFrom('network.site').select(['id', 'name']).execute(),
  ])
  const book = nameBook(names)
  return rows.map((row) => ({
    verbatimId: row.verbatimId,
    text: shownWords(row, namesIn(row.text, book), { numbers: false, names: false })
      .text.replaceAll(/•+/gu, '[…]')
      .trim(),
    by: row.quote === 'named' ? (row.givenName ?? '') : '',
    site: sites.find(({ id }) => id === row.siteId)?.name ?? '',
    at: row.at.toISOString(),
  }))
}

async function callsShown(
  house: House,
  row: ReportRow,
  { month, siteId }: ReportKey,
  caller: Caller,
): Promise<ReportCall[]> {
  const [calls, members, sites] = await Promise.all([
    callsOf(house.db, row.id),
    committee(house.db),
    house.db.selectFrom('network.site').select(['id', 'name']).execute(),
  ])
  const named = callerMay(caller, 'customers.read')
  const shown = calls.map(
    (call): ReportCall => ({
      staff: { id: call.staffId, name: call.staff },
      customerId: named ? call.customerId : null,
      customer: named ? nameOf({ ...call, kind: call.customerKind }) : '',
      site: sites.find(({ id }) => id === (call.siteId ?? siteId))?.name ?? '',
      kind: call.kind,
      because: call.because,
      speakTo: call.advisor ?? '',
      taskId: call.taskId,
      task: call.task,
    }),
  )
  // A closed report holds the calls of its day; in a draft, a member whom nobody was found for is told so.
  const chosen = row.state === 'draft' && month === monthsAgo(house, 1)
  const without = !chosen ? [] : members.filter(({ id }) => !calls.some((call) => call.staffId === id))
  return [
    ...shown,
    ...without.map(
      (staff): ReportCall => ({
        staff,
        customerId: null,
        customer: '',
        site: '',
        kind: null,
        because: [say('call.nobody')],
        speakTo: '',
        taskId: null,
        task: null,
      }),
    ),
  ]
}

export const reportShows = ({ calls, siteId }: Report): Shown => ({
  action: 'report.view',
  siteId,
  customerIds: calls.flatMap(({ customerId }) => customerId ?? []),
})

export const writeReport =
  (playbook: PlaybookNow) =>
  (house: House, { params, query, body }: In<'writeReport'>, caller: Caller): Out<'writeReport'> =>
    inTransaction(house, async (house) => {
      const siteId = query.site ?? null
      needReport(caller, siteId, 'voice.manage')
      const row = await openReport(house, playbook, params.month, siteId)
      if (row.state === 'closed')
        throw conflict('report-closed', 'This report is closed', 'Open it again to change it.')
      await writeWords(house.db, row.id, body, house.now())
      await audit(house, caller, 'report.write', {
        siteId,
        detail: { month: params.month, sections: Object.keys(body.words ?? {}), comment: body.comment !== undefined },
      })
      return { ok: true }
    })

export const closeReport =
  (playbook: PlaybookNow) =>
  (house: House, { params, query, body }: In<'closeReport'>, caller: Caller): Out<'closeReport'> =>
    inTransaction(house, async (house) => {
      const siteId = query.site ?? null
      needReport(caller, siteId, 'voice.manage')
      const row = await openReport(house, playbook, params.month, siteId)
      if (row.state === body.state) return { ok: true }
      if (body.state === 'closed' && params.month === house.now().toISOString().slice(0, 7))
        throw conflict('month-runs', 'The month is not over', 'Close it when its last answers are in.')
      const content = body.state === 'closed' ? await composeReport(house, playbook, params.month, siteId) : null
      await writeClosed(house.db, row.id, content, caller.staffId, house.now())
      await audit(house, caller, body.state === 'closed' ? 'report.close' : 'report.reopen', {
        siteId,
        detail: { month: params.month },
      })
      return { ok: true }
    })

export async function readCommittee(house: House, _input: In<'readCommittee'>, caller: Caller): Out<'readCommittee'> {
  return { members: await committee(house.db), mayWrite: mayWriteReport(caller, null) }
}

export const setCommittee = (house: House, { body }: In<'setCommittee'>, caller: Caller): Out<'setCommittee'> =>
  inTransaction(house, async (house) => {
    needReport(caller, null, 'voice.manage')
    const ids = [...new Set(body.staffIds)]
    const there = await house.db
      .selectFrom('network.staff')
      .select('id')
      .where('id', 'in', ids.length > 0 ? ids : ['00000000-0000-0000-0000-000000000000'])
      .where('archived_at', 'is', null)
      .execute()
    if (there.length < ids.length) throw invalid('body.staffIds', 'One of these does not work here (any more).')
    await writeCommittee(house.db, ids)
    await audit(house, caller, 'committee.set', { detail: { members: ids.length } })
    return { ok: true }
  })

/** Made on the first of each month for the one that is over; head office finds it on their desk. */
export async function draftLastMonth(house: House, playbook: PlaybookNow): Promise<void> {
  await openReport(house, playbook, monthsAgo(house, 1), null)
}
