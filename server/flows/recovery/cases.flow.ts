import type { AnswerOf, InputOf } from '../../../contract/endpoint.ts'
import type * as api from '../../../contract/recovery.ts'
import type { Metric } from '../../../contract/surveys.ts'
import { displayName } from '../../customers/name.ts'
import { shownWords } from '../../feedback/mask.ts'
import { type NameBook, nameBook, namesIn } from '../../feedback/names.ts'
import { type Caller, callerMay, callerSites, need } from '../../kit/caller.ts'
import type { House } from '../../kit/house.ts'
import { invalid } from '../../kit/problem.ts'
import { audit } from '../../network/audit.store.ts'
import type { Shown } from '../../network/looks.ts'
import { needSites, sites } from '../../network/places.store.ts'
import { addDays, dayAt, instantOf } from '../../plain/civil.ts'
import { caseFigures } from '../../recovery/case-figures.ts'
import { caseCounts, caseFacts, casePage, type SeenCase } from '../../recovery/case-list.store.ts'
import { clockOf, setClock } from '../../recovery/clock.store.ts'
import { type PromiseRow, promisesOf } from '../../recovery/promise.store.ts'
import type { PlaybookNow } from '../../work/playbook-now.port.ts'
import { everyName } from '../feedback/every-name.store.ts'

type In<K extends keyof typeof api> = InputOf<Extract<(typeof api)[K], { name: string }>>
type Out<K extends keyof typeof api> = Promise<AnswerOf<Extract<(typeof api)[K], { name: string }>>>

/** What stands around the lines of a list, the same for all. */
export interface AroundCases {
  now: Date
  names: NameBook
  siteName(id: string | null): string
  momentTitle(id: string): string
  promises: ReadonlyMap<string, readonly PromiseRow[]>
  seesCustomers: boolean
  caller: Caller
}

export async function aroundCases(
  house: House,
  playbook: PlaybookNow,
  caller: Caller,
  ids: readonly string[],
): Promise<AroundCases> {
  const [places, today, promises, names] = await Promise.all([
    sites(house.db),
    playbook(house),
    promisesOf(house.db, ids),
    everyName(house.db),
  ])
  const siteName = new Map(places.map(({ id, name }) => [id, name]))
  return {
    now: house.now(),
    names: nameBook(names),
    siteName: (id) => siteName.get(id ?? '') ?? '',
    momentTitle: (id) => today.titleOf(id, caller.locale) ?? '',
    promises,
    seesCustomers: callerMay(caller, 'customers.read'),
    caller,
  }
}

/** A case as a line of a list: numbers in the words are covered there, and so are names of colleagues but for their managers. */
export function asLine(row: SeenCase, around: AroundCases): api.CaseLine {
  const text = row.text ?? ''
  const words = {
    text,
    polarity: row.polarity ?? 0,
    mixed: row.mixed ?? false,
    band: row.band ?? null,
    praised: row.praised ?? [],
  }
  const names = callerMay(around.caller, 'staff.manage', row.siteId)
  const masked = shownWords(words, namesIn(text, around.names), { numbers: false, names })
  const named = around.seesCustomers && row.kind !== null
  const promises = around.promises.get(row.id) ?? []
  const next = promises.find(({ keptAt }) => keptAt === null)
  return {
    id: row.id,
    customerId: named ? row.customerId : null,
    customer: named ? nameOf(row) : '',
    known: row.customerId !== null,
    siteId: row.siteId,
    site: around.siteName(row.siteId),
    momentTitle: row.moment ? around.momentTitle(row.moment) : '',
    service: row.service,
    ownerId: row.ownerId,
    owner: row.owner ?? '',
    severity: row.severity,
    content: row.content,
    because: row.because,
    openedAt: row.openedAt.toISOString(),
    dueAt: row.dueAt.toISOString(),
    answeredAt: row.answeredAt?.toISOString() ?? null,
    clockAt: row.clockAt?.toISOString() ?? null,
    late: row.clockAt !== null && row.clockAt < around.now,
    level: row.level,
    read: row.readAt !== null,
    closedAt: row.closedAt?.toISOString() ?? null,
    outcome: row.outcome,
    again: row.again,
    words: masked.text,
    hidden: masked.hidden,
    metric: row.metric as Metric | null,
    score: row.score,
    scale:
      row.scaleMin === null || row.scaleMax === null || row.direction === null
        ? null
        : { min: row.scaleMin, max: row.scaleMax, direction: row.direction },
    band: row.band,
    answers: row.answers,
    promise: next ? asPromise(next, around.now) : null,
  }
}

const nameOf = (row: SeenCase): string =>
  displayName({
    kind: row.kind ?? 'person',
    givenName: row.givenName ?? '',
    familyName: row.familyName ?? '',
    companyName: row.companyName ?? '',
  })

export const asPromise = (row: PromiseRow, now: Date): api.CasePromise => ({
  id: row.id,
  words: row.words,
  dueAt: row.dueAt.toISOString(),
  madeBy: row.madeBy ?? '',
  madeAt: row.madeAt.toISOString(),
  keptAt: row.keptAt?.toISOString() ?? null,
  late: row.keptAt === null && row.dueAt < now,
})

export const listCases =
  (playbook: PlaybookNow) =>
  async (house: House, { query }: In<'listCases'>, caller: Caller): Out<'listCases'> => {
    if (query.site) need(caller, 'feedback.read', query.site)
    const allowed = callerSites(caller, 'feedback.read')
    const mine = query.whose === 'mine'
    if (mine && !caller.staffId) throw invalid('query.whose', 'Only a person has cases of their own.')
    const [rows, counts] = await Promise.all([
      casePage(house.db, {
        ownerId: mine ? caller.staffId : null,
        reader: caller.staffId,
        sites: allowed,
        siteId: mine ? null : (query.site ?? null),
        customerId: query.customer ?? null,
        open: query.state === 'open',
        skip: query.skip,
        most: query.limit + 1,
      }),
      caseCounts(house.db, { staffId: caller.staffId, sites: allowed, siteId: query.site ?? null }, house.now()),
    ])
    const page = rows.slice(0, query.limit)
    const around = await aroundCases(
      house,
      playbook,
      caller,
      page.map(({ id }) => id),
    )
    return {
      now: around.now.toISOString(),
      cases: page.map((row) => asLine(row, around)),
      more: rows.length > query.limit,
      counts,
    }
  }

export const casesShow = ({ cases }: Awaited<Out<'listCases'>>): Shown => ({
  action: 'case.list',
  standing: true,
  customerIds: [...new Set(cases.flatMap(({ customerId }) => customerId ?? []))],
})

/** The last ninety days, unless asked otherwise. */
const USUAL_DAYS = 90

export async function figuresOfCases(house: House, { query }: In<'caseFigures'>, caller: Caller): Out<'caseFigures'> {
  if (query.site) need(caller, 'feedback.read', query.site)
  const zone = (await sites(house.db)).find(({ id }) => id === query.site)?.timeZone ?? 'Europe/Paris'
  const now = house.now()
  const today = dayAt(zone, now.getTime())
  const from = new Date(instantOf(zone, query.from ?? addDays(today, -USUAL_DAYS), 0))
  const to = query.to ? new Date(instantOf(zone, addDays(query.to, 1), 0)) : new Date(now.getTime() + 1)
  const where = { sites: callerSites(caller, 'feedback.read'), siteId: query.site ?? null, from, to }
  const figures = caseFigures(await caseFacts(house.db, where), now)
  return { from: from.toISOString(), to: to.toISOString(), ...figures }
}

export async function readCaseClock(
  house: House,
  { params }: In<'readCaseClock'>,
  caller: Caller,
): Out<'readCaseClock'> {
  await needSites(house.db, { 'params.id': params.id })
  need(caller, 'feedback.read', params.id)
  return clockOf(house.db, params.id)
}

export async function setCaseClock(
  house: House,
  { params, body }: In<'setCaseClock'>,
  caller: Caller,
): Out<'setCaseClock'> {
  await needSites(house.db, { 'params.id': params.id })
  need(caller, 'staff.manage', params.id)
  await setClock(house.db, params.id, body, caller.staffId, house.now())
  await audit(house, caller, 'case.clock', { siteId: params.id, detail: { ...body } })
  return clockOf(house.db, params.id)
}
