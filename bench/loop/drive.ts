import http from 'node:http'
import { cpuSecondsBelow } from './cpu.ts'
import { readyFact, type Sink } from './world.ts'

export interface Driver {
  base: string
  token: string
  sink: Sink
  /** The house and its database. */
  pids: readonly number[]
}

/** One fact a request, as a till or a workshop's system tells them. */
function tell({ base, token }: Driver, agent: http.Agent, customer: number, ref: number): Promise<void> {
  const body = readyFact(customer, ref)
  return new Promise((done, failed) => {
    const request = http.request(
      `${base}/api/facts`,
      {
        method: 'POST',
        agent,
        headers: {
          authorization: `Bearer ${token}`,
          'content-type': 'application/json',
          'content-length': Buffer.byteLength(body),
        },
      },
      (answer) => {
        answer.resume()
        answer.on('end', () =>
          answer.statusCode === 200 ? done() : failed(new Error(`answered ${answer.statusCode}`)),
        )
      },
    )
    request.on('error', failed)
    request.end(body)
  })
}

async function untilCame(sink: Sink, refs: readonly number[], patienceMs: number): Promise<void> {
  const until = performance.now() + patienceMs
  while (refs.some((ref) => !sink.came.has(ref))) {
    if (performance.now() > until) {
      const missing = refs.filter((ref) => !sink.came.has(ref)).length
      throw new Error(`${missing} of ${refs.length} messages did not come in ${patienceMs / 1000} s`)
    }
    await new Promise((resolve) => setTimeout(resolve, 20))
  }
}

/** As many as it bears, on so many connections: from the first fact sent to the last message in the sink. */
export async function throughput(
  driver: Driver,
  people: number,
  first: number,
  n: number,
  connections = 64,
): Promise<{ eventsPerS: number; cpuMsPerEvent: number }> {
  const agent = new http.Agent({ keepAlive: true, maxSockets: connections })
  const refs = Array.from({ length: n }, (_, at) => first + at)
  const before = cpuSecondsBelow(driver.pids)
  const began = performance.now()
  let next = 0
  await Promise.all(
    Array.from({ length: connections }, async () => {
      while (next < n) {
        const at = next++
        await tell(driver, agent, (at * 7919) % people, refs[at]!)
      }
    }),
  )
  await untilCame(driver.sink, refs, 180_000)
  const last = Math.max(...refs.map((ref) => driver.sink.came.get(ref)!))
  const seconds = (last - (performance.timeOrigin + began)) / 1000
  const cpu = cpuSecondsBelow(driver.pids) - before
  agent.destroy()
  return { eventsPerS: n / seconds, cpuMsPerEvent: (cpu * 1000) / n }
}

/** At a steady pace: how long each takes from the fact sent to its message in the sink, in ms, sorted. */
export async function latencies(
  driver: Driver,
  people: number,
  first: number,
  perS: number,
  seconds: number,
): Promise<number[]> {
  const agent = new http.Agent({ keepAlive: true, maxSockets: 64 })
  const n = perS * seconds
  const sent = new Map<number, number>()
  const begin = performance.now()
  const answers: Promise<void>[] = []
  for (let at = 0; at < n; at += 1) {
    const wait = begin + (at * 1000) / perS - performance.now()
    if (wait > 0) await new Promise((resolve) => setTimeout(resolve, wait))
    sent.set(first + at, performance.timeOrigin + performance.now())
    answers.push(tell(driver, agent, (at * 7919) % people, first + at))
  }
  await Promise.all(answers)
  await untilCame(driver.sink, [...sent.keys()], 60_000)
  agent.destroy()
  return [...sent].map(([ref, at]) => driver.sink.came.get(ref)! - at).sort((a, b) => a - b)
}
