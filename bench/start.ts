import { chmodSync, mkdtempSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import type { Bench } from './run.ts'
import { freshClone, linkPackages } from './start/clone.ts'
import { memoryOf } from './start/memory.ts'
import { npmStart } from './start/npm-start.ts'

/** So long it is left alone before its memory is read: caches are warm, and what the start took is given back. */
const REST_MS = { quick: 5_000, full: 30_000 }
/** A start is told by the middle one of so many. */
const SECOND_STARTS = { quick: 1, full: 3 }

/**
 * What a newcomer waits for: from `npm start` in a fresh clone of this working tree to the first page, nothing installed; then the same again,
 * everything there; and what the house takes while nobody asks anything of it. Packages come by npm, from wherever it is set to get them.
 * `--quick` skips the installation, which is what the network is fast at, and says so: its first start has the packages.
 */
export const run: Bench = async ({ quick, log }) => {
  const folder = mkdtempSync(join(tmpdir(), 'okaeri-start-'))
  // As root the database runs as somebody else, who must get there.
  chmodSync(folder, 0o711)
  const clone = join(folder, 'okaeri')
  const data = join(folder, 'data')
  try {
    log(`  ${freshClone(clone)} files, as a clone has them, in ${clone}`)
    if (quick) {
      linkPackages(clone)
      log('  quick: the installation is skipped, the packages of this checkout are used')
    }
    const first = await npmStart(clone, data)
    log(
      `  first start: ${first.seconds.toFixed(1)} s to the first page (${quick ? '' : 'packages, '}the screens built, the database made)`,
    )
    await first.stop()

    const seconds: number[] = []
    const starts = quick ? SECOND_STARTS.quick : SECOND_STARTS.full
    for (let n = 1; ; n += 1) {
      const again = await npmStart(clone, data)
      seconds.push(again.seconds)
      log(`  started again: ${again.seconds.toFixed(2)} s to the first page`)
      if (n < starts) {
        await again.stop()
        continue
      }
      await new Promise((resolve) => setTimeout(resolve, quick ? REST_MS.quick : REST_MS.full))
      const memory = memoryOf(again.group, data)
      await again.stop()
      if (memory)
        log(
          `  at rest, nobody on file: Okaeri ${Math.round(memory.houseMiB)} MiB, its database ${Math.round(memory.databaseMiB)} MiB (shares of shared memory, as Linux counts them)`,
        )
      else log('  memory at rest is told on Linux only')
      return {
        ...(quick ? { firstStartS: round(first.seconds) } : { installToFirstPageS: round(first.seconds) }),
        secondStartS: round(middle(seconds)),
        ...(memory ? { restMiB: Math.round(memory.houseMiB + memory.databaseMiB) } : {}),
      }
    }
  } finally {
    rmSync(folder, { recursive: true, force: true, maxRetries: 5, retryDelay: 200 })
  }
}

const round = (seconds: number): number => Math.round(seconds * 100) / 100
const middle = (all: readonly number[]): number => all.toSorted((a, b) => a - b)[Math.floor(all.length / 2)] ?? 0
