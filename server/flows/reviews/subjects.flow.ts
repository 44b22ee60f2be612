import type { AnswerOf, InputOf } from '../../../contract/endpoint.ts'
import type * as api from '../../../contract/reviews.ts'
import type { Subject } from '../../../contract/reviews.ts'
import { type Caller, callerSites } from '../../kit/caller.ts'
import { type House, inTransaction } from '../../kit/house.ts'
import { forbidden, invalid, notFound } from '../../kit/problem.ts'
import { audit } from '../../network/audit.store.ts'
import { needSites } from '../../network/places.store.ts'
import { figuresEverywhere, showingNow } from '../../reviews/published.store.ts'
import { isReserved, slugOf } from '../../reviews/slug.ts'
import {
  allSubjects,
  changeSubject,
  insertSubject,
  lockSlugs,
  type SubjectRow,
  siteSubjects,
  subjectById,
  takenSlugs,
} from '../../reviews/subject.store.ts'
import { subjectPath } from './as-review.ts'

type In<K extends keyof typeof api> = InputOf<Extract<(typeof api)[K], { name: string }>>
type Out<K extends keyof typeof api> = Promise<AnswerOf<Extract<(typeof api)[K], { name: string }>>>

const RIGHT = 'reviews.manage'

/** What belongs to one place is its own; what the whole network has is head office's. */
function needFor(caller: Caller, siteId: string | null): void {
  const sites = callerSites(caller, RIGHT)
  if (sites !== 'all' && (siteId === null || !sites.includes(siteId))) throw forbidden()
}

const asSubject = (row: SubjectRow, origin: string, n: number): Subject => ({
  id: row.id,
  kind: row.kind,
  slug: row.slug,
  title:
    row.kind === 'site'
      ? { fr: row.site ?? '', en: row.site ?? '' }
      : { fr: row.title.fr ?? '', en: row.title.en ?? row.title.fr ?? '' },
  siteId: row.siteId,
  site: row.site,
  matches: row.matches,
  archived: row.archivedAt !== null,
  n,
  address: `${origin}${subjectPath(row.kind, row.slug)}`,
})

export async function listSubjects(house: House, _input: In<'listSubjects'>, caller: Caller): Out<'listSubjects'> {
  const { db } = house
  await siteSubjects(db, house.newId, house.now())
  const showing = await showingNow(db, house.now())
  const [rows, { network, places }] = await Promise.all([allSubjects(db), figuresEverywhere(db, showing)])
  const sites = callerSites(caller, RIGHT)
  return {
    subjects: rows
      .filter(({ siteId }) => sites === 'all' || siteId === null || sites.includes(siteId))
      .map((row) =>
        asSubject(row, house.origin, places.get((row.kind === 'site' ? row.siteId : row.id) ?? '')?.shown ?? 0),
      ),
    network: { n: network.shown, address: `${house.origin}/r` },
  }
}

export async function createSubject(house: House, { body }: In<'createSubject'>, caller: Caller): Out<'createSubject'> {
  needFor(caller, body.siteId)
  return inTransaction(house, async (house) => {
    const { db } = house
    await needSites(db, { 'body.siteId': body.siteId })
    await lockSlugs(db)
    const taken = await takenSlugs(db, body.kind)
    if (body.slug && taken.has(body.slug)) throw invalid('body.slug', 'Another one has this address.')
    const id = house.newId()
    await insertSubject(
      db,
      {
        id,
        kind: body.kind,
        slug: body.slug ?? slugOf(body.title.fr, body.kind, taken),
        title: body.title,
        siteId: body.siteId,
        matches: body.matches,
      },
      house.now(),
    )
    await audit(house, caller, 'review.subject', { siteId: body.siteId, detail: { subject: id } })
    return asSubject((await subjectById(db, id))!, house.origin, 0)
  })
}

/** The address it had leads on to the one it gets; a site bears its own name. */
export async function updateSubject(
  house: House,
  { params, body }: In<'updateSubject'>,
  caller: Caller,
): Out<'updateSubject'> {
  return inTransaction(house, async (house) => {
    const { db } = house
    const before = await subjectById(db, params.id)
    if (!before) throw notFound('subject')
    needFor(caller, before.siteId)
    if (body.slug && body.slug !== before.slug) {
      if (isReserved(before.kind, body.slug)) throw invalid('body.slug', 'This address is ours: choose another.')
      await lockSlugs(db)
      const others = (await allSubjects(db)).filter((one) => one.kind === before.kind && one.id !== before.id)
      if (others.some((one) => one.slug === body.slug)) throw invalid('body.slug', 'Another one has this address.')
    }
    if (before.kind === 'site' && (body.title || body.archived !== undefined))
      throw invalid('body.title', 'A site is renamed and put away under Setup, Network.')
    await changeSubject(db, before.id, body, house.now())
    await audit(house, caller, 'review.subject', {
      siteId: before.siteId,
      detail: { subject: before.id, fields: Object.keys(body) },
    })
    return asSubject((await subjectById(db, before.id))!, house.origin, 0)
  })
}
