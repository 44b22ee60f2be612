import { Readable } from 'node:stream'
import type { AnswerOf, InputOf } from '../../../contract/endpoint.ts'
import type * as api from '../../../contract/loop.ts'
import type { Touch } from '../../../contract/loop.ts'
import { readCursor, writeCursor } from '../../customers/cursor.ts'
import { knownCustomers } from '../../customers/customers.store.ts'
import { type Caller, callerSites, need } from '../../kit/caller.ts'
import type { House } from '../../kit/house.ts'
import { Raw } from '../../kit/http.ts'
import { invalid, notFound } from '../../kit/problem.ts'
import { audit } from '../../network/audit.store.ts'
import { stringify } from '../../network/audit-csv.ts'
import type { Shown } from '../../network/looks.ts'
import { staffOf } from '../../network/staff.store.ts'
import { handoversInForce } from '../../work/handover.store.ts'
import type { PlaybookNow } from '../../work/playbook-now.port.ts'
import { inForce } from '../../work/who-does.ts'
import { armsOf, everybodysAttention } from './attention.store.ts'
import { equityOf, pressureOf } from './equity.ts'
import { effectsOf } from './held-out-effect.ts'
import { contactsSince, countByMoment, countByReason, type LedgerRow, ledgerPage } from './ledger.store.ts'

type In<K extends keyof typeof api> = InputOf<(typeof api)[K] extends infer E ? E : never>
type Out<E> = Promise<AnswerOf<E>>
const THIRTY_DAYS = 30 * 86_400_000

const asTouch = (row: LedgerRow, titleOf: (moment: string) => string): Touch => ({
  id: row.id,
  customerId: row.customer_id,
  customerName: row.customer_name,
  moment: row.moment,
  title: titleOf(row.moment),
  core: row.core,
  purpose: row.purpose,
  state: row.state,
  gesture: row.gesture,
  staffName: row.staff_name ?? '',
  siteId: row.site_id,
  dueAt: row.due_at.toISOString(),
  changedAt: row.changed_at.toISOString(),
  because: row.because,
  arm: row.arm,
  taskId: row.task_id,
  outcome: row.outcome,
  message: row.message && { ...row.message, at: new Date(row.message.at).toISOString() },
})

/** Titles of the moments in the reader's language; the moment's own name where the playbook has it no more. */
const titles = async (house: House, playbook: PlaybookNow, caller: Caller) => {
  const now = await playbook(house)
  return { now, titleOf: (moment: string) => now.titleOf(moment, caller.locale) ?? moment }
}

function pageOf(rows: LedgerRow[], limit: number, titleOf: (moment: string) => string) {
  const shown = rows.slice(0, limit)
  const last = shown.at(-1)
  return {
    touches: shown.map((row) => asTouch(row, titleOf)),
    next: rows.length > limit && last ? writeCursor({ at: last.cursor, id: last.id }) : null,
  }
}

function cursorOf(after: string | undefined) {
  const cursor = after === undefined ? null : readCursor(after)
  if (after !== undefined && !cursor) throw invalid('query.after', 'This is not the `next` of a page before.')
  return cursor
}

/** What we did for a customer, and chose not to do. */
export const customerTouches =
  (playbook: PlaybookNow) =>
  async (house: House, { params, query }: In<'customerTouches'>, caller: Caller): Out<typeof api.customerTouches> => {
    if (!(await knownCustomers(house.db, [params.id])).has(params.id)) throw notFound('customer')
    const now = house.now()
    const [{ titleOf }, rows, contacts, handovers, staff, customer] = await Promise.all([
      titles(house, playbook, caller),
      ledgerPage(house.db, { customer: params.id, sites: 'all', after: cursorOf(query.after) }, query.limit + 1),
      contactsSince(house.db, params.id, new Date(now.getTime() - THIRTY_DAYS)),
      handoversInForce(house.db, now),
      staffOf(house.db, now, { archived: true }),
      house.db.selectFrom('customers.customer').select('advisor_id').where('id', '=', params.id).executeTakeFirst(),
    ])
    const nameOf = (id: string) => staff.find((person) => person.id === id)?.name ?? ''
    await audit(house, caller, 'touches.view', { customerId: params.id })
    return {
      ...pageOf(rows, query.limit, titleOf),
      contacts,
      handovers: handovers
        .filter((one) => inForce(one, params.id, now.getTime()))
        // All of somebody's people: theirs is the one whose advisor it is.
        .filter((one) => one.customers !== null || one.from === customer?.advisor_id)
        .map((one) => ({
          id: one.id,
          from: nameOf(one.from),
          to: nameOf(one.to),
          words: one.words,
          at: new Date(one.at).toISOString(),
        })),
    }
  }

/** The site asked for, among those where the right is held. */
function scope(caller: Caller, site: string | undefined) {
  if (site) need(caller, 'loop.read', site)
  return callerSites(caller, 'loop.read')
}

export const ledger =
  (playbook: PlaybookNow) =>
  async (house: House, { query }: In<'ledger'>, caller: Caller): Out<typeof api.ledger> => {
    const { after, limit, ...filter } = query
    const { titleOf } = await titles(house, playbook, caller)
    const rows = await ledgerPage(
      house.db,
      { ...filter, sites: scope(caller, query.site), after: cursorOf(after) },
      limit + 1,
    )
    return pageOf(rows, limit, titleOf)
  }

export const ledgerShows = ({ touches }: AnswerOf<typeof api.ledger>): Shown => ({
  action: 'ledger.view',
  customerIds: touches.map((one) => one.customerId),
})

export const ledgerSummary =
  (playbook: PlaybookNow) =>
  async (house: House, { query }: In<'ledgerSummary'>, caller: Caller): Out<typeof api.ledgerSummary> => {
    const filter = { ...query, sites: scope(caller, query.site) }
    const [{ titleOf }, counts, reasons] = await Promise.all([
      titles(house, playbook, caller),
      countByMoment(house.db, filter),
      countByReason(house.db, filter),
    ])
    const moments = new Map<string, AnswerOf<typeof api.ledgerSummary>['moments'][number]>()
    for (const { moment, core, state, n } of counts) {
      const one = moments.get(moment) ?? {
        moment,
        title: titleOf(moment),
        core,
        planned: 0,
        held: 0,
        doing: 0,
        done: 0,
        dropped: 0,
      }
      one[state] += n
      moments.set(moment, one)
    }
    const total = (one: { done: number; dropped: number; held: number; doing: number; planned: number }) =>
      one.planned + one.held + one.doing + one.done + one.dropped
    return {
      moments: [...moments.values()].sort((a, b) => Number(b.core) - Number(a.core) || total(b) - total(a)),
      reasons,
    }
  }

const COLUMNS = [
  'changed',
  'due',
  'customer',
  'name',
  'moment',
  'core',
  'purpose',
  'state',
  'gesture',
  'by',
  'because',
  'arm',
  'outcome',
  'message',
  'site',
  'touch',
]

/** The whole ledger that fits the filter, streamed a thousand lines at a time. */
export const exportLedger =
  (playbook: PlaybookNow) =>
  async (house: House, { query }: In<'exportLedger'>, caller: Caller): Promise<Raw> => {
    const sites = scope(caller, query.site)
    await audit(house, caller, 'ledger.export', { siteId: query.site ?? null })
    const { titleOf } = await titles(house, playbook, caller)
    async function* lines() {
      yield `\uFEFF${stringify(COLUMNS)}`
      let after: { at: string; id: string } | null = null
      for (;;) {
        const rows: LedgerRow[] = await ledgerPage(house.db, { ...query, sites, after }, 1000)
        for (const row of rows) yield stringify(csvOf(asTouch(row, titleOf)))
        const last = rows.at(-1)
        if (!last || rows.length < 1000) return
        after = { at: last.cursor, id: last.id }
      }
    }
    return new Raw('text/csv; charset=utf-8', Readable.from(lines()), {
      'content-disposition': 'attachment; filename="ledger.csv"',
    })
  }

const csvOf = (touch: Touch): string[] => [
  touch.changedAt,
  touch.dueAt,
  touch.customerId,
  touch.customerName,
  touch.title,
  touch.core ? 'core' : 'extra',
  touch.purpose,
  touch.state,
  touch.gesture ?? '',
  touch.staffName,
  touch.because.map(({ code, values }) => [code, ...Object.values(values)].join(' ')).join('; '),
  touch.arm ?? '',
  touch.outcome ?? '',
  touch.message ? `${touch.message.channel} ${touch.message.state}` : '',
  touch.siteId ?? '',
  touch.id,
]

export const attention =
  (playbook: PlaybookNow) =>
  async (house: House, { query }: In<'attention'>, caller: Caller): Out<typeof api.attention> => {
    const allowed = scope(caller, query.site)
    const { budget } = await playbook(house)
    const people = await everybodysAttention(house.db, query.site ? [query.site] : allowed, house.now())
    return {
      people: people.times.reduce((sum, each) => sum + each, 0),
      pressure: pressureOf(people.lately, people.times),
      perMonth: budget.perMonth,
      angryOver: budget.angryOver,
      over: people.lately.reduce((sum, contacts, i) => sum + (contacts > budget.angryOver ? people.times[i]! : 0), 0),
      equity: equityOf(people),
    }
  }

export const holdOuts =
  (playbook: PlaybookNow) =>
  async (house: House, { query }: In<'holdOuts'>, caller: Caller): Out<typeof api.holdOuts> => {
    const [{ titleOf }, { holdoutOf }] = [await titles(house, playbook, caller), await playbook(house)]
    return { moments: effectsOf(await armsOf(house.db, query.days, house.now()), titleOf, holdoutOf) }
  }
