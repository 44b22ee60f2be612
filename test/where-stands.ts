import { zstdDecompressSync } from 'node:zlib'
import { sql } from 'kysely'
import type { Db } from '../server/kit/house.ts'

/** Every text and every JSON of every table of the house: where one of these words stands. */
export async function whereStands(db: Db, words: readonly string[]): Promise<string[]> {
  const { rows: columns } = await sql<{ table: string; schema: string; name: string; column: string }>`
    select table_schema || '.' || table_name as table, table_schema as schema, table_name as name, column_name as column from information_schema.columns
    where table_schema not in ('pg_catalog', 'information_schema') and data_type in ('text', 'jsonb', 'json', 'ARRAY', 'character varying', 'bytea')`.execute(
    db,
  )
  const found = new Set<string>()
  for (const { schema, name, column, table } of columns) {
    const of = sql.ref(`${schema}.${name}`)
    const { rows } = await sql<{ n: number }>`select count(*) as n from ${of}
      where exists (select from unnest(${[...words]}::text[]) w where position(w in lower(
        case when pg_typeof(${sql.ref(column)})::text = 'bytea' then encode(${sql.ref(column)}::text::bytea, 'escape') else ${sql.ref(column)}::text end)) > 0)`.execute(
      db,
    )
    if (rows[0]!.n > 0) found.add(`${table}.${column}`)
  }
  if (await inFiles(db, words)) found.add('customers.import_piece.bytes')
  return [...found].sort()
}

/** Files are packed: they are unpacked to be searched. */
async function inFiles(db: Db, words: readonly string[]): Promise<boolean> {
  const rows = await db.selectFrom('customers.import_piece').select('bytes').execute()
  return rows.some(({ bytes }) => {
    const text = zstdDecompressSync(bytes).toString('utf8').toLowerCase()
    return words.some((word) => text.includes(word))
  })
}
