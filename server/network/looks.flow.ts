import type { Caller } from '../kit/caller.ts'
import type { House } from '../kit/house.ts'
import { saveLooks } from './looks.store.ts'
import type { Looks, Ready, Shown } from './looks.ts'

/** Lines written in one statement. */
const AT_ONCE = 500

/**
 * Writes the lines that are ready: those a minute old, or those `are` says. What cannot be written is kept for the next time. One at a time:
 * who asks while lines are on their way is answered when those are written too.
 */
export const writeLooks = (house: House, looks: Looks, are?: Ready): Promise<void> =>
  looks.turns.take('write', () => write(house, looks, are))

async function write(house: House, looks: Looks, are?: Ready): Promise<void> {
  const ready = looks.take(house.now(), are).map((line) => ({ ...line, id: line.id ?? house.newId() }))
  for (let from = 0; from < ready.length; from += AT_ONCE) {
    try {
      await saveLooks(house.db, ready.slice(from, from + AT_ONCE))
    } catch (error) {
      looks.restore(ready.slice(from))
      throw error
    }
  }
}

/** A handler whose answer shows customers: whom it showed to whom goes to the audit log, and the answer does not wait for it. */
export const noted =
  <I, A>(
    looks: Looks,
    handler: (house: House, input: I, caller: Caller) => Promise<A>,
    shows: (answer: A, input: I) => Shown,
  ) =>
  async (house: House, input: I, caller: Caller): Promise<A> => {
    const answer = await handler(house, input, caller)
    looks.note(caller, shows(answer, input), house.now())
    return answer
  }
