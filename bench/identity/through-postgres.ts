import { openResolving } from '../../server/edges/resolving/resolving.edge.ts'
import { resolveBatch } from '../../server/flows/identity.jobs.ts'
import { passOverEveryone } from '../../server/flows/identity-pass.flow.ts'
import { ModelInForce } from '../../server/identity/model.store.ts'
import type { PersonRecord } from '../../server/identity/person-record.ts'
import { quantile } from '../../server/plain/quantile.ts'
import { type BenchHouse, openBenchHouse } from './house.ts'
import { loadCustomers, noteSome } from './load.ts'

export interface ThroughPostgres {
  /** The first import: everyone looked at at once, from customers to joined customers. */
  passWallS: number
  passCpuS: number
  customers: number
  p50Ms: number
  p99Ms: number
  perS: number
}

/** How much is done: of the base, arrivals one at a time, arrivals in batches. */
export interface Sizes {
  base: number
  single: number
  batched: number
}

const cpu = (): number => {
  const { user, system } = process.cpuUsage()
  return (user + system) / 1e6
}

/**
 * Who is who through PostgreSQL: a base is loaded as an import leaves it and looked at all at once; then further customers arrive, each
 * written before, and are resolved, joined where they are one, and committed to disk: one at a time for the latency, in batches
 * as the job takes them for the rate.
 */
export async function throughPostgres(
  records: (from: number, to: number) => Iterable<PersonRecord>,
  { base, single, batched }: Sizes,
  log: (line: string) => void,
): Promise<ThroughPostgres> {
  const bench = await openBenchHouse()
  try {
    const all = base + single + batched
    await loadCustomers(bench.pool, () => records(0, all))
    await noteSome(bench.pool, 0, base)
    log(`  ${all.toLocaleString('en')} customers loaded with COPY`)
    const models = new ModelInForce()
    const [wall, used] = [performance.now(), cpu()]
    await passOverEveryone(bench.house, models, openResolving())
    const [passWallS, passCpuS] = [(performance.now() - wall) / 1000, cpu() - used]
    const { rows } = await bench.pool.query('select count(distinct customer_id)::int as n from identity.record')
    log(`  all at once: ${passWallS.toFixed(1)} s wall, ${passCpuS.toFixed(1)} CPU-s of Node; ${rows[0].n} customers`)
    await bench.pool.query('vacuum analyze')
    const times = await oneByOne(bench, models, base, single)
    const perS = await inBatches(bench, models, base + single, batched)
    return {
      passWallS,
      passCpuS,
      customers: rows[0].n,
      p50Ms: quantile(times, 0.5)!,
      p99Ms: quantile(times, 0.99)!,
      perS,
    }
  } finally {
    await bench.stop()
  }
}

async function oneByOne({ house, pool }: BenchHouse, models: ModelInForce, from: number, n: number): Promise<number[]> {
  await noteSome(pool, from, from + n)
  const times: number[] = []
  for (let k = 0; k < n; k++) {
    const start = performance.now()
    await resolveBatch(house, models, 1)
    times.push(performance.now() - start)
  }
  return times.slice(Math.floor(n / 10)).sort((a, b) => a - b)
}

async function inBatches({ house, pool }: BenchHouse, models: ModelInForce, from: number, n: number): Promise<number> {
  await noteSome(pool, from, from + n)
  const start = performance.now()
  let done = 0
  for (let looked = -1; looked !== 0; done += looked) looked = await resolveBatch(house, models)
  return (done * 1000) / (performance.now() - start)
}
