import { sql } from 'kysely'
import { expect, test } from 'vitest'
import { importing } from '../../test/importing.ts'
import { freshDb } from '../../test/world.ts'
import { findByFormerNames } from '../flows/former-names.flow.ts'
import type { House } from '../kit/house.ts'
import { bornAs } from './birth-name.ts'
import { eraseCustomers } from './person-data.store.ts'
import { readQuestion } from './question.ts'
import { findCustomers, showHits } from './search.store.ts'

const { db } = await freshDb()
const { bring } = importing(db)
const found = async (q: string) =>
  (await showHits(db, await findCustomers(db, readQuestion(q), 10))).map(({ name }) => name)

const CLAIRE = { givenName: 'Claire', familyName: 'Ornano', companyName: '', city: 'Lyon' }
test.each([
  [{ née: 'Casanova' }, 'Casanova'],
  [{ 'Nom de naissance': 'CASANOVA' }, 'CASANOVA'],
  [{ nom_de_jeune_fille: 'Casanova' }, 'Casanova'],
  [{ Loisirs: 'Casanova' }, undefined],
  [{ née: 'le 12/04/1980' }, undefined],
  [{ née: '-' }, undefined],
  [undefined, undefined],
])('%j says what somebody was born as: %s', (attributes, name) =>
  expect(bornAs(CLAIRE, attributes as Record<string, string> | undefined)?.familyName).toBe(name),
)

test('who was born otherwise is found by both names, greeted by one; what a later file says counts; erased, none is left', async () => {
  await bring('N° client;Prénom;Nom\n1;Claire;ORNANO née CASANOVA\n2;Claire;Casanova\n3;Paul;Vidal\n')
  expect(await found('claire ornano')).toEqual(['Claire Ornano'])
  expect(await found('claire casanova')).toEqual(['Claire Casanova', 'Claire Ornano'])
  expect(await found('casanova')).toContain('Claire Ornano')
  const why = async (q: string) =>
    (await showHits(db, await findCustomers(db, readQuestion(q), 10))).find(({ name }) => name === 'Claire Ornano')
  expect(await why('claire casanova')).toMatchObject({ because: 'other-name', matched: 'Claire Casanova' })
  expect(await why('clair'), 'as near by the name of today').toMatchObject({ because: 'name' })
  await bring('N° client;Prénom;Nom\n1;Claire;ORNANO née CASANOVA\n2;Claire;Casanova\n3;Paul;VIDAL né QUILGARS\n')
  expect(await found('paul quilgars')).toEqual(['Paul Vidal'])
  const { rows } = await sql<{ id: string }>`select id from customers.customer where family_name = 'Vidal'`.execute(db)
  const id = rows[0]!.id
  // Put away and back again, as after an erasure called off.
  await findByFormerNames({ db } as House, id)
  expect(await found('paul quilgars')).toEqual(['Paul Vidal'])
  await sql`delete from customers.needle where customer_id = ${id}`.execute(db)
  await eraseCustomers(db, [id], [])
  const words = await sql`select word from customers.word where word = 'quilgars'`.execute(db)
  expect(words.rows).toEqual([])
})
