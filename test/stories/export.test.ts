import { unzipSync } from 'fflate'
import { sql } from 'kysely'
import { describe, expect, test } from 'vitest'
import * as privacy from '../../contract/privacy.ts'
import { eraseAll, heldOf, subjectOf } from '../../server/flows/person-data.flow.ts'
import { isTechnical } from '../../server/flows/person-export-page.ts'
import { exportWords } from '../../server/flows/person-export-words.ts'
import { LEFT_OUT, NOT_ERASED, NOT_EXPORTED, NOT_OF_A_PERSON } from '../../server/flows/person-tables.ts'
import { inTransaction } from '../../server/kit/house.ts'
import { openPhilo } from '../philo.ts'
import { openTown } from '../town.ts'

const town = await openTown()
const { owner, world } = town
const { house } = world
const { philo } = await openPhilo(town)

describe('an export', () => {
  test('holds every table that is of a person, each column told or left out for a reason, and the recording', async () => {
    const answer = await world.app.inject({
      url: `/api/customers/${philo}/export.zip`,
      headers: { cookie: owner.cookie },
    })
    expect([answer.statusCode, answer.headers['content-type']]).toEqual([200, 'application/zip'])
    const files = unzipSync(new Uint8Array(answer.rawPayload))
    const read = (name: string) => new TextDecoder().decode(files[name])
    const tables = Object.keys(files).flatMap((name) => /^data\/(\w+\.\w+)\.json$/u.exec(name)?.[1] ?? [])
    const rows = (table: string) => JSON.parse(read(`data/${table}.json`)) as Record<string, unknown>[]
    expect(rows('customers.phone').map((row) => row.e164)).toEqual(
      expect.arrayContaining(['+33639985501', '+33639985502']),
    )
    expect(rows('customers.source_record')).toHaveLength(2)
    expect(rows('customers.import_refused')).toMatchObject([{ because: 'too-many-columns' }])
    expect(rows('identity.record')).toHaveLength(2)
    expect(rows('customers.relation')).toMatchObject([{ other: 'Paul Andrieux', role: 'mari' }])
    expect(rows('visits.visit')[0]).toMatchObject({ card: { name: expect.stringContaining('Qu') } })
    expect(rows('signals.signal')).toHaveLength(2)
    expect(rows('consent.receipt')).toMatchObject([{ action: 'withdrawn', channel: 'all', place: 'phone' }])
    expect(rows('messages.message')).toMatchObject([{ body: 'Bonjour Philo' }])
    expect(files['voice-1.webm']).toHaveLength(204)
    const html = read('a-lire.html')
    expect(html).toContain('<h2>Historique</h2>')
    expect(html).toContain('Philo préfère le matin')
    // Whoever asks is told in plain words: each column that is shown has its own in French.
    const nameless = tables.flatMap((table) =>
      rows(table).flatMap((row) =>
        Object.keys(row).filter((field) => !isTechnical(field) && !(field in exportWords('fr').fields)),
      ),
    )
    expect([...new Set(nameless)]).toEqual([])
    // An order is for something, and is nobody's « Madame ».
    const [orders] = /<h2>Commandes[\s\S]*?<\/section>/u.exec(html) ?? ['']
    expect(orders).toContain('<dt>objet de la commande</dt>')
    expect(orders).not.toContain('<dt>civilité</dt>')
    // Who looked is told by role: no colleague is named.
    expect(rows('network.audit').some((row) => row.role === 'owner' && row.action === 'customer.view')).toBe(true)
    for (const name of Object.keys(files).filter((each) => each !== 'voice-1.webm'))
      expect(read(name)).not.toContain('Odile')
    for (const table of tables.filter((each) => each !== 'visits.perhaps' && each !== 'identity.edge')) {
      const shown = rows(table)
      expect([table, shown.length > 0]).toEqual([table, true])
      const [schema, name] = table.split('.') as [string, string]
      const { rows: columns } = await sql<{
        column: string
      }>`select column_name as column from information_schema.columns
        where table_schema = ${schema} and table_name = ${name}`.execute(house.db)
      const untold = columns
        .map(({ column }) => column)
        .filter((column) => !(column in shown[0]!) && !LEFT_OUT[`${table}.${column}`])
      expect([table, untold]).toEqual([table, []])
    }
  })

  test('with the colleagues by name, where the network chose so', async () => {
    const answer = await world.app.inject({
      url: `/api/customers/${philo}/export.zip?staffNames=true`,
      headers: { cookie: owner.cookie },
    })
    const files = unzipSync(new Uint8Array(answer.rawPayload))
    expect(new TextDecoder().decode(files['data/network.audit.json'])).toContain('Odile Propriétaire')
  })

  test('is for head office: an advisor may not', async () => {
    expect(await town.advisor.raw(privacy.erasurePreview, { params: { id: philo } })).toMatchObject({ status: 403 })
    const answer = await world.app.inject({
      url: `/api/customers/${philo}/export.zip`,
      headers: { cookie: town.advisor.cookie },
    })
    expect(answer.statusCode).toBe(403)
  })
})

test('every table of the house is exported and erased, or says why not', async () => {
  const { rows } = await sql<{
    table: string
  }>`select table_schema || '.' || table_name as table from information_schema.tables
    where table_type = 'BASE TABLE' and table_schema not in ('pg_catalog', 'information_schema', 'jobs', 'public') order by 1`.execute(
    house.db,
  )
  const held = new Set(heldOf(house, await subjectOf(house, philo)).map((each) => each.table))
  const { gone } = await countedWhole()
  const erased = new Set(Object.keys(gone))
  const unsaid = rows
    .map(({ table }) => table)
    .filter((table) => !NOT_OF_A_PERSON[table])
    .filter(
      (table) =>
        !(
          (held.has(table) || NOT_EXPORTED[table]) &&
          (erased.has(table) || NOT_ERASED[table] || table === 'customers.erased')
        ),
    )
  expect(unsaid).toEqual([])
  // And nothing is said of a table that is gone, or twice.
  const tables = new Set(rows.map(({ table }) => table))
  for (const said of [NOT_OF_A_PERSON, NOT_EXPORTED, NOT_ERASED])
    for (const table of Object.keys(said)) expect([table, tables.has(table)]).toEqual([table, true])
  for (const table of Object.keys(NOT_EXPORTED)) expect([table, held.has(table)]).toEqual([table, false])
  for (const table of Object.keys(NOT_ERASED)) expect([table, erased.has(table)]).toEqual([table, false])
})

/** All tables an erasure reaches, with those it found nothing in. */
async function countedWhole() {
  let receipt: Awaited<ReturnType<typeof eraseAll>> | undefined
  await inTransaction(house, async (house) => {
    receipt = await eraseAll(house, house.newId(), await subjectOf(house, philo), 'request')
    throw new Error('only counted')
  }).catch((error: Error) => {
    if (error.message !== 'only counted') throw error
  })
  return receipt!
}
