import type { Pool } from 'pg'
import { fold } from '../../server/plain/fold.ts'
import type { Loaded } from './load.ts'

/** What one would write with PostgreSQL alone, on the same database: the folded full name in a column, a trigram index, ten lines. */
export async function prepareTrgm(pool: Pool, people: readonly Loaded[]): Promise<void> {
  await pool.query('create extension if not exists pg_trgm')
  await pool.query('create schema if not exists bench')
  await pool.query('create table bench.full_name (id uuid, name text)')
  for (let i = 0; i < people.length; i += 50_000) {
    const some = people.slice(i, i + 50_000)
    await pool.query('insert into bench.full_name select * from unnest($1::uuid[], $2::text[])', [
      some.map((person) => person.id),
      some.map((person) => `${fold(person.given)} ${fold(person.family)}`),
    ])
  }
  await pool.query('create index on bench.full_name using gin (name gin_trgm_ops)')
  await pool.query('vacuum (analyze) bench.full_name')
}

/** Names by falling similarity, above pg_trgm's own bar of 0.3. */
export const byTrgm = async (pool: Pool, typed: string): Promise<string[]> =>
  (
    await pool.query<{ name: string }>(
      'select name from bench.full_name where name % $1 order by similarity(name, $1) desc limit 10',
      [fold(typed)],
    )
  ).rows.map((row) => row.name)

/** Names that hold every word typed, somewhere: the usual search box, in either order. */
export const byIlike = async (pool: Pool, typed: string): Promise<string[]> => {
  const words = fold(typed).split(' ').filter(Boolean)
  if (words.length === 0) return []
  const where = words.map((_, i) => `name ilike $${i + 1}`).join(' and ')
  const like = words.map((word) => `%${word}%`)
  return (
    await pool.query<{ name: string }>(`select name from bench.full_name where ${where} limit 10`, like)
  ).rows.map((row) => row.name)
}
