import { assetDraft, customerDraft } from '../../contract/customers.ts'
import { spokenIn } from '../../contract/spoken-in.ts'
import type { Db, House } from '../kit/house.ts'
import { inTurn, type Turn } from '../kit/in-turn.ts'
import { type AuditLine, manyLines } from '../network/audit-many.store.ts'
import { onlySite } from '../network/places.store.ts'
import type { AssetFields } from './asset-fields.ts'
import { bornAs } from './birth-name.ts'
import { customersImported, todayOf } from './changed.flow.ts'
import type { CustomerFields } from './customer-fields.ts'
import { ERASED_BECAUSE } from './erased.flow.ts'
import { Bearers } from './import-bearers.flow.ts'
import type { Shared } from './import-bearers.ts'
import { broughtBy, stoodBefore } from './import-changes.ts'
import { erasedRows } from './import-erased.flow.ts'
import type { MergeContext, RowToMerge } from './import-follow.ts'
import { noteHanded } from './import-handed.store.ts'
import { loadKnown, recordsOf } from './import-known.store.ts'
import type { Known, KnownRecord } from './import-known.ts'
import { mergeRow } from './import-merge.ts'
import { vehicleKey } from './import-merge-vehicle.ts'
import { keepBrought } from './import-people.store.ts'
import type { CsvRecord } from './import-records.ts'
import { addRelations, endRelations, relatedBySource, sayRoles } from './import-relations.store.ts'
import { hasVehicle, readRow } from './import-row.ts'
import { type BatchOutcome, type RunContext, refuse } from './import-run.flow.ts'
import { keepOthers, saveKnown } from './import-save.store.ts'
import { countWarnings, warningsOf } from './import-warnings.ts'
import { rowMark, sourceKey } from './row-key.ts'
import { type Standings, trustOf } from './standing.ts'
import { noLongerVouched, standingBehind, trustOrder } from './vouched.store.ts'

const { phones: _phones, emails: _emails, ...EMPTY_CUSTOMER } = customerDraft.parse({})
const { plate: _plate, plateCountry: _country, role: _role, ...EMPTY_ASSET } = assetDraft.parse({})

/** One batch of customers and their vehicles: read, compared with what is known, written, told to search and gate, and audited. */
export async function customerBatch(
  house: House,
  context: RunContext,
  rows: readonly CsvRecord[],
): Promise<BatchOutcome> {
  const { run } = context
  const { good, refused, warnings } = await readRows(house, context, rows)
  const { records, changed, bearers } = await settleRows(house, context, good)
  const news = await withoutErased(house, run.source, changed, new Set(records.map(({ key }) => key)), refused)
  const known = await loadKnown(house.db, {
    records: news.length > 0 ? records : [],
    drafts: news.map(({ draft }) => draft),
  })
  const counted = { created: 0, updated: 0, unchanged: good.length - changed.length }
  const merge: MergeContext = {
    run: run.mark,
    today: todayOf(house),
    country: context.row.country,
    siteId: run.siteId ?? (await onlySite(house.db)),
    newId: house.newId,
    newCustomer: {
      ...(EMPTY_CUSTOMER as CustomerFields),
      country: context.row.country,
      language: spokenIn(context.row.country),
    },
    newAsset: EMPTY_ASSET as AssetFields,
    handed: [],
  }
  const standings: Standings = {
    source: run.source,
    now: house.now().toISOString(),
    trust: trustOf(known.customers.size > 0 ? await trustOrder(house.db) : []),
    of: await standingBehind(house.db, [...known.customers.keys()], run.source),
    replaced: [],
  }
  merge.standings = standings
  const stood = stoodBefore(known)
  const outcomes = new Map(news.map((row) => [row, mergeRow(known, row, merge)]))
  for (const outcome of outcomes.values()) counted[outcome]++
  const turn = inTurn(house.db)
  const shared = standBeside(known, bearers.shared([...new Set(changed.map(({ said }) => said))]))
  await saveKnown(turn, known, run.source, house.newId, house.now())
  if (shared.length > 0) await turn.add(keepOthers(run.source, shared))
  if (standings.replaced.length > 0) await turn.add(noLongerVouched(standings.replaced))
  const brought = context.listed ? broughtBy(known, stood) : []
  if (brought.length > 0) await turn.add(keepBrought(run.id, brought))
  if (context.listed && merge.handed && merge.handed.length > 0) await turn.add(noteHanded(run.id, merge.handed))
  const relations = await relate(house, turn, run.source, known)
  await tellBatch(house, turn, context, known, relations)
  for (const row of news)
    if (row.because && outcomes.get(row) === 'created') countWarnings(warnings, [row.because], row.line)
  if (context.tell) {
    const ids = new Map([...known.records.values()].map(({ key, customerId }) => [key, customerId]))
    for (const { key, customerId } of records) if (!ids.has(key)) ids.set(key, customerId)
    for (const row of good)
      context.tell(row.line, outcomes.get(row) ?? 'unchanged', ids.get(row.key) ?? null, row.because)
  }
  return { counted, refused, warnings }
}

/** A row of the batch; `said`: the key it says, `key`: the one it stands under, and why that is another. */
type LinedRow = RowToMerge & { line: number; said: string; because: Shared | null }

async function readRows(
  house: House,
  context: RunContext,
  rows: readonly CsvRecord[],
): Promise<{ good: LinedRow[] } & Pick<BatchOutcome, 'refused' | 'warnings'>> {
  const advisors = await staffByEmail(house.db)
  const refused: BatchOutcome['refused'] = []
  const warnings: BatchOutcome['warnings'] = {}
  const good: LinedRow[] = []
  for (const row of rows) {
    const read =
      'broken' in row ? { problem: row.broken } : (context.ahead?.get(row) ?? readRow(row.cells, context.row))
    if ('problem' in read) {
      refused.push(refuse(row, read.problem))
      continue
    }
    countWarnings(
      warnings,
      warningsOf({ warnings: read.warnings, staffEmail: read.ok.advisorEmail }, advisors),
      row.line,
    )
    const key = sourceKey(read.ok)
    good.push({
      line: row.line,
      said: key,
      key,
      because: null,
      mark: rowMark(read.ok),
      draft: read.ok,
      advisorId: (read.ok.advisorEmail && advisors.get(read.ok.advisorEmail)) || null,
    })
  }
  return { good, refused, warnings }
}

/**
 * What the source said before of whom these rows speak, and the rows that say something else now. A row said word for word before needs nothing
 * more to be read: a nightly file is mostly these. One whose key somebody else bears stands under a key of its own from here on.
 */
async function settleRows(
  house: House,
  { run, again }: RunContext,
  good: readonly LinedRow[],
): Promise<{ records: KnownRecord[]; changed: LinedRow[]; bearers: Bearers }> {
  const keysOf = (rows: readonly LinedRow[]): string[] => [
    ...new Set(rows.flatMap(({ key, draft }) => (hasVehicle(draft) ? [key, vehicleKey(key, draft)] : [key]))),
  ]
  const records = await recordsOf(house.db, run.source, keysOf(good))
  const known = new Map(records.map((record) => [record.key, record]))
  const saidBefore = ({ key, mark }: LinedRow): boolean => known.get(key)?.said.rows.includes(mark) ?? false
  const bearers = new Bearers(house.db, run.source, run.mark, again)
  bearers.know(
    good.map(({ key }) => key),
    known,
  )
  for (const row of good) if (saidBefore(row)) bearers.again(row.key)
  const others: LinedRow[] = []
  const rest = good.filter((row) => !saidBefore(row))
  for (const { row, key, because } of await bearers.settle(rest)) {
    if (key === row.key) continue
    row.key = key
    row.because = because
    others.push(row)
  }
  if (others.length > 0)
    for (const record of await recordsOf(house.db, run.source, keysOf(others))) {
      if (!known.has(record.key)) records.push(record)
      known.set(record.key, known.get(record.key) ?? record)
    }
  return { records, changed: rest.filter((row) => !saidBefore(row)), bearers }
}

/** Notes with a shared key who stands beside its bearer. @returns those whose record is written for nothing else */
function standBeside(
  known: Known,
  shared: readonly [key: string, others: string[]][],
): { key: string; others: string[] }[] {
  return shared.flatMap(([key, others]) => {
    const record = known.records.get(key)
    if (!record || JSON.stringify(record.said.others ?? []) === JSON.stringify(others)) return []
    record.said = { ...record.said, others }
    return record.state === 'kept' ? [{ key, others }] : []
  })
}

/**
 * Leaves out the rows that would bring back somebody erased, and sets them aside with the reason and nothing of what they say. Who has a
 * record was not erased.
 */
async function withoutErased(
  house: House,
  source: string,
  rows: readonly LinedRow[],
  known: ReadonlySet<string>,
  refused: BatchOutcome['refused'],
): Promise<LinedRow[]> {
  const unknown = rows.filter(({ key }) => !known.has(key))
  const erased = await erasedRows(house, source, unknown)
  const out = new Set<LinedRow>()
  for (const [n, row] of unknown.entries()) {
    const why = erased[n]
    if (!why) continue
    out.add(row)
    refused.push({ line: row.line, because: ERASED_BECAUSE[why], row: { cells: [] } })
  }
  return out.size === 0 ? [...rows] : rows.filter((row) => !out.has(row))
}

type Pairs = { customerId: string; otherId: string }[]

/**
 * Relations that the source says of its customers, and those it says no more: asked for only when some row of the batch says one, or may be the company
 * of one.
 */
async function relate(house: House, turn: Turn, source: string, known: Known): Promise<{ begun: Pairs; ended: Pairs }> {
  const records = [...known.records.values()].filter((record) => record.state !== 'kept' && record.assetId === null)
  const keys = records.filter((record) => record.related).map(({ key }) => key)
  const arrived = records.filter((record) => record.state === 'new' && isCompany(known, record)).map(({ key }) => key)
  const roles = records.filter((record) => record.roleSaid).map(({ key }) => key)
  if (keys.length + arrived.length + roles.length === 0) return { begun: [], ended: [] }
  await turn.end()
  const changed = records.filter((record) => record.related && record.state === 'changed').map(({ key }) => key)
  const ended = changed.length > 0 ? await endRelations(house.db, source, changed) : []
  const begun = await addRelations(house.db, await relatedBySource(house.db, source, keys, arrived), house.newId)
  if (roles.length > 0) await sayRoles(house.db, source, roles)
  return { begun, ended }
}

const isCompany = (known: Known, { customerId }: KnownRecord): boolean =>
  customerId !== null && known.customers.get(customerId)?.fields.kind === 'company'

/** What the rows of this batch say that somebody was born as. */
const birthNamesOf = (known: Known) =>
  [...known.records.values()].flatMap(({ state, assetId, customerId, said }) => {
    const customer = state === 'kept' || assetId !== null || !customerId ? undefined : known.customers.get(customerId)
    const named = customer && bornAs(customer.fields, said.attributes)
    return customer && named ? [{ customerId: customer.id, named }] : []
  })

/** The audit log, search, the gate and whoever asks who is who hear of what was written. */
async function tellBatch(
  house: House,
  turn: Turn,
  { run }: RunContext,
  known: Known,
  { begun, ended }: { begun: Pairs; ended: Pairs },
): Promise<void> {
  const customers = [...known.customers.values()].filter((customer) => customer.isNew || customer.writes > 0)
  const assets = [...known.assets.values()].filter((asset) => asset.isNew || asset.writes > 0)
  const lines: AuditLine[] = [
    ...customers.map((customer) => ({
      action: customer.isNew ? 'customer.create' : 'customer.change',
      customerId: customer.id,
      siteId: customer.fields.siteId,
      detail: { import: run.id, ...(customer.isNew ? {} : { fields: [...customer.changed] }) },
    })),
    ...assets
      .filter((asset) => !asset.isNew)
      .flatMap((asset) =>
        asset.owners.slice(-1).map(({ customerId }) => ({
          action: 'asset.change',
          customerId,
          siteId: run.siteId,
          detail: { import: run.id, asset: asset.id, fields: [...asset.changed] },
        })),
      ),
    ...[
      ...ended.map((pair) => ({ ...pair, action: 'customer.unrelate' })),
      ...begun.map((pair) => ({ ...pair, action: 'customer.relate' })),
    ].flatMap(({ action, customerId, otherId }) =>
      [
        { customerId, otherId },
        { customerId: otherId, otherId: customerId },
      ].map(({ customerId, otherId }) => ({
        action,
        customerId,
        siteId: run.siteId,
        detail: { import: run.id, otherId },
      })),
    ),
  ]
  if (lines.length > 0) await turn.add(manyLines(house, { staffId: run.createdBy, name: 'import' }, lines))
  await customersImported(
    house,
    turn,
    customers.map(({ id, isNew, changed, fields }) => ({
      id,
      isNew,
      renamed: NAMED.some((field) => changed.has(field)),
      named: fields,
    })),
    assets
      .filter((asset) => asset.isNew || asset.changed.has('plates') || asset.changed.has('owners'))
      .map(({ id }) => id),
    birthNamesOf(known),
  )
}

/** What search finds a customer by. */
const NAMED = ['givenName', 'familyName', 'companyName', 'city', 'kind']

/** Staff in force by e-mail: advisors are named so in a file. */
export async function staffByEmail(db: Db): Promise<Map<string, string>> {
  const rows = await db.selectFrom('network.staff').select(['id', 'email']).where('archived_at', 'is', null).execute()
  return new Map(rows.map(({ id, email }) => [email.toLowerCase(), id]))
}
