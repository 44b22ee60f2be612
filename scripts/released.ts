/**
 * Which migrations a database in use has run: `migrations/RELEASED`, in the format of sha256sum, up to the last release. Their text is
 * history, and a new one has a number above theirs; `npm test` holds the folder to it.
 *
 *   npm run released             says what a release would add
 *   npm run released -- --write  a release is made: what is there from now on is history
 */
import { readFileSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'
import { pathToFileURL } from 'node:url'
import { type Applied, pendingOf, readMigrations } from '../server/kit/migrate.ts'

const FOLDER = join(import.meta.dirname, '../migrations')
const LIST = join(FOLDER, 'RELEASED')

/**
 * The list as a database remembers what it ran.
 * @throws Error on a line that is not one of sha256sum's
 */
export const readReleased = (text: string): Applied[] =>
  text
    .split(/\r?\n/u)
    .filter(Boolean)
    .map((line) => {
      const [, checksum, name, number] = /^([0-9a-f]{64}) [ *]((\d{4})_[\w-]+\.sql)$/u.exec(line) ?? []
      if (!checksum || !name) throw new Error(`migrations/RELEASED: not a line of sha256sum: ${line}`)
      return { number: Number(number), name, checksum }
    })

export const released = (): Applied[] => readReleased(readFileSync(LIST, 'utf8'))

async function main(): Promise<void> {
  const files = await readMigrations(FOLDER)
  const added = pendingOf(files, released())
  for (const { name } of added) process.stdout.write(`${name}\n`)
  if (!process.argv.includes('--write')) return
  writeFileSync(LIST, files.map(({ checksum, name }) => `${checksum}  ${name}\n`).join(''))
  process.stdout.write(`${added.length} added to migrations/RELEASED\n`)
}

if (process.argv[1] && import.meta.url === pathToFileURL(process.argv[1]).href) await main()
