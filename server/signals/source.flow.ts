import { sql } from 'kysely'
import type { AnswerOf, InputOf } from '../../contract/endpoint.ts'
import type * as api from '../../contract/signals.ts'
import type { Source } from '../../contract/signals.ts'
import { type Caller, callerMay, need } from '../kit/caller.ts'
import { type House, inTransaction } from '../kit/house.ts'
import { invalid } from '../kit/problem.ts'
import { hashToken, newToken } from '../kit/seal.ts'
import { audit } from '../network/audit.store.ts'
import { siteById } from '../network/places.store.ts'
import { wilson } from '../plain/proportion-interval.ts'
import type { Devices } from './device.port.ts'
import { signInTakenOut, withoutSignIn } from './device-address.ts'
import {
  changeSource,
  confusionOf,
  insertSource,
  lockSource,
  type SourceRow,
  sourceById,
  sourcesOf,
  talliesOf,
} from './source.store.ts'

type In<K extends keyof typeof api> = InputOf<(typeof api)[K]>
type Out<K extends keyof typeof api> = Promise<AnswerOf<(typeof api)[K]>>

/** What is sealed with a source: the secret of its address, the password of a device we call, the key a system signs with. */
export interface SealedSource {
  secret: string
  password?: string
  signingKey?: string
}

/** Told to every process so that caches of sources are dropped; ids only. */
export const SOURCE_CHANNEL = 'okaeri_sources'
const sourceChanged = (house: House, id: string) => sql`select pg_notify(${SOURCE_CHANNEL}, ${id})`.execute(house.db)

const HOUR = 3_600_000

function stateOf(row: SourceRow, now: Date): Source['state'] {
  if (row.state === 'down' || row.state === 'connecting') return row.state
  if (!row.lastEventAt) return row.state === 'ok' ? 'ok' : 'never'
  return now.getTime() - row.lastEventAt.getTime() > 24 * HOUR ? 'silent' : 'ok'
}

const kindOf = (devices: Devices, row: Pick<SourceRow, 'door' | 'kind'>) =>
  row.door === 'gate' ? devices.camera(row.kind) : devices.call(row.kind)
const connectsOf = (devices: Devices, row: Pick<SourceRow, 'door' | 'kind'>) =>
  kindOf(devices, row)?.connects ?? 'webhook'

function asSource(house: House, devices: Devices, row: SourceRow, caller: Caller): Source {
  const { detail, ...settings } = row.settings
  let address: string | null = null
  const sealed = openSealed(house, row)
  if (callerMay(caller, 'sources.manage', row.siteId) && connectsOf(devices, row) === 'webhook')
    address = sealed ? addressOf(house.origin, row, sealed.secret) : null
  return {
    id: row.id,
    door: row.door,
    kind: row.kind,
    name: row.name,
    siteId: row.siteId,
    enabled: row.enabled,
    looks: row.looks ?? 'both',
    connects: connectsOf(devices, row),
    address,
    connection: { ...settings, ...(settings.url ? { url: withoutSignIn(settings.url) } : {}) },
    signed: Boolean(sealed?.signingKey),
    template: address ? (kindOf(devices, row)?.template?.(address) ?? null) : null,
    lastEventAt: row.lastEventAt?.toISOString() ?? null,
    state: stateOf(row, house.now()),
    stateDetail: detail ?? null,
  }
}

/** The copy-paste address of a source. 3CX asks by query, so its address ends with what it must add. */
function addressOf(origin: string, row: Pick<SourceRow, 'id' | 'kind'>, secret: string): string {
  const base = `${origin}/in/${row.id}/${secret}`
  return row.kind === '3cx' ? `${base}?phone=[Number]` : base
}

/** What is sealed with a source; nothing when the house's secret was lost or changed since, and a new address must be made. */
export function openSealed(house: Pick<House, 'seal'>, row: Pick<SourceRow, 'sealed'>): SealedSource | undefined {
  try {
    return JSON.parse(house.seal.open(row.sealed)) as SealedSource
  } catch {
    return undefined
  }
}

export function listSources(devices: Devices) {
  return async (house: House, { query }: In<'listSources'>, caller: Caller): Out<'listSources'> => {
    const rows = await sourcesOf(house.db, query)
    return {
      sources: rows
        .filter((row) => callerMay(caller, 'visits.read', row.siteId))
        .map((row) => asSource(house, devices, row, caller)),
    }
  }
}

export function createSource(devices: Devices) {
  return async (house: House, { body: asked }: In<'createSource'>, caller: Caller): Out<'createSource'> => {
    need(caller, 'sources.manage', asked.siteId)
    const body = { ...asked, connection: signInTakenOut(asked.connection) }
    const kind = body.door === 'gate' ? devices.camera(body.kind) : devices.call(body.kind)
    if (!kind) throw invalid('body.kind', 'unknown-kind', 'Choose one of the makes listed.')
    if (kind.connects !== 'webhook' && !body.connection.url)
      throw invalid('body.connection.url', 'needed', 'We connect to this device: give its address.')
    usable(kind, body)
    return inTransaction(house, async (house) => {
      await siteById(house.db, body.siteId)
      const { password, ...settings } = body.connection
      const secret = newToken()
      const id = house.newId()
      await insertSource(
        house.db,
        {
          id,
          door: body.door,
          kind: body.kind,
          name: body.name,
          siteId: body.siteId,
          secretHash: hashToken(secret),
          sealed: sealing(house, { secret, ...(password ? { password } : {}) }, body.signingKey),
          settings: withoutEmpty(settings),
          looks: oneWay(body.looks),
        },
        house.now(),
      )
      await audit(house, caller, 'source.create', { siteId: body.siteId, detail: { source: id, kind: body.kind } })
      await sourceChanged(house, id)
      return asSource(house, devices, await sourceById(house.db, id), caller)
    })
  }
}

export function updateSource(devices: Devices) {
  return async (house: House, { params, body: asked }: In<'updateSource'>, caller: Caller): Out<'updateSource'> =>
    inTransaction(house, async (house) => {
      const body = asked.connection ? { ...asked, connection: signInTakenOut(asked.connection) } : asked
      const before = await lockSource(house.db, params.id, { removed: body.archived === false })
      need(caller, 'sources.manage', before.siteId)
      usable(kindOf(devices, before), body)
      // A house that lost its secret cannot read the old address: a new one is made instead.
      const sealed = openSealed(house, before) ?? { secret: newToken() }
      const { password, ...connection } = body.connection ?? {}
      const next: SealedSource = {
        ...(body.connection && !body.connection.url ? withoutPassword(sealed) : sealed),
        ...(password ? { password } : {}),
        ...(body.newAddress ? { secret: newToken() } : {}),
      }
      await changeSource(house.db, params.id, {
        ...(body.name !== undefined ? { name: body.name } : {}),
        ...(body.enabled !== undefined ? { enabled: body.enabled } : {}),
        ...(body.looks !== undefined ? { looks: oneWay(body.looks) } : {}),
        ...(body.connection ? { settings: withoutEmpty(connection), state: null } : {}),
        ...(body.archived === undefined ? {} : { archived_at: body.archived ? house.now() : null }),
        secret_hash: hashToken(next.secret),
        sealed: sealing(house, next, body.signingKey),
      })
      await audit(house, caller, body.archived ? 'source.archive' : 'source.change', {
        siteId: before.siteId,
        detail: { source: params.id, fields: Object.keys(body) },
      })
      await sourceChanged(house, params.id)
      if (body.archived) return asSource(house, devices, before, caller)
      return asSource(house, devices, await sourceById(house.db, params.id), caller)
    })
}

const oneWay = (looks: Source['looks']) => (looks === 'both' ? null : looks)

/** A system that is not called any more needs no password kept. */
const withoutPassword = ({ password: _password, ...rest }: SealedSource): SealedSource => rest

/** Seals it; a signing key not spoken of is kept, an empty one is taken away. */
function sealing(house: House, { signingKey: kept, ...rest }: SealedSource, asked: string | undefined): string {
  const signingKey = asked ?? kept
  return house.seal.seal(JSON.stringify({ ...rest, ...(signingKey ? { signingKey } : {}) } satisfies SealedSource))
}

/** A key is for systems that sign; the address of a system that we call comes with all we need there. */
function usable(
  kind: ReturnType<typeof kindOf>,
  asked: { connection?: Record<string, string | undefined> | undefined; signingKey?: string | undefined },
): void {
  if (asked.signingKey && !(kind && 'signed' in kind && kind.signed))
    throw invalid('body.signingKey', 'not-signed', 'This system does not sign what it sends.')
  if (!asked.connection?.url || !kind || !('needs' in kind)) return
  for (const name of kind.needs ?? [])
    if (!asked.connection[name]) throw invalid(`body.connection.${name}`, 'needed', 'Give it beside the address.')
}

const withoutEmpty = (settings: Record<string, string | undefined>): Record<string, string> =>
  Object.fromEntries(Object.entries(settings).filter((pair): pair is [string, string] => Boolean(pair[1])))

/** Health of a source from its counts alone. */
export function sourceHealth(devices: Devices) {
  return async (house: House, { params, query }: In<'sourceHealth'>, caller: Caller): Out<'sourceHealth'> => {
    const row = await sourceById(house.db, params.id)
    need(caller, 'visits.read', row.siteId)
    const since = new Date(Math.floor(house.now().getTime() / HOUR) * HOUR - (query.hours - 1) * HOUR)
    const [tallies, confusion] = await Promise.all([talliesOf(house.db, row.id, since), confusionOf(house.db, row.id)])
    const totals: Record<string, number> = {}
    const hours = new Map<string, Record<string, number>>()
    for (let hour = since.getTime(); hour <= house.now().getTime(); hour += HOUR)
      hours.set(new Date(hour).toISOString(), {})
    for (const tally of tallies) {
      totals[tally.what] = (totals[tally.what] ?? 0) + tally.n
      const counts = hours.get(tally.hour.toISOString())
      if (counts) counts[tally.what] = tally.n
    }
    const n = (totals.sure ?? 0) + (totals.perhaps ?? 0) + (totals.unknown ?? 0)
    const interval = wilson(totals.sure ?? 0, n)
    const letters = confusion.reduce((sum, pair) => sum + pair.count, 0)
    return {
      source: asSource(house, devices, row, caller),
      hours: [...hours].map(([hour, counts]) => ({ hour, counts })),
      totals,
      matched: {
        n,
        share: n ? (totals.sure ?? 0) / n : null,
        low: interval?.low ?? null,
        high: interval?.high ?? null,
      },
      confusion: confusion
        .filter((pair) => pair.truth !== pair.read)
        .map((pair) => ({ truth: pair.truth, read: pair.read, n: Math.round(pair.count) }))
        .filter((pair) => pair.n > 0)
        .sort((a, b) => b.n - a.n)
        .slice(0, 60),
      learned: {
        letters: Math.round(letters),
        wrong: Math.round(confusion.reduce((sum, pair) => sum + (pair.truth === pair.read ? 0 : pair.count), 0)),
      },
    }
  }
}
