import { allPlates, platesOfAssets } from '../customers/asset-lookup.store.ts'
import { KnownPlates } from '../customers/known-plates.ts'
import type { House } from '../kit/house.ts'
import type { Watch } from './watch.ts'

/** Reads the payload of a plate NOTIFY: asset ids. */
export const platesOf = (payload: string): string[] => payload.split(',').filter(Boolean)

/**
 * Keeps the filter of known plates in step: loaded whole at the start and whenever news may have been missed, then asset by
 * asset as they change. Until the first load ends the filter lets everything through, so nothing is missed, only slower.
 * Plates that go stay in the filter until the next load: it may say "perhaps known" for nothing, never the other way.
 */
export function keepPlates(house: House, watch: Watch) {
  let generation = 0
  let loading: Promise<void> = Promise.resolve()
  let stopped = false

  async function loadAll(mine: number): Promise<void> {
    const fresh = new KnownPlates(1024)
    const today = house.now().toISOString().slice(0, 10)
    let vehicles = 0
    for await (const page of allPlates(house.db, today)) {
      if (stopped || mine !== generation) return
      for (const { plate } of page) fresh.add(plate)
      vehicles += page.length
    }
    if (stopped || mine !== generation) return
    for (const plate of changedMeanwhile) fresh.add(plate)
    changedMeanwhile.clear()
    watch.plates = fresh
    watch.knownVehicles = vehicles
    watch.ready = true
  }
  const changedMeanwhile = new Set<string>()

  /** Assets that were told of and not read yet. An import tells of thousands at once, in a dozen notes: what comes while some are read is read together. */
  const told = new Set<string>()
  let reading: Promise<void> | undefined
  async function readTold(): Promise<void> {
    while (told.size > 0 && !stopped) {
      const ids = [...told]
      told.clear()
      for (const { plate } of await platesOfAssets(house.db, ids, house.now().toISOString().slice(0, 10))) {
        changedMeanwhile.add(plate)
        watch.plates.add(plate)
      }
      if (changedMeanwhile.size > 100_000) changedMeanwhile.clear()
    }
    reading = undefined
  }

  return {
    load(): void {
      const mine = ++generation
      loading = loadAll(mine).catch((error) => {
        house.log.warn({ err: error }, 'known plates not loaded')
      })
    },
    /** Assets whose plates changed; none named: too many to name, all are loaded again. */
    changed(assetIds: string[]): void {
      if (assetIds.length === 0) {
        this.load()
        return
      }
      for (const id of assetIds) told.add(id)
      if (!reading)
        reading = readTold().catch(() => {
          reading = undefined
          watch.ready = false
          this.load()
        })
    },
    async stop(): Promise<void> {
      stopped = true
      await loading
      await reading
    },
  }
}
