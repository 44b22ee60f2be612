import { retryable } from '../../kit/db.ts'
import type { House } from '../../kit/house.ts'
import type { Jobs } from '../../kit/jobs.ts'
import type { PlaybookInForce, Unread } from '../../moments/playbook.store.ts'
import { LOOP } from '../../timeline/note-facts.flow.ts'
import { setOldestAside, takeInFacts } from './decide.flow.ts'
import { decideDue, letLongestDueGo } from './due.flow.ts'

/** Rounds without a pause, so that other ticks have their turn. */
const MOST_ROUNDS = 200

/** A playbook that does not read is nobody's fault here: everything waits for it, nothing is put aside, and the log says so once. */
function waitingForPage(playbooks: PlaybookInForce): (house: House) => Promise<boolean> {
  let told: Unread | null = null
  return async (house) => {
    const unread = await playbooks.unread(house.db)
    if (unread && told !== unread)
      house.log.error(
        { version: unread.version, line: unread.fault.line, fault: unread.fault.because.code },
        'the playbook in force does not read: facts and messages wait',
      )
    told = unread
    return unread !== null
  }
}

/**
 * Does batches until one finds nothing to do. One that fails, and not because the database is away, is done again one by one: what is
 * wrong with one of them is told, that one is put aside, and the others go on.
 */
const untilNothing =
  (
    waitsForPage: (house: House) => Promise<boolean>,
    batch: (house: House, most?: number) => Promise<number>,
    putAside: (house: House) => Promise<void>,
  ) =>
  async (house: House): Promise<void> => {
    if (await waitsForPage(house)) return
    for (let round = 0; round < MOST_ROUNDS; round += 1) {
      try {
        if ((await batch(house)) === 0) return
      } catch (error) {
        if (retryable(error)) throw error
        await oneByOne(house, batch, putAside)
      }
    }
  }

async function oneByOne(
  house: House,
  batch: (house: House, most?: number) => Promise<number>,
  putAside: (house: House) => Promise<void>,
): Promise<void> {
  for (let n = 0; n < MOST_ROUNDS; n += 1) {
    try {
      if ((await batch(house, 1)) === 0) return
    } catch (error) {
      if (retryable(error)) throw error
      house.log.error({ err: error }, 'one that the loop could not decide was put aside')
      await putAside(house)
    }
  }
}

export function loopJobs(jobs: Jobs, playbooks: PlaybookInForce): void {
  const waitsForPage = waitingForPage(playbooks)
  jobs.tick(
    LOOP,
    1000,
    untilNothing(waitsForPage, (house, most) => takeInFacts(house, playbooks, most), setOldestAside),
  )
  jobs.tick(
    'loop-due',
    1000,
    untilNothing(waitsForPage, (house, most) => decideDue(house, playbooks, most), letLongestDueGo),
  )
}
