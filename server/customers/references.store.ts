import type { Db } from '../kit/house.ts'
import type { Fault } from './customer-fields.ts'

/** Ids that somebody sent, each under the path it was sent on. Null and undefined name nobody. */
export type Referred = Record<string, string | null | undefined>

/** Those of these staff members and sites that are not in force, as faults on their paths. */
export async function unknownReferences(
  db: Db,
  { staff = {}, sites = {} }: { staff?: Referred; sites?: Referred },
): Promise<Fault[]> {
  const staffIds = idsOf(staff)
  const siteIds = idsOf(sites)
  const [knownStaff, knownSites] = [
    staffIds.length === 0
      ? []
      : await db
          .selectFrom('network.staff')
          .select('id')
          .where('id', 'in', staffIds)
          .where('archived_at', 'is', null)
          .execute(),
    siteIds.length === 0
      ? []
      : await db
          .selectFrom('network.site')
          .select('id')
          .where('id', 'in', siteIds)
          .where('archived_at', 'is', null)
          .execute(),
  ]
  return [
    ...missing(staff, knownStaff, 'Nobody of this id works here (any more).'),
    ...missing(sites, knownSites, 'There is no site of this id (any more).'),
  ]
}

const idsOf = (referred: Referred): string[] => [
  ...new Set(Object.values(referred).filter((id): id is string => Boolean(id))),
]

const missing = (referred: Referred, known: { id: string }[], because: string): Fault[] =>
  Object.entries(referred)
    .filter(([, id]) => id && !known.some((row) => row.id === id))
    .map(([path]) => ({ path, because }))

/** An asset that does not exist, as a fault on its path. */
export async function unknownAsset(db: Db, path: string, id: string | null): Promise<Fault[]> {
  if (!id) return []
  const row = await db.selectFrom('customers.asset').select('id').where('id', '=', id).executeTakeFirst()
  return row ? [] : [{ path, because: 'There is no asset of this id.' }]
}
