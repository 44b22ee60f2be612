import type { AnswerOf, InputOf } from '../../contract/endpoint.ts'
import type * as api from '../../contract/message-providers.ts'
import type { Provider, ProviderSettings } from '../../contract/message-providers.ts'
import type { Caller } from '../kit/caller.ts'
import { type House, inTransaction } from '../kit/house.ts'
import { Problem } from '../kit/problem.ts'
import { hashToken, newToken, tokenMatches } from '../kit/seal.ts'
import { audit } from '../network/audit.store.ts'
import {
  changeProvider,
  insertProvider,
  lockProvider,
  type ProviderRow,
  type ProviderSet,
  providerById,
  providersOf,
  removeProvider,
  waitingByChannel,
} from './provider.store.ts'
import { providerFaults } from './provider-faults.ts'

type In<K extends keyof typeof api> = InputOf<Extract<(typeof api)[K], { name: string }>>
type Out<K extends keyof typeof api> = Promise<AnswerOf<Extract<(typeof api)[K], { name: string }>>>

/** What is sealed with a way out: what it is asked with, and the secret of its news address. */
interface Sealed {
  password?: string
  authorization?: string
  signingKey?: string
  news?: string
}
/** Notifications need no account anywhere: their way out is there from the start, once, and stays. */
const BUILT_IN = 'web-push'
const builtIn = (): Problem =>
  new Problem(409, 'built-in', 'This way out is built in', {
    hint: 'It is there already. Pause it where you want no notifications.',
  })

const SECRETS = ['password', 'authorization', 'signingKey'] as const

function sealedOf(house: House, row: Pick<ProviderRow, 'sealed'>): Sealed {
  try {
    return row.sealed ? (JSON.parse(house.seal.open(row.sealed)) as Sealed) : {}
  } catch {
    return {}
  }
}

function asProvider(
  house: House,
  row: ProviderRow,
  all: readonly ProviderRow[],
  waiting: ReadonlyMap<string, number>,
): Provider {
  const sealed = sealedOf(house, row)
  const carries = row.active && all.find((each) => each.active && each.channel === row.channel)?.id === row.id
  return {
    id: row.id,
    channel: row.channel,
    kind: row.kind as Provider['kind'],
    name: row.name,
    settings: row.settings as ProviderSettings,
    kept: SECRETS.filter((name) => sealed[name]),
    perSecond: row.perSecond,
    costCents: row.costCents,
    idempotent: row.idempotent,
    active: row.active,
    carries,
    problem: row.problem,
    problemAt: row.problemAt?.toISOString() ?? null,
    newsAddress:
      sealed.news && row.kind !== 'print' && row.kind !== BUILT_IN
        ? `${house.origin}/news/${row.id}/${sealed.news}`
        : null,
    waiting: carries ? (waiting.get(row.channel) ?? 0) : 0,
  }
}

export async function listProviders(house: House): Out<'listProviders'> {
  const [rows, waiting] = await Promise.all([providersOf(house.db), waitingByChannel(house.db)])
  return { providers: rows.map((row) => asProvider(house, row, rows, waiting)) }
}

const one = async (house: House, id: string): Promise<Provider> => {
  const [rows, waiting] = await Promise.all([providersOf(house.db), waitingByChannel(house.db)])
  return asProvider(house, rows.find((row) => row.id === id)!, rows, waiting)
}

function needUsable(asked: Parameters<typeof providerFaults>[0]): void {
  const faults = providerFaults(asked)
  if (faults.length > 0)
    throw new Problem(422, 'invalid', 'This way out is not complete', { faults, hint: 'Each fault names its field.' })
}

/** What was spoken of. */
const only = (set: object): ProviderSet =>
  Object.fromEntries(Object.entries(set).filter(([, value]) => value !== undefined))

/** Secrets as they are to be kept: one not spoken of stays, an empty one goes. */
function sealing(house: House, before: Sealed, asked: Partial<Sealed>, news: string): string {
  const kept: Sealed = { news }
  for (const name of SECRETS) {
    const next = asked[name] ?? before[name]
    if (next) kept[name] = next
  }
  return house.seal.seal(JSON.stringify(kept))
}

export async function createProvider(
  house: House,
  { body }: In<'createProvider'>,
  caller: Caller,
): Out<'createProvider'> {
  if (body.channel === 'push') throw builtIn()
  needUsable(body)
  return inTransaction(house, async (house) => {
    const id = house.newId()
    const news = newToken()
    const { secrets, ...rest } = body
    await insertProvider(
      house.db,
      { id, ...rest, sealed: sealing(house, {}, secrets as Sealed, news), active: true, newsHash: hashToken(news) },
      house.now(),
    )
    await audit(house, caller, 'channel.create', { detail: { provider: id, channel: body.channel, kind: body.kind } })
    return one(house, id)
  })
}

export async function updateProvider(
  house: House,
  { params, body }: In<'updateProvider'>,
  caller: Caller,
): Out<'updateProvider'> {
  return inTransaction(house, async (house) => {
    const before = await lockProvider(house.db, params.id)
    if (before.kind === BUILT_IN) {
      const { name, perSecond, active } = body
      await changeProvider(house.db, params.id, { ...only({ name, perSecond, active }) }, house.now())
      await audit(house, caller, 'channel.change', { detail: { provider: params.id, fields: Object.keys(body) } })
      return one(house, params.id)
    }
    const { secrets, newAddress, settings, ...rest } = body
    needUsable({
      channel: before.channel,
      kind: before.kind,
      settings: settings ?? (before.settings as ProviderSettings),
    })
    const sealed = sealedOf(house, before)
    const news = newAddress || !sealed.news ? newToken() : sealed.news
    await changeProvider(
      house.db,
      params.id,
      {
        ...only(rest),
        ...(settings ? { settings } : {}),
        sealed: sealing(house, sealed, (secrets ?? {}) as Sealed, news),
        newsHash: hashToken(news),
      },
      house.now(),
    )
    await audit(house, caller, 'channel.change', { detail: { provider: params.id, fields: Object.keys(body) } })
    return one(house, params.id)
  })
}

export async function removeProviderFlow(
  house: House,
  { params }: In<'removeProvider'>,
  caller: Caller,
): Out<'removeProvider'> {
  return inTransaction(house, async (house) => {
    if ((await providerById(house.db, params.id)).kind === BUILT_IN) throw builtIn()
    const removed = await removeProvider(house.db, params.id)
    if (!removed) await changeProvider(house.db, params.id, { active: false }, house.now())
    await audit(house, caller, 'channel.remove', { detail: { provider: params.id } })
    return { removed }
  })
}

/** Whose news address this is; undefined when it is nobody's. */
export async function providerAt(house: House, id: string, secret: string): Promise<ProviderRow | undefined> {
  const found = (await providersOf(house.db)).find((row) => row.id === id)
  return found?.newsHash && tokenMatches(secret, found.newsHash) ? found : undefined
}
