import { learnTonight } from '../../feedback/learn.flow.ts'
import type { Learning } from '../../feedback/learning.port.ts'
import type { ReaderInForce } from '../../feedback/reader-in-force.store.ts'
import { READER_LEARN } from '../../feedback/reader-page.flow.ts'
import type { SecondOpinion } from '../../feedback/second-opinion.port.ts'
import type { House } from '../../kit/house.ts'
import type { Jobs } from '../../kit/jobs.ts'
import { askSecondOpinions } from './second-opinion.flow.ts'

/** So late, at most, another process reads with what this one learned. */
export const READER_MS = 60_000

/** Every process, those that only answer too, asks which reader is in force. */
export const readerNow =
  (reader: ReaderInForce) =>
  async (house: House): Promise<void> => {
    const unreadable = await reader.refresh(house.db)
    if (unreadable.length > 0)
      house.log.warn({ readers: unreadable }, 'a reader that was learned is of another version: reading as shipped')
  }

export function readerJobs(jobs: Jobs, reader: ReaderInForce, learning: Learning, model: SecondOpinion): void {
  jobs.every(READER_LEARN, '10 2 * * *', (house) => learnTonight(house, reader, learning))
  jobs.every('second-opinion', '* * * * *', (house) => askSecondOpinions(house, model))
}
