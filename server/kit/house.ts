import type { Kysely } from 'kysely'
import type { LiveEvent } from '../../contract/visits.ts'
import type { Tables } from '../tables.ts'
import type { Log } from './log.ts'
import type { Sealer } from './seal.ts'

export type Db = Kysely<Tables>

/** News for whoever is watching: sent after commit, to every process. */
export interface Live {
  publish(event: LiveEvent): void
}

/** Work for later: enqueued inside the open transaction, so that it exists only if the transaction does. */
export interface Queue {
  /** With `once`: not while one of this key waits. */
  add(house: House, name: string, data: object, when?: { after?: Date; once?: string }): Promise<void>
  /** Once the open transaction has committed, the tick of this name runs at once, here or in the process that works. */
  wake(house: House, name: string): void
}

/**
 * The house is the first argument. It is built in `main.ts` and passed down; a transaction is the same house with another
 * `db`. Nothing in the product reaches for a connection, a clock, a setting or a random number by itself.
 */
export interface House {
  db: Db
  now(): Date
  newId(): string
  log: Log
  live: Live
  queue: Queue
  seal: Sealer
  /** Public address of this house, without a slash at the end: `https://okaeri.garage-martin.fr`. */
  origin: string
  /** Bytes free where the embedded database lives; absent where the database is elsewhere. */
  room?: () => Promise<number>
  /** Present inside a transaction: what to do once it has committed. */
  afterCommit?: (() => void | Promise<void>)[]
}

/**
 * One flow, one transaction. Joining an open one is allowed, nesting is not: inside, `db` is the transaction.
 * News and other effects on the outside are handed to `whenCommitted` and happen only after commit.
 */
export async function inTransaction<T>(house: House, work: (house: House) => Promise<T>): Promise<T> {
  if (house.afterCommit) return work(house)
  const afterCommit: (() => void | Promise<void>)[] = []
  const result = await house.db.transaction().execute((db) => work({ ...house, db, afterCommit }))
  for (const effect of afterCommit) {
    try {
      await effect()
    } catch (error) {
      house.log.error({ err: error }, 'after-commit effect failed')
    }
  }
  return result
}

/** Does something outside once the open transaction has committed; at once when there is none. */
export function whenCommitted(house: House, effect: () => void | Promise<void>): void {
  if (house.afterCommit) house.afterCommit.push(effect)
  else
    void Promise.resolve()
      .then(effect)
      .catch((error) => house.log.error({ err: error }, 'effect failed'))
}

/** Tells the screens, after commit. */
export const publish = (house: House, event: LiveEvent): void => whenCommitted(house, () => house.live.publish(event))
