import type { AnswerOf, InputOf } from '../../../contract/endpoint.ts'
import type * as api from '../../../contract/feedback.ts'
import { type HeardNo, heardNos } from '../../consent/heard-no.store.ts'
import { type Cursor, readCursor, writeCursor } from '../../customers/cursor.ts'
import { correctWords } from '../../feedback/correct.flow.ts'
import { liveCorrections, readingBehind } from '../../feedback/correction.store.ts'
import { findWords } from '../../feedback/find-words.ts'
import { type NameBook, nameBook } from '../../feedback/names.ts'
import { nearestOf, nearWords } from '../../feedback/near-words.ts'
import { ownThemes } from '../../feedback/own-theme.store.ts'
import { privateSpans } from '../../feedback/private.ts'
import type { Reader } from '../../feedback/reading.ts'
import { asksOfVersions } from '../../feedback/survey.store.ts'
import { type Caller, callerMay, callerSites, need } from '../../kit/caller.ts'
import { type House, inTransaction } from '../../kit/house.ts'
import { forbidden, invalid, notFound } from '../../kit/problem.ts'
import { audit } from '../../network/audit.store.ts'
import type { Shown } from '../../network/looks.ts'
import { sites } from '../../network/places.store.ts'
import { addDays, instantOf } from '../../plain/civil.ts'
import { foldedWords } from '../../plain/fold.ts'
import { wordsThatAccuse } from '../../recovery/accused.store.ts'
import { casesOfVerbatims } from '../../recovery/case-list.store.ts'
import type { PlaybookNow } from '../../work/playbook-now.port.ts'
import { careAsCorrected } from '../recovery/as-corrected.flow.ts'
import { everyName } from './every-name.store.ts'
import {
  type InboxQuery,
  inboxCounts,
  inboxPage,
  type SeenVerbatim,
  seenVerbatim,
  seenVerbatims,
} from './inbox.store.ts'
import { newestReplies, thanksIn } from './inbox-care.store.ts'
import { wordsInUse } from './near-words.store.ts'
import { type Around, shownVerbatim, wholeShown } from './shown-verbatim.ts'

type In<K extends keyof typeof api> = InputOf<Extract<(typeof api)[K], { name: string }>>
type Out<K extends keyof typeof api> = Promise<AnswerOf<Extract<(typeof api)[K], { name: string }>>>

/** Of more than this only the newest are counted: what the choices would leave is told within the blink of an eye. */
const COUNTED = 10_000

/**
 * What is asked, as the store reads it. A number to be searched for is refused: who looks for somebody looks among the customers. Words that
 * are names of colleagues find nothing unkind, but for those who may read such names.
 */
async function asked(house: House, caller: Caller, filter: api.VerbatimFilter, names: NameBook): Promise<InboxQuery> {
  const { from, to, q = '', exact, ...rest } = filter
  if (rest.site) need(caller, 'feedback.read', rest.site)
  if (privateSpans(q).length > 0)
    throw invalid('query.q', 'Numbers and addresses are not searched for here.', 'Look for the person instead.')
  const everyPlace = await sites(house.db)
  const allowed = callerSites(caller, 'feedback.read')
  const zone =
    everyPlace.find(({ id }) => (rest.site ? id === rest.site : allowed === 'all' || allowed.includes(id)))?.timeZone ??
    'Europe/Paris'
  const words = foldedWords(q).slice(0, 12)
  const named = callerSites(caller, 'staff.manage') !== 'all'
  return {
    ...rest,
    sites: allowed,
    reader: caller.staffId,
    from: from ? new Date(instantOf(zone, from, 0)) : null,
    before: to ? new Date(instantOf(zone, addDays(to, 1), 0)) : null,
    words,
    near: exact ? new Map() : await otherWritings(house, words, (word) => named && names.byWord.has(word)),
    kindOnly: named && words.some((word) => names.byWord.has(word)),
  }
}

/** So many words of a question are forgiven. */
const MOST_FORGIVEN = 4

/** How else the words asked for are written by those who wrote; a name that is covered is not guessed at. */
async function otherWritings(house: House, words: readonly string[], covered: (word: string) => boolean) {
  const near = new Map(
    words.slice(0, MOST_FORGIVEN).map((word) => [word, nearWords(word).filter((other) => !covered(other))]),
  )
  const used = new Set(await wordsInUse(house.db, [...new Set([...near.values()].flat())]))
  return new Map(
    [...near]
      .map(([word, others]): [string, string[]] => [
        word,
        nearestOf(
          word,
          others.filter((other) => used.has(other)),
        ),
      ])
      .filter(([, others]) => others.length > 0),
  )
}

/** What stands around verbatims, for this caller. */
async function around(
  house: House,
  playbook: PlaybookNow,
  caller: Caller,
  rows: readonly SeenVerbatim[],
  names: NameBook,
  numbers = false,
): Promise<Around> {
  const ids = rows.map(({ id }) => id)
  const [places, today, own, corrections, cases, replies, thanks, nos, asks] = await Promise.all([
    sites(house.db),
    playbook(house),
    ownThemes(house.db),
    liveCorrections(house.db, ids),
    casesOfVerbatims(house.db, ids),
    newestReplies(house.db, ids),
    thanksIn(house.db, ids),
    heardNos(
      house.db,
      rows.flatMap(({ answerId }) => answerId ?? []),
    ),
    asksOfVersions(
      house.db,
      rows.filter(({ followUps }) => Object.keys(followUps).length > 0),
    ),
  ])
  const siteName = new Map(places.map(({ id, name }) => [id, name]))
  const title = new Map(own.map((each) => [`own:${each.slug}`, each.title]))
  return {
    names,
    siteName: (id) => siteName.get(id ?? '') ?? '',
    momentTitle: (id) => today.titleOf(id, caller.locale) ?? '',
    themeTitle: (theme) => inOwnWords(title.get(theme), caller.locale),
    corrections,
    cases,
    replied: replies,
    thanks,
    nos: standingNos(nos),
    asks,
    locale: caller.locale,
    seesCustomers: callerMay(caller, 'customers.read'),
    sees: ({ siteId }) => ({ numbers, names: callerMay(caller, 'staff.manage', siteId) }),
    mayAct: ({ siteId }) => callerMay(caller, 'feedback.act', siteId),
  }
}

/** Each once, however many receipts it made. */
const standingNos = (nos: readonly HeardNo[]): Around['nos'] =>
  new Map(
    [...Map.groupBy(nos, ({ answerId }) => answerId)].map(([answer, heard]) => [
      answer,
      [...new Set(heard.filter(({ stands }) => stands).map(({ no }) => no))],
    ]),
  )

const inOwnWords = (title: Record<string, string> | undefined, locale: string): string =>
  title?.[locale] ?? Object.values(title ?? {})[0] ?? ''

export const listVerbatims =
  (playbook: PlaybookNow) =>
  async (house: House, { query }: In<'listVerbatims'>, caller: Caller): Out<'listVerbatims'> => {
    const { after, limit, ...filter } = query
    const place = after === undefined ? null : readPlace(after)
    if (after !== undefined && !place) throw invalid('query.after', 'This is not the `next` of a page before.')
    const names = nameBook(await everyName(house.db))
    const asking = await asked(house, caller, filter, names)
    const { rows, next } = await wordsFound(house, asking, place, limit)
    const about = await around(house, playbook, caller, rows, names)
    const verbatims = rows.map((row) => shownVerbatim(row, about))
    const others = new Set([...asking.near.values()].flat())
    return {
      verbatims,
      near: verbatims
        .filter((_, at) => rows[at]!.near)
        .map((verbatim) => ({
          id: verbatim.id,
          words: [...new Set(findWords(wholeShown(verbatim).text).split(' '))].filter((word) => others.has(word)),
        })),
      next,
    }
  }

interface Place {
  tier: 'typed' | 'near'
  cursor: Cursor | null
}

/** A page that ended among words near to those typed. */
const NEAR = '~'
const readPlace = (after: string): Place | null => {
  const near = after.startsWith(NEAR)
  const cursor = readCursor(near ? after.slice(NEAR.length) : after)
  return cursor && { tier: near ? 'near' : 'typed', cursor }
}

/** A page of them: first those who wrote the very words, the newest first, then those who wrote words near to them. */
async function wordsFound(house: House, asking: InboxQuery, place: Place | null, limit: number) {
  const { tier, cursor }: Place = place ?? { tier: 'typed', cursor: null }
  const typed = tier === 'near' ? [] : await inboxPage(house.db, asking, 'typed', cursor, limit + 1)
  const room = limit + 1 - typed.length
  const near =
    asking.near.size > 0 && room > 0
      ? await inboxPage(house.db, asking, 'near', tier === 'near' ? cursor : null, room)
      : []
  const found = [...typed.map((row) => ({ ...row, near: false })), ...near.map((row) => ({ ...row, near: true }))]
  const rows = found.slice(0, limit)
  const last = rows.at(-1)
  const next =
    found.length > limit && last ? `${last.near ? NEAR : ''}${writeCursor({ at: last.cursorAt, id: last.id })}` : null
  return { rows, next }
}

export const inboxShows = ({ verbatims }: Awaited<Out<'listVerbatims'>>): Shown => ({
  action: 'feedback.view',
  customerIds: [...new Set(verbatims.flatMap(({ customerId }) => customerId ?? []))],
})

export const countVerbatims =
  (playbook: PlaybookNow) =>
  async (house: House, { query }: In<'countVerbatims'>, caller: Caller): Out<'countVerbatims'> => {
    const names = nameBook(await everyName(house.db))
    const counts = await inboxCounts(house.db, await asked(house, caller, query, names), COUNTED)
    const { siteName, momentTitle, themeTitle } = await around(house, playbook, caller, [], names)
    const tallies = (found: Record<string, number>, title: (key: string) => string = () => '') =>
      Object.entries(found)
        .map(([key, n]) => ({ key, title: title(key), n: Number(n) }))
        .sort((a, b) => b.n - a.n || a.key.localeCompare(b.key))
    return {
      total: counts.total,
      capped: counts.capped,
      near: counts.near,
      praised: counts.praised,
      unsure: counts.unsure,
      leftOut: counts.leftOut,
      polarity: tallies(counts.polarity),
      themes: counts.themes.map((each) => ({ ...each, title: themeTitle(each.key) })),
      kinds: tallies(counts.kinds),
      alerts: tallies(counts.alerts),
      bands: tallies(counts.bands),
      moments: tallies(counts.moments, momentTitle),
      sites: tallies(counts.sites, siteName),
      cases: tallies(counts.cases),
    }
  }

/**
 * Some verbatims as the caller may see them, the newest first; their numbers too, where the caller handles the matter. Words of a case that is about the
 * caller are not among them, but for those that thank somebody.
 */
export async function shownVerbatims(
  house: House,
  playbook: PlaybookNow,
  caller: Caller,
  ids: readonly string[],
  { numbers, thanking = false }: { numbers: boolean; thanking?: boolean },
): Promise<api.Verbatim[]> {
  if (ids.length === 0) return []
  const names = nameBook(await everyName(house.db))
  const kept = thanking ? new Set() : await wordsThatAccuse(house.db, caller.staffId, ids)
  const rows = await seenVerbatims(
    house.db,
    ids.filter((id) => !kept.has(id)),
  )
  const about = await around(house, playbook, caller, rows, names, numbers)
  return rows.map((row) => shownVerbatim(row, about))
}

/** One verbatim as the caller may see it. */
async function oneVerbatim(house: House, playbook: PlaybookNow, caller: Caller, id: string): Promise<api.Verbatim> {
  const row: SeenVerbatim | undefined = await seenVerbatim(house.db, id)
  if (!row) throw notFound('verbatim')
  need(caller, 'feedback.read', row.siteId)
  if ((await wordsThatAccuse(house.db, caller.staffId, [id])).has(id)) throw forbidden()
  const names = nameBook(await everyName(house.db))
  return shownVerbatim(row, await around(house, playbook, caller, [row], names))
}

export const readVerbatim =
  (playbook: PlaybookNow) =>
  async (house: House, { params }: In<'readVerbatim'>, caller: Caller): Out<'readVerbatim'> => {
    const found = await oneVerbatim(house, playbook, caller, params.id)
    await audit(house, caller, 'feedback.view', {
      customerId: found.customerId,
      siteId: found.siteId,
      detail: { verbatim: found.id },
    })
    return found
  }

export const correctVerbatim =
  (playbook: PlaybookNow) =>
  async (house: House, input: In<'correctVerbatim'>, caller: Caller): Out<'correctVerbatim'> => {
    const made = await inTransaction(house, async (house) => {
      const done = await correctWords(house, input, caller)
      if (done.batch) await careAsCorrected(house, input.params.id, input.body.changes)
      return done
    })
    return { ...made, verbatim: await oneVerbatim(house, playbook, caller, input.params.id) }
  }

export const readingProgress =
  (reader: Reader) =>
  async (house: House): Out<'readingProgress'> => ({
    reader: reader.name,
    ...(await readingBehind(house.db, reader.name)),
  })
