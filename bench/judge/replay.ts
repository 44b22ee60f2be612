import { readFileSync } from 'node:fs'
import { STARTERS } from '../../server/feedback/starters.ts'
import type { ReplayOf } from '../../server/moments/replay.port.ts'
import { replayPages } from '../../server/moments/replay-pages.ts'
import { lives } from './lives.ts'
import { FROM, TO } from './population.ts'

/**
 * Two years of so many customers lived again under the dealership's playbook, by the code that decides live, in one thread. What is timed
 * is the living, not the making of the lives.
 * @returns CPU-seconds for them, and what was done
 */
export function replayTwoYears(
  n: number,
  cpuOf: (work: () => void) => number,
): { cpuS: number; done: number; asked: number } {
  const of: ReplayOf = {
    yaml: readFileSync(new URL('../../playbooks/dealership.yaml', import.meta.url), 'utf8'),
    version: 1,
    law: { pack: 'auto', strictContracts: true, countPerEntity: false, legalEntity: '' },
    entities: [],
    carried: ['call', 'word', 'coffee', 'linkedin', 'whatsapp', 'email', 'sms', 'postcard'],
    asks: STARTERS.map(({ slug, metric }) => [slug, { metric }]),
    costs: { email: 0.1, sms: 6, postcard: 120 },
    placeholders: [],
    rhythm: { days: 365, spread: 60, n: 1000 },
    warnings: [],
    from: FROM,
    to: TO,
  }
  const replaying = replayPages(of)
  let cpuS = 0
  for (const page of lives(n, 5, FROM, TO)) cpuS += cpuOf(() => replaying.take(page))
  const { done, held, dropped } = replaying.finish()
  return { cpuS, done, asked: done + held + dropped }
}
