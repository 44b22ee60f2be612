import { setImmediate as breathe } from 'node:timers/promises'
import type { RawBuilder } from 'kysely'
import type { Db } from './house.ts'

/** Statements of one transaction, one after the other. */
export interface Turn {
  /** Waits for the statement before, then begins this one, and does not wait for it. */
  add(statement: RawBuilder<unknown>): Promise<void>
  /** All of them have ended. */
  end(): Promise<void>
}

/**
 * Writes many rows to many tables with both processors at work: while PostgreSQL runs one statement, this process makes the values of the
 * next. `await turn.add(sql…)` does it by itself, for its argument is made before the statement under way is waited for.
 *
 * One connection takes one statement at a time: before anything else is asked in the same transaction, `end()`. Where a statement fails, the
 * next `add` or the `end` throws.
 */
export function inTurn(db: Db): Turn {
  let running: Promise<unknown> = Promise.resolve()
  return {
    async add(statement) {
      await running
      running = statement.execute(db)
      // Heard at the next turn; until then it is nobody's fault.
      running.catch(() => undefined)
      // Its bytes leave only when this process lets go for a moment.
      await breathe()
    },
    async end() {
      await running
    },
  }
}
