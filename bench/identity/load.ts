import { once } from 'node:events'
import { finished } from 'node:stream/promises'
import type pg from 'pg'
import { from as copyFrom } from 'pg-copy-streams'
import type { PersonRecord } from '../../server/identity/person-record.ts'

/** The id of the n-th thing of a kind, in order. */
const idOf = (kind: number, n: number): string =>
  `${String(kind).padStart(8, '0')}-0000-7000-8000-${n.toString(16).padStart(12, '0')}`
const customerId = (n: number): string => idOf(0, n + 1)

const AT = '2026-01-01T00:00:00Z'
const cell = (text: string | undefined): string => (text ?? '').replaceAll(/[\\\t\n\r]/g, ' ')
const dateOr = (text: string | undefined): string =>
  /^\d{4}-(?:0[1-9]|1[0-2])-(?:0[1-9]|1\d|2[0-8])$/.test(text ?? '') ? text! : '\\N'

interface Table {
  into: string
  rows: (record: PersonRecord, n: number) => string[][]
}

const TABLES: readonly Table[] = [
  {
    into: 'customers.customer (id, given_name, family_name, birth_date, street, postcode, city, created_at, updated_at)',
    rows: (r, n) => [
      [
        customerId(n),
        cell(r.givenName),
        cell(r.familyName),
        dateOr(r.birthDate),
        cell(r.street),
        cell(r.postcode),
        cell(r.city),
        AT,
        AT,
      ],
    ],
  },
  {
    into: 'customers.phone (id, customer_id, e164)',
    rows: (r, n) => (r.phones ?? []).map((phone) => [idOf(1, n), customerId(n), cell(`+33${phone.replace(/^0/, '')}`)]),
  },
  {
    into: 'customers.email (id, customer_id, address)',
    rows: (r, n) => (r.emails ?? []).map((email) => [idOf(2, n), customerId(n), cell(email)]),
  },
  {
    into: 'customers.asset (id, kind, vin, created_at, updated_at)',
    rows: (r, n) => (drives(r) ? [[idOf(3, n), 'vehicle', cell(r.vins?.[0]) || '\\N', AT, AT]] : []),
  },
  {
    into: 'customers.plate (id, asset_id, plate)',
    rows: (r, n) => (r.plates ?? []).map((plate) => [idOf(4, n), idOf(3, n), cell(plate)]),
  },
  {
    into: 'customers.ownership (id, asset_id, customer_id)',
    rows: (r, n) => (drives(r) ? [[idOf(5, n), idOf(3, n), customerId(n)]] : []),
  },
]
const drives = (r: PersonRecord): boolean => (r.plates?.length ?? 0) + (r.vins?.length ?? 0) > 0

/** Customers as an import would have made them, loaded with COPY; nobody has looked yet at who they are. */
export async function loadCustomers(pool: pg.Pool, records: () => Iterable<PersonRecord>): Promise<void> {
  for (const { into, rows } of TABLES) {
    const client = await pool.connect()
    const stream = client.query(copyFrom(`copy ${into} from stdin`))
    let n = 0
    let text = ''
    for (const record of records()) {
      for (const row of rows(record, n)) text += `${row.join('\t')}\n`
      n++
      if (text.length < 1 << 16) continue
      if (!stream.write(text)) await once(stream, 'drain')
      text = ''
    }
    stream.end(text)
    await finished(stream)
    client.release()
  }
  await pool.query('analyze')
}

/** Notes some customers as written, as whoever writes one does. */
export const noteSome = (pool: pg.Pool, from: number, to: number): Promise<unknown> =>
  pool.query(
    `insert into customers.changed (customer_id, at)
     select id, now() + (row_number() over (order by id)) * interval '1 millisecond' from customers.customer where id >= $1 and id < $2`,
    [customerId(from), customerId(to)],
  )
