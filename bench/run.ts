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
  /** `--file=PATH --truth=COLUMN`: a labelled file of one's own, for `identity`. */
  file?: string
  truth?: string
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
  const [name, ...given] = process.argv.slice(2)
  // `--file x` is `--file=x`.
  const flags = given.flatMap((flag, n) =>
    /^--(?:file|truth)$/u.test(flag)
      ? [`${flag}=${given[n + 1] ?? ''}`]
      : /^--(?:file|truth)$/u.test(given[n - 1] ?? '')
        ? []
        : [flag],
  )
  const rows = flags.map((flag) => Number(/^--rows=(\d+)$/u.exec(flag)?.[1] ?? 0)).find((n) => n > 0)
  const said = (what: string): string | undefined =>
    flags.find((flag) => flag.startsWith(`--${what}=`))?.slice(what.length + 3)
  const [file, truth] = [said('file'), said('truth')]
  const unknown = flags.filter((flag) => flag !== '--quick' && !/^--(?:rows=[1-9]\d*|file=.+|truth=.+)$/u.test(flag))
  if (!name || !names().includes(name) || unknown.length > 0) {
    console.error(
      `Which bench? npm run bench -- NAME [--quick] [--rows=N] [--file=PATH --truth=COLUMN]\nThere are: ${names().join(', ')}`,
    )
    process.exitCode = 2
    return
  }
  const started = performance.now()
  const log = (line: string): void =>
    console.log(line === '' ? '' : `${((performance.now() - started) / 1000).toFixed(1).padStart(6)} s  ${line}`)
  const { run } = (await import(new URL(`${name}.ts`, folder).href)) as { run: Bench }
  const figures = await run({
    quick: flags.includes('--quick'),
    log,
    ...(rows ? { rows } : {}),
    ...(file ? { file } : {}),
    ...(truth ? { truth } : {}),
  })
  log('')
  console.table(Object.fromEntries(Object.entries(figures).map(([figure, value]) => [figure, { value }])))
  console.log(JSON.stringify(figures))
}

await main()
