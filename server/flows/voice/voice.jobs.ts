import type { Reader } from '../../feedback/reading.ts'
import type { Jobs } from '../../kit/jobs.ts'
import { LOOK, look, lookEverywhere } from './look.flow.ts'
import { lookThroughFor, OWN_THEME } from './own-themes.flow.ts'
import { TALLY, tally, tallyAsked } from './tally.flow.ts'

/** As long as most invitations stay open, and as long as any may. */
const USUALLY_OPEN_DAYS = 45
const EVER_OPEN_DAYS = 430

export function voiceJobs(jobs: Jobs, reader: Reader): void {
  jobs.tick(TALLY, 2000, async (house) => void (await tally(house)))
  jobs.every('voice-asked', '37 * * * *', (house) => tallyAsked(house, USUALLY_OPEN_DAYS))
  jobs.every('voice-asked-nightly', '20 3 * * *', (house) => tallyAsked(house, EVER_OPEN_DAYS))
  jobs.every('voice-news', '50 2 * * *', lookEverywhere(reader))
  jobs.on(LOOK, async (house, { site }) => void (await look(house, reader, String(site))), { retries: 1 })
  jobs.on(OWN_THEME, async (house, { slug }) => void (await lookThroughFor(house, String(slug))))
}
