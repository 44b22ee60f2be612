import { retryable } from '../../kit/db.ts'
import type { House } from '../../kit/house.ts'
import type { Jobs } from '../../kit/jobs.ts'
import type { PlaybookInForce } from '../../moments/playbook.store.ts'
import { LOOP } from '../../timeline/note-facts.flow.ts'
import { setOldestAside, takeInFacts } from './decide.flow.ts'
import { decideDue, letLongestDueGo } from './due.flow.ts'

/** Rounds without a pause, so that other ticks have their turn. */
const MOST_ROUNDS = 200

/**
 * Does batches until one finds nothing to do. One that fails, and not because the database is away, is done again one by one: what is
 * wrong with one of them is told, that one is put aside, and the others go on.
 */
const untilNothing =
  (
    playbooks: PlaybookInForce,
    batch: (house: House, most?: number) => Promise<number>,
    putAside: (house: House) => Promise<void>,
  ) =>
  async (house: House): Promise<void> => {
    // A playbook that does not read is nobody's fault here: everything waits for it, and nothing is put aside.
    await playbooks.of(house.db)
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
  jobs.tick(
    LOOP,
    1000,
    untilNothing(playbooks, (house, most) => takeInFacts(house, playbooks, most), setOldestAside),
  )
  jobs.tick(
    'loop-due',
    1000,
    untilNothing(playbooks, (house, most) => decideDue(house, playbooks, most), letLongestDueGo),
  )
}
