/**
 * `npm run bench -- NAME [--quick] [--rows=N]`: runs `bench/NAME.ts`, whose `run` gives the figures. The very last line is one JSON
 * object with them, for machines; everything before it is for people.
 */
import { readdirSync } from 'node:fs'

export interface BenchOptions {
  /** Finish within 50 seconds on two cores. */
  quick: boolean
  /** `--rows=N`: another size, for those that have one. */
  rows?: number
  log: (line: string) => void
}
export type Bench = (options: BenchOptions) => Promise<Record<string, number>>

const folder = new URL('./', import.meta.url)
/** A bench is a file with a part-less name that exports `run`. */
const names = (): string[] =>
  readdirSync(folder)
    .filter((file) => /^[a-z]+\.ts$/.test(file) && !['run.ts', 'database.ts'].includes(file))
    .map((file) => file.slice(0, -3))

const main = async (): Promise<void> => {
  const [name, ...flags] = process.argv.slice(2)
  const rows = flags.map((flag) => Number(/^--rows=(\d+)$/u.exec(flag)?.[1] ?? 0)).find((n) => n > 0)
  const unknown = flags.filter((flag) => flag !== '--quick' && !/^--rows=[1-9]\d*$/u.test(flag))
  if (!name || !names().includes(name) || unknown.length > 0) {
    console.error(`Which bench? npm run bench -- NAME [--quick] [--rows=N]\nThere are: ${names().join(', ')}`)
    process.exitCode = 2
    return
  }
  const started = performance.now()
  const log = (line: string): void =>
    console.log(line === '' ? '' : `${((performance.now() - started) / 1000).toFixed(1).padStart(6)} s  ${line}`)
  const { run } = (await import(new URL(`${name}.ts`, folder).href)) as { run: Bench }
  const figures = await run({ quick: flags.includes('--quick'), log, ...(rows ? { rows } : {}) })
  log('')
  console.table(Object.fromEntries(Object.entries(figures).map(([figure, value]) => [figure, { value }])))
  console.log(JSON.stringify(figures))
}

await main()
