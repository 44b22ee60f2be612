import type { AnswerOf, Endpoint, InputOf, SentOf } from '../contract/endpoint.ts'
import type { LiveEvent } from '../contract/visits.ts'
import type { Caller } from '../server/kit/caller.ts'
import type { Db, House } from '../server/kit/house.ts'
import type { Raw, Wire } from '../server/kit/http.ts'
import { openLog } from '../server/kit/log.ts'
import { openSealer } from '../server/kit/seal.ts'

type Flow<E extends Endpoint> = (
  house: House,
  input: InputOf<E>,
  caller: Caller,
  wire: Wire,
) => Promise<AnswerOf<E> | Raw>

export interface Desk {
  house: House
  caller: Caller
  /** What time it is for the house; set it to let time pass. */
  clock: { now: Date }
  /** What the screens were told. */
  news: LiveEvent[]
  /**
   * Asks as HTTP does: the input goes through the contract, the flow answers, the answer must be the contract's.
   * A fault of the contract rejects like a Problem, with status 422 and its faults.
   */
  ask<E extends Endpoint>(
    endpoint: E,
    flow: Flow<E>,
    sent?: Partial<SentOf<E>>,
    wire?: { headers?: Record<string, string> },
  ): Promise<AnswerOf<E>>
}

let made = 0
/** Ids that grow like UUIDv7, the same in every run. */
const nextId = (): string => `00000000-0000-7000-8000-${(++made).toString(16).padStart(12, '0')}`

/** A member of staff at a desk, in a house on this database, with a clock that stands still. */
export function openDesk(db: Db, now = '2026-03-02T09:00:00.000Z'): Desk {
  const clock = { now: new Date(now) }
  const news: LiveEvent[] = []
  const house: House = {
    db,
    now: () => clock.now,
    newId: nextId,
    log: openLog('silent'),
    live: { publish: (event) => void news.push(event) },
    queue: { add: async () => undefined, wake: () => undefined },
    seal: openSealer('a secret of this test and of nothing else'),
    origin: 'http://localhost',
  }
  const caller: Caller = {
    staffId: nextId(),
    userId: null,
    name: 'Inès',
    roles: [{ role: 'head-office', siteId: null }],
    locale: 'fr',
  }
  return {
    house,
    caller,
    clock,
    news,
    async ask(endpoint, flow, sent = {}, wire = {}) {
      const part = (name: 'params' | 'query' | 'body', otherwise: unknown) => {
        const read = endpoint[name].safeParse((sent as Record<string, unknown>)[name] ?? otherwise)
        if (read.success) return read.data
        throw Object.assign(new Error('refused by the contract'), {
          status: 422,
          faults: read.error.issues.map((issue) => ({ path: [name, ...issue.path].join('.'), because: issue.message })),
        })
      }
      const input = { params: part('params', {}), query: part('query', {}), body: part('body', undefined) } as InputOf<
        typeof endpoint
      >
      const answer = await flow(house, input, caller, { request: { headers: wire.headers ?? {} } } as unknown as Wire)
      if (answer instanceof Object && 'contentType' in answer) return answer.body as AnswerOf<typeof endpoint>
      return endpoint.answer.parse(JSON.parse(JSON.stringify(answer))) as AnswerOf<typeof endpoint>
    },
  }
}

/** The actions the audit log holds about a customer (or about nobody, for null), oldest first. */
export async function loggedAbout(db: Db, customerId: string | null): Promise<string[]> {
  const rows = await db
    .selectFrom('network.audit')
    .select('action')
    .where('customer_id', customerId === null ? 'is' : '=', customerId)
    .orderBy('id')
    .execute()
  return rows.map((row) => row.action)
}
