import { constants, zstdCompressSync, zstdDecompressSync } from 'node:zlib'
import { sql } from 'kysely'
import type { Db } from '../kit/house.ts'

/** Unpacked bytes of one piece: few enough to hold several, many enough that a piece costs one round trip for ten thousand rows. */
const PIECE = 4 * 1024 * 1024

const MAGIC = Buffer.from([0x28, 0xb5, 0x2f, 0xfd])

/** Keeps one piece of a file. Packed by the quickest level: a CSV shrinks to a fifth, and the log of the database with it. */
async function putPiece(db: Db, importId: string, part: number, n: number, bytes: Uint8Array): Promise<void> {
  await db
    .insertInto('customers.import_piece')
    .values({
      import_id: importId,
      part,
      n,
      bytes: zstdCompressSync(bytes, { params: { [constants.ZSTD_c_compressionLevel]: 1 } }),
    })
    .execute()
}

/** The pieces of a file, one after the other; none once it is no longer kept. */
export async function* piecesOf(db: Db, importId: string, part: number): AsyncGenerator<Buffer> {
  for (let n = 0; ; n++) {
    const row = await db
      .selectFrom('customers.import_piece')
      .select('bytes')
      .where('import_id', '=', importId)
      .where('part', '=', part)
      .where('n', '=', n)
      .executeTakeFirst()
    if (!row) return
    // Files sent before pieces were packed are one piece as it came.
    yield row.bytes.subarray(0, 4).equals(MAGIC) ? zstdDecompressSync(row.bytes) : row.bytes
  }
}

/** Is the file still here? */
export async function isKept(db: Db, importId: string): Promise<boolean> {
  const row = await db
    .selectFrom('customers.import_piece')
    .select('n')
    .where('import_id', '=', importId)
    .limit(1)
    .executeTakeFirst()
  return row !== undefined
}

/** Cuts a stream into pieces and keeps them. @returns bytes kept, unpacked */
export async function keepPieces(
  db: Db,
  importId: string,
  part: number,
  stream: AsyncIterable<Uint8Array> | Iterable<Uint8Array>,
  look: (bytes: Uint8Array) => void | Promise<void> = () => undefined,
): Promise<number> {
  let waiting: Uint8Array[] = []
  let size = 0
  let n = 0
  let total = 0
  const flush = async () => {
    const bytes = Buffer.concat(waiting)
    waiting = []
    size = 0
    await look(bytes)
    await putPiece(db, importId, part, n++, bytes)
  }
  for await (const bytes of stream) {
    for (let at = 0; at < bytes.length; at += PIECE) {
      const slice = bytes.length > PIECE ? bytes.subarray(at, at + PIECE) : bytes
      waiting.push(slice)
      size += slice.length
      total += slice.length
      if (size >= PIECE) await flush()
    }
  }
  if (size > 0) await flush()
  return total
}

/** Files are kept thirty days after the last run, or after they were sent. @returns of how many imports the file was removed */
export async function forgetOldFiles(db: Db, before: Date): Promise<number> {
  const rows = await db
    .deleteFrom('customers.import_piece')
    .where('import_id', 'in', (eb) =>
      eb
        .selectFrom('customers.import')
        .select('id')
        .where('state', 'not in', ['running', 'reading'])
        .where((w) => w(w.fn.coalesce('finished_at', 'created_at'), '<', before)),
    )
    .returning('import_id')
    .execute()
  return new Set(rows.map((row) => row.import_id)).size
}

/** Another piece of a file on its way in has come. */
export async function stillComing(db: Db, id: string, now: Date): Promise<void> {
  await db.updateTable('customers.import').set({ started_at: now }).where('id', '=', id).execute()
}

/** Minutes without a piece after which a file on its way in is not coming any more: one of four megabytes takes half a minute on a poor line. */
const SILENT_MS = 20 * 60_000
/** Its sender went away, or the process that took it in was killed. */
export const isComing = (now: Date) =>
  sql<boolean>`coalesce(started_at, created_at) >= ${new Date(now.getTime() - SILENT_MS)}::timestamptz`

/** Files that never arrived whole are nobody's, and nothing waits for them. @returns how many */
export async function forgetHalfFiles(db: Db, now: Date): Promise<number> {
  const { numDeletedRows } = await db
    .deleteFrom('customers.import')
    .where('state', '=', 'reading')
    .where(sql<boolean>`not ${isComing(now)}`)
    .executeTakeFirst()
  return Number(numDeletedRows)
}
