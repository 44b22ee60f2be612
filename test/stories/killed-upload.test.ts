import { mkdtempSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { afterAll, expect, test } from 'vitest'
import type { ImportRun } from '../../contract/imports.ts'
import { forgetHalfFiles } from '../../server/customers/import-file.store.ts'
import { importsUnderWay } from '../../server/customers/person-imports.store.ts'
import { FIRST_OWNER, type HouseProcess, openHouseProcess, openVisitor } from '../house-process.ts'
import { counts, HEADER } from '../importing.ts'
import { freshDb } from '../world.ts'

/** A house that is killed while a file is on its way in. Its file has two pieces: the rows are few, their notes long. */
const folder = mkdtempSync(join(tmpdir(), 'okaeri-killed-upload-'))
const { db, pool, url } = await freshDb()
const open = () => openHouseProcess({ OKAERI_DATA: folder, DATABASE_URL: url })
let house: HouseProcess = await open()
const visitor = openVisitor(() => house.base)
afterAll(async () => {
  await house.stop()
  rmSync(folder, { recursive: true, force: true })
})

const PEOPLE = 1500
const FILE = [
  `${HEADER};Note`,
  ...Array.from(
    { length: PEOPLE },
    (_, n) => `${n};Nom${n};Zoé;06${String(39_980_000 + n)};z${n}@example.org;Lyon;;;;${'aime le thé, '.repeat(300)}`,
  ),
].join('\n')
const BOUNDARY = 'a-piece-of-paper'
const HEAD = `--${BOUNDARY}\r\ncontent-disposition: form-data; name="source"\r\n\r\ndms\r\n--${BOUNDARY}\r\ncontent-disposition: form-data; name="file"; filename="clients.csv"\r\ncontent-type: text/csv\r\n\r\n`
const TAIL = `\r\n--${BOUNDARY}--\r\n`

/** Sends the file and stops after so much of it, until it is told to send the rest. */
function sending(share: number) {
  const bytes = Buffer.from(HEAD + FILE + TAIL)
  const cut = Math.floor(bytes.length * share)
  let rest = (): void => undefined
  const stop = new AbortController()
  const body = new ReadableStream<Uint8Array>({
    start(stream) {
      stream.enqueue(bytes.subarray(0, cut))
      rest = () => {
        stream.enqueue(bytes.subarray(cut))
        stream.close()
      }
    },
  })
  const answer = fetch(`${house.base}/api/imports`, {
    method: 'POST',
    headers: { cookie: visitor.cookie(), 'content-type': `multipart/form-data; boundary=${BOUNDARY}` },
    body,
    duplex: 'half',
    signal: stop.signal,
  } as RequestInit).then(
    async (sent) => ({ status: sent.status, run: (await sent.json()) as ImportRun }),
    () => ({ status: 0, run: null }),
  )
  return { answer, rest: () => rest(), goAway: () => stop.abort() }
}

const count = async (table: string): Promise<number> =>
  Number((await pool.query<{ n: string }>(`select count(*) as n from ${table}`)).rows[0]!.n)
const until = async (query: string): Promise<void> => {
  for (const late = Date.now() + 30_000; (await pool.query(query)).rowCount === 0; ) {
    if (Date.now() > late) throw new Error(`never: ${query}`)
    await new Promise((resolve) => setTimeout(resolve, 20))
  }
}
const listed = async (): Promise<ImportRun[]> =>
  (await visitor.ask<{ imports: ImportRun[] }>('GET', '/api/imports')).imports

const A_PIECE = 'select from customers.import_piece'
/** It has read the file to its end, and comes to a halt where it would put it on the list. */
const AT_THE_END = `select from pg_locks where not granted and relation = 'customers.import'::regclass`

test.each([
  ['in the middle of the bytes', A_PIECE],
  ['when all of it is kept and read, before it is on the list', AT_THE_END],
])('killed %s: nobody sees half a file, nothing of it is in, and sent again it comes in whole', async (_, where) => {
  if (where === A_PIECE) await visitor.ask('POST', '/api/start/owner', FIRST_OWNER)
  const [customers, seen] = [await count('customers.customer'), await listed()]
  await pool.query('delete from customers.import_piece')

  const first = sending(0.7)
  await until(A_PIECE)
  const holder = await pool.connect()
  if (where === AT_THE_END) {
    await holder.query('begin; lock table customers.import in share mode')
    first.rest()
    await until(where)
  }
  await house.stop('SIGKILL')
  await holder.query('rollback')
  holder.release()
  expect((await first.answer).status).toBe(0)
  house = await open()

  expect(await listed()).toEqual(seen)
  expect(await count(`customers.import where state = 'reading'`)).toBe(1)
  expect(await count('customers.customer')).toBe(customers)

  const again = sending(0.7)
  again.rest()
  const { status, run } = await again.answer
  expect([status, run?.state, run?.rows]).toEqual([200, 'uploaded', PEOPLE])
  await visitor.ask('POST', `/api/imports/${run!.id}/run`, { mapping: run!.mapping })
  await until(`select from customers.import where id = '${run!.id}' and state = 'done'`)
  const ended = await visitor.ask<ImportRun>('GET', `/api/imports/${run!.id}`)
  expect(counts(ended)).toMatchObject({
    done: PEOPLE,
    refused: 0,
    ...(customers === 0 ? { created: PEOPLE } : { created: 0, unchanged: PEOPLE }),
  })
  expect(await count('customers.customer')).toBe(PEOPLE)

  // While more of it may come an erasure waits for it, and no longer.
  expect(await importsUnderWay(db, new Date())).toBe(1)
  expect(await importsUnderWay(db, new Date(Date.now() + 21 * 60_000))).toBe(0)
  // The half file is nobody's: it is swept away with its pieces, and leaves the others.
  expect(await forgetHalfFiles(db, new Date(Date.now() + 21 * 60_000))).toBe(1)
  expect(await count('(select distinct import_id from customers.import_piece) kept')).toBe(1)
  expect(await listed()).toHaveLength(seen.length + 1)
})

test('the sender goes away in the middle: what came is taken back at once, and the house goes on', async () => {
  const before = [await count('customers.import'), await count('customers.import_piece')]
  const gone = sending(0.7)
  await until(`select from customers.import where state = 'reading'`)
  gone.goAway()
  await gone.answer
  await until(`select where not exists (select from customers.import where state = 'reading')`)
  expect([await count('customers.import'), await count('customers.import_piece')]).toEqual(before)
})
