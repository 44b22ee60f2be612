import { allPlates, platesOfAssets } from '../customers/asset-lookup.store.ts'
import { KnownPlates } from '../customers/known-plates.ts'
import type { House } from '../kit/house.ts'
import type { Watch } from './watch.ts'

/** Reads the payload of a plate NOTIFY: asset ids. */
export const platesOf = (payload: string): string[] => payload.split(',').filter(Boolean)

/** The earliest civil day there is anywhere: a plate that ends today there has a whole day yet. Whether it is known here is asked again. */
const earliestDay = (house: House): string =>
  new Date(house.now().getTime() - 12 * 3_600_000).toISOString().slice(0, 10)

/**
 * Keeps the filter of known plates in step: loaded whole at the start and whenever news may have been missed, then asset by
 * asset as they change. Until a load has ended the filter lets everything through, and how many plates are on file is counted
 * in the database: nothing is missed, only slower. A load that failed is tried again.
 * Plates that go stay in the filter until the next load: it may say "perhaps known" for nothing, never the other way.
 */
export function keepPlates(house: House, watch: Watch) {
  let generation = 0
  let loading: Promise<void> = Promise.resolve()
  let stopped = false
  let failed = false
  /** What a load that is under way has gathered: what changes meanwhile goes there as well. */
  let gathering: KnownPlates | undefined

  async function loadAll(mine: number): Promise<void> {
    const fresh = new KnownPlates(1024)
    gathering = fresh
    for await (const page of allPlates(house.db, earliestDay(house))) {
      if (stopped || mine !== generation) return
      for (const { plate } of page) fresh.add(plate)
    }
    if (stopped || mine !== generation) return
    gathering = undefined
    watch.plates = fresh
    watch.ready = true
  }

  /** Assets that were told of and not read yet. An import tells of thousands at once, in a dozen notes: what comes while some are read is read together. */
  const told = new Set<string>()
  let reading: Promise<void> | undefined
  async function readTold(): Promise<void> {
    while (told.size > 0 && !stopped) {
      const ids = [...told]
      told.clear()
      for (const { plate } of await platesOfAssets(house.db, ids, earliestDay(house))) {
        gathering?.add(plate)
        watch.plates.add(plate)
      }
    }
    reading = undefined
  }

  return {
    load(): void {
      const mine = ++generation
      failed = false
      loading = loadAll(mine).catch((error) => {
        if (mine !== generation) return
        failed = true
        house.log.warn({ err: error }, 'known plates not loaded')
      })
    },
    /** Loads anew what could not be loaded. */
    async again(): Promise<void> {
      await loading
      if (!failed || stopped) return
      this.load()
      await loading
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
