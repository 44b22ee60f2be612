import { setImmediate as breathe } from 'node:timers/promises'
import type { House } from '../kit/house.ts'
import type { Counts } from '../plain/held.ts'
import { columnsOf, dialectOf } from './import.store.ts'
import { mendTwiceEncoded } from './import-encoding.ts'
import { rowsOf } from './import-rows.store.ts'
import { forgetFile, forgetSamples, importsKept, refusedRows, strikeRefused } from './person-imports.store.ts'

/**
 * What imports keep of someone: rows set aside are struck; a file that speaks of them is deleted whole, at once, for a row cannot be taken
 * out of a file that says line numbers. A file that cannot be read row by row is taken to speak of them.
 */
export async function eraseFromImports(house: House, speaks: (line: string) => boolean): Promise<Counts> {
  const counts: Counts = { 'customers.import_refused': 0, 'customers.import_piece': 0, 'customers.import': 0 }
  for await (const page of refusedRows(house.db)) {
    const struck = page.filter(({ text }) => speaks(text))
    if (struck.length > 0) await strikeRefused(house.db, struck)
    counts['customers.import_refused']! += struck.length
  }
  for (const run of await importsKept(house.db)) {
    const samples = columnsOf(run).some(({ samples }) => samples.some(speaks)) || speaks(allSamples(run))
    if (run.hasFile && (samples || (await fileSpeaks(house, run, speaks)))) {
      await forgetFile(house.db, run.id, house.now())
      counts['customers.import_piece']! += 1
    } else if (samples) {
      await forgetSamples(house.db, run.id)
      counts['customers.import']! += 1
    }
  }
  return counts
}

type Run = Awaited<ReturnType<typeof importsKept>>[number]

/** First names stand in one column and family names in the next: the first row of the samples is read as a row too, and so on. */
function allSamples(run: Run): string {
  const columns = columnsOf(run).map(({ samples }) => samples)
  const longest = Math.max(0, ...columns.map((samples) => samples.length))
  const mended = Object.values(dialectOf(run).habits.mojibake).map(({ sample }) => mendTwiceEncoded(sample))
  const rows = Array.from({ length: longest }, (_, n) => columns.map((samples) => samples[n] ?? '').join(';'))
  return [...rows, mended.join(';')].join('\n')
}

async function fileSpeaks(house: House, run: Run, speaks: (line: string) => boolean): Promise<boolean> {
  try {
    for await (const rows of rowsOf(house.db, run.id, dialectOf(run), columnsOf(run))) {
      if (rows.some((row) => speaks('cells' in row ? row.cells.join(';') : row.text))) return true
      await breathe()
    }
  } catch (error) {
    house.log.warn({ err: error, import: run.id }, 'a file cannot be searched: it is deleted')
    return true
  }
  return false
}
