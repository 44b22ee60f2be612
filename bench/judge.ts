import type { LawSettings, Verdict } from '../server/consent/judged.ts'
import { mayWe } from '../server/consent/may-we.ts'
import { HORIZON_DAYS, naive, naiveNow } from './judge/naive.ts'
import { people, questions } from './judge/population.ts'
import { replayTwoYears } from './judge/replay.ts'
import type { Bench } from './run.ts'

const SETTINGS: LawSettings = { pack: 'auto', strictContracts: true, countPerEntity: false, legalEntity: 'Val SAS' }

/** CPU-seconds of this process that the work takes: the wall clock of a shared machine says nothing. */
function cpuOf(work: () => void): number {
  const before = process.cpuUsage()
  work()
  const { user, system } = process.cpuUsage(before)
  return (user + system) / 1e6
}

/** How many verdicts a core gives in a second, and whether each is what the law says when written the slow way. */
export const run: Bench = async ({ quick, log }) => {
  const n = quick ? 20_000 : 100_000
  const asks = quick ? 400_000 : 2_000_000
  const population = people(n, 7)
  const asked = questions(asks, n, 11)
  log(`${told(n)} people in nineteen places, ${told(asks)} questions over two years`)
  const judge = (question: Question): Verdict => mayWe(question.asked, population[question.who]!, SETTINGS)

  for (const question of asked.slice(0, 20_000)) judge(question)
  const answers: Record<Verdict['answer'], number> = { yes: 0, 'not-before': 0, no: 0 }
  const cpu = cpuOf(() => {
    for (const question of asked) answers[judge(question).answer] += 1
  })
  const verdictsPerS = Math.round(asks / cpu)
  log(`the judge: ${told(verdictsPerS)} verdicts per CPU-second; ${JSON.stringify(answers)}`)
  log(`one million verdicts: ${(1e6 / verdictsPerS).toFixed(2)} CPU-seconds on one core`)

  const some = asked.slice(0, quick ? 10_000 : 50_000)
  const nowCpu = cpuOf(() => {
    for (const question of some) naiveNow(question.asked, population[question.who]!, SETTINGS)
  })
  log(`Temporal and Intl in each call, only yes or not now: ${told(some.length / nowCpu)} per CPU-second`)
  const sample = asked.slice(0, quick ? 150 : 1500)
  const slow: Pick<Verdict, 'answer' | 'nextAllowed'>[] = []
  const slowCpu = cpuOf(() => {
    for (const question of sample) slow.push(naive(question.asked, population[question.who]!, SETTINGS))
  })
  log(`the same with the next allowed minute, every hour tried: ${told(sample.length / slowCpu)} per CPU-second`)
  const disagree = sample.filter((question, i) => {
    const verdict = judge(question)
    const beyond = verdict.nextAllowed !== null && verdict.nextAllowed > question.asked.at + (HORIZON_DAYS - 1) * DAY
    if (beyond) return false
    return verdict.answer !== slow[i]!.answer || verdict.nextAllowed !== slow[i]!.nextAllowed
  })
  log(`of ${told(sample.length)} judged both ways, answer and next allowed minute differ: ${disagree.length}`)
  for (const each of disagree.slice(0, 3))
    log(JSON.stringify({ ...each, ours: judge(each), person: population[each.who] }))
  if (disagree.length > 0) throw new Error('the judge and the law written the slow way disagree')
  const lived = quick ? 4_000 : 100_000
  log(`the time machine: two years of ${told(lived)} customers under the dealership's playbook, in one thread`)
  const { cpuS, done, asked: touches } = replayTwoYears(lived, cpuOf)
  const replayS = (cpuS * 100_000) / lived
  log(
    `${told(touches)} touches, ${told(done)} made: ${cpuS.toFixed(1)} CPU-seconds${quick ? `, ${replayS.toFixed(0)} for 100,000` : ''}`,
  )
  return { verdictsPerS, replayS: Math.round(replayS * 10) / 10 }
}

type Question = ReturnType<typeof questions>[number]
const DAY = 86_400_000
const told = (n: number): string => Math.round(n).toLocaleString('en')
