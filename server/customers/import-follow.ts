import type { AssetFields } from './asset-fields.ts'
import type { CustomerFields } from './customer-fields.ts'
import type { Known, KnownRecord, Said } from './import-known.ts'
import type { RowDraft } from './import-row.ts'
import type { Standings } from './standing.ts'

export interface MergeContext {
  /** Which run of which import: rows of one run that speak of one customer add to each other. */
  run: string
  /** YYYY-MM-DD */
  today: string
  /** The country of plates and addresses that name none. */
  country: string
  siteId: string | null
  newId: () => string
  newCustomer: CustomerFields
  newAsset: AssetFields
  /** Hears of a car that comes to somebody while others have it. */
  handed?: Handed[]
  /** What stands behind the values of those known already. */
  standings?: Standings
}
/** A car that a source gives to somebody while others have it: the buyer, or one more who drives it. */
export interface Handed {
  assetId: string
  customerId: string
  /** YYYY-MM-DD */
  since: string
}
export interface RowToMerge {
  /** By what the source knows the customer again. */
  key: string
  /** A mark of the row’s content. */
  mark: string
  draft: RowDraft
  advisorId: string | null
}
/** What counts the writes on it. */
interface Written {
  changed: Set<string>
  writes: number
}
export function wrote(thing: Written, field: string): void {
  thing.changed.add(field)
  thing.writes++
}

const nothing = (value: unknown): boolean =>
  value === undefined || value === null || value === '' || (Array.isArray(value) && value.length === 0)
const same = (a: unknown, b: unknown): boolean => a === b || JSON.stringify(a) === JSON.stringify(b)

/** Writes what the source says where nobody else has spoken. @param before what it said the last time, if it did */
export function writeFields<T extends object>(
  thing: { fields: T } & Written,
  next: Partial<T>,
  before: Record<string, unknown> | undefined,
  first: boolean,
): void {
  const fields = thing.fields as Record<string, unknown>
  for (const [field, value] of Object.entries(next)) {
    if (nothing(value) || same(value, fields[field])) continue
    const current = fields[field]
    const ours =
      first &&
      before !== undefined &&
      !nothing(before[field]) &&
      same(before[field], current) &&
      !same(before[field], value)
    const silent = nothing(current) && nothing(before?.[field])
    if (!ours && !silent) continue
    fields[field] = value
    wrote(thing, field)
  }
}

/** Keeps what the source says now; rows of one run add to each other. */
export function keepRecord(
  known: Known,
  record: KnownRecord | undefined,
  { key, mark, draft }: RowToMerge,
  about: { customerId: string; assetId: string | null },
  fields: Record<string, unknown>,
  { run, newId }: MergeContext,
  first: boolean,
): void {
  const before = record?.said
  const more = !first && before
  const unread = { ...(more ? before.unread : {}), ...draft.unread }
  const attributes = { ...(more ? before.attributes : {}), ...draft.attributes }
  const household = draft.household ?? (more ? before.household : undefined)
  const company = draft.company ?? (more ? before.company : undefined)
  const companyRole = draft.companyRole || (more ? before.companyRole : undefined)
  // A day once said stays, where later files have no such column.
  const since =
    before?.since || (draft.since && about.assetId === null) ? { ...before?.since, ...draft.since } : undefined
  const said: Said = {
    fields: more ? { ...fields, ...before.fields } : fields,
    phones: [...new Set([...(more ? before.phones : []), ...draft.phones])],
    emails: [...new Set([...(more ? before.emails : []), ...draft.emails])],
    plate: draft.plate,
    ...(Object.keys(unread).length > 0 ? { unread } : {}),
    ...(Object.keys(attributes).length > 0 ? { attributes } : {}),
    ...(household ? { household } : {}),
    ...(company ? { company } : {}),
    ...(companyRole ? { companyRole } : {}),
    ...(since ? { since } : {}),
    ...(before?.made ? { made: before.made } : {}),
    ...(before?.others ? { others: before.others } : {}),
    run,
    rows: [...(more ? before.rows : []), mark],
  }
  const related =
    about.assetId === null &&
    ((household !== undefined && household !== before?.household) ||
      (company !== undefined && company !== before?.company))
  if (record) {
    if (related) record.related = true
    if (about.assetId === null && companyRole && companyRole !== before?.companyRole) record.roleSaid = true
    record.said = said
    if (record.state === 'kept') record.state = 'changed'
  } else known.records.set(key, { id: newId(), key, ...about, said, state: 'new', related })
}
