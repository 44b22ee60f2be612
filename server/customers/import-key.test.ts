import { expect, test } from 'vitest'
import * as api from '../../contract/imports.ts'
import { counts, importing, previewed as previewFlow } from '../../test/importing.ts'
import { freshDb } from '../../test/world.ts'
import { rereadImport } from './import-upload.flow.ts'

const { db } = await freshDb()
const here = importing(db)
const { upload, read, bring, people } = here

const previewed = async (text: string, source?: string) => {
  const { id } = await upload(text, source)
  return here.desk.ask(api.previewImport, previewFlow, {
    params: { id },
    body: { mapping: (await read(id)).mapping },
  })
}
const keys = async (): Promise<string[]> => {
  const rows = await db.selectFrom('customers.source_record').select('key').orderBy('key').execute()
  return rows.map(({ key }) => key)
}
const names = async (): Promise<string[]> => (await people()).map(({ name }) => name).sort()

test('JSON numbers longer than a number keeps are keys of their own, digit by digit', async () => {
  const rows = ['Eve', 'Tom', 'Noa', 'Lia'].map(
    (name, n) => `{"id":104567890123456789${n},"nom":"Grand","prenom":"${name}","tel":"063998010${n}"}`,
  )
  expect((await previewed(rows.join('\n'))).would).toEqual({ create: 4, change: 0, same: 0 })
  expect(counts(await bring(rows.join('\n')))).toMatchObject({ created: 4, updated: 0, refused: 0 })
  expect(await keys()).toEqual([0, 1, 2, 3].map((n) => `104567890123456789${n}`))
})

test('a number that the spreadsheet cut is nobody’s: each row is known by its name, and the preview says so', async () => {
  const file =
    'Réf. client;Nom;Prénom;Portable\n1,04568E+18;Morin;Ana;0639980101\n1,04568E+18;Noel;Bob;0639980102\n1.04568e+18;Ollier;Cyr;0639980103\n'
  const { would, problems } = await previewed(file)
  expect(would).toEqual({ create: 3, change: 0, same: 0 })
  expect(problems).toEqual([{ because: 'key-cut', n: 3, firstLine: 2 }])
  const run = await bring(file)
  expect(counts(run)).toMatchObject({ created: 3, refused: 0 })
  expect(run.warnings).toEqual([{ because: 'key-cut', n: 3, firstLine: 2 }])
  expect(await names()).toEqual(['Ana Morin', 'Bob Noel', 'Cyr Ollier'])
})

const HEAD = 'N° client;Nom;Prénom;Né le;Portable;Immat'
const recordsOf = async () => {
  const rows = await db
    .selectFrom('customers.source_record as r')
    .innerJoin('customers.customer as c', 'c.id', 'r.customer_id')
    .select(['r.key', 'c.family_name', 'r.asset_id'])
    .where('r.asset_id', 'is', null)
    .orderBy('c.id')
    .execute()
  return rows.map(({ key, family_name }) => [key.split('~')[0]!, family_name])
}
const FAMILIES = 'Aubry Bonnet Carle Duval Esteve Fabre Gilles Huet Imbert Joly'.split(' ')

test('a column that says the same of everybody is no key, whatever it is called', async () => {
  const file = `Code;Nom;Prénom;Portable\n${FAMILIES.map((name, n) => `78;${name};Ana;063998020${n}`).join('\n')}\n`
  const run = await bring(file)
  expect(run.mapping.Code).toBe('attribute')
  expect(counts(run)).toMatchObject({ created: 10, refused: 0 })
})

test('a key that several people of one file share folds nobody: each is a record of their own, told before and after, and known again', async () => {
  const file = (more = '') =>
    `${HEAD}\n${FAMILIES.map((name, n) => `${n % 3};${name};Ana;;063998020${n};`).join('\n')}\n${more}`
  const { would, notices, total } = await previewed(file())
  expect({ would, total }).toEqual({ would: { create: 10, change: 0, same: 0 }, total: 10 })
  expect(notices).toMatchObject([
    {
      because: 'key-shared',
      columns: ['N° client'],
      n: 7,
      of: 3,
      examples: [{ line: 5, key: '0', name: 'Ana Duval', bearer: 'Ana Aubry', customerId: null }, {}, {}, {}, {}],
    },
  ])
  const run = await bring(file())
  expect(counts(run)).toMatchObject({ created: 10, updated: 0, refused: 0 })
  expect(run.warnings).toEqual([{ because: 'key-shared', n: 7, firstLine: 5 }])
  expect(await names()).toEqual(FAMILIES.map((name) => `Ana ${name}`))
  // In another order, and with one who moved house in the meantime.
  expect(counts(await bring(file()))).toMatchObject({ created: 0, updated: 0, unchanged: 10 })
  const turned = file('2;Fabre;Ana;12/05/1950;0639980299;\n').split('\n')
  const again = await bring([turned[0], ...turned.slice(1).reverse()].join('\n'))
  expect(counts(again)).toMatchObject({ created: 0, updated: 1, unchanged: 10 })
  expect(again.warnings).toEqual([])
  expect(await people()).toHaveLength(10)
  expect((await previewed(file())).would).toMatchObject({ create: 0 })
})

test('a couple under one account number is two people; a car in each row, a maiden name and a typo are one', async () => {
  const rows = [
    '1;Riviere;Jeanne;;0639980101;CA-111-AA',
    '1;Riviere;Marc;;0639980101;CB-111-AA',
    '2;Roche;Anne;;0639980102;CC-111-AA',
    '2;Roche;Anne;;0639980102;CD-111-AA',
    '2;Martin;Anne;;0639980102;',
    '2;Rocche;Anne;;;',
  ]
  const file = `${HEAD}\n${rows.join('\n')}\n`
  expect((await previewed(file)).would).toEqual({ create: 3, change: 0, same: 0 })
  expect(counts(await bring(file))).toMatchObject({ created: 3 })
  expect(await names()).toEqual(['Anne Roche', 'Jeanne Riviere', 'Marc Riviere'])
})

test('the number of somebody on file, another person: they stay who they are, the row is a record of its own', async () => {
  await bring(
    `${HEAD}\n1;Riviere;Jeanne;01/02/1980;0639980101;CA-111-AA\n2;Roche;Marc;01/02/1955;0639980102;CA-222-AA\n`,
  )
  const before = await people()
  const second = `${HEAD}\n1;Simon;Paul;11/12/1944;0639980103;CB-111-AA\n2;Thomas;Rose;11/12/1990;0639980104;CB-222-AA\n3;Petit;Zoé;;0639980105;\n`
  const { would, notices } = await previewed(second)
  expect(would).toEqual({ create: 3, change: 0, same: 0 })
  expect(notices).toMatchObject([
    {
      because: 'key-of-another',
      n: 2,
      of: 2,
      examples: [
        { line: 2, key: '1', name: 'Paul Simon', bearer: 'Jeanne Riviere', customerId: before[0]!.id },
        { line: 3, key: '2', name: 'Rose Thomas', bearer: 'Marc Roche', customerId: before[1]!.id },
      ],
    },
  ])
  const run = await bring(second)
  expect(counts(run)).toMatchObject({ created: 3, updated: 0 })
  expect(run.warnings).toEqual([{ because: 'key-of-another', n: 2, firstLine: 2 }])
  expect((await people()).slice(0, 2)).toEqual(before)
  expect(await recordsOf()).toEqual([
    ['1', 'Riviere'],
    ['2', 'Roche'],
    ['1', 'Simon'],
    ['2', 'Thomas'],
    ['3', 'Petit'],
  ])
  // Both files again, each with a change: each reaches its own.
  await bring(second.replace('0639980103', '0639980193'))
  await bring(`${HEAD}\n1;Riviere;Jeanne;01/02/1980;0639980191;CA-111-AA\n`)
  const phones = new Map((await people()).map(({ name, phones }) => [name, phones.map(({ e164 }) => e164)]))
  expect(phones.get('Paul Simon')).toEqual(['+33639980193'])
  expect(phones.get('Jeanne Riviere')).toEqual(['+33639980191'])
  expect(await people()).toHaveLength(5)
})

test.each([
  ['married', '1;Simon;Jeanne;01/02/1980;0639980101;'],
  ['a typo mended', '1;Rivière;Jeane;01/02/1980;0639980101;'],
  ['swapped', '1;Jeanne;Riviere;01/02/1980;0639980101;'],
])('an ordinary change of a name is a change: %s', async (_, row) => {
  await bring(`${HEAD}\n1;Riviere;Jeanne;01/02/1980;0639980101;CA-111-AA\n`)
  expect((await previewed(`${HEAD}\n${row}\n`)).would).toEqual({ create: 0, change: 1, same: 0 })
  expect(counts(await bring(`${HEAD}\n${row}\n`))).toMatchObject({ created: 0 })
  expect(await people()).toHaveLength(1)
})

test('a preview counts people, not rows', async () => {
  const cars = ['AA-111-AA', 'BB-222-BB', 'CC-333-CC'].map((plate) => `7;Petit;Zoé;;;${plate}`).join('\n')
  expect((await previewed(`${HEAD}\n${cars}\n`)).would).toEqual({ create: 1, change: 0, same: 0 })
  await bring(`${HEAD}\n${cars}\n`)
  expect((await previewed(`${HEAD}\n${cars}\n7;Petit;Zoé;;0639980105;\n`)).would).toEqual({
    create: 0,
    change: 1,
    same: 0,
  })
})

test('two sites that both count from one: the file gets a source of its own, and its numbers find its people from then on', async () => {
  await bring(`${HEAD}\n1;Riviere;Jeanne;01/02/1980;0639980101;CA-111-AA\n`)
  const second = `${HEAD}\n1;Simon;Paul;11/12/1944;0639980103;CB-111-AA\n`
  const { id, mapping } = await upload(second)
  const run = await here.desk.ask(api.rereadImport, rereadImport, {
    params: { id },
    body: { source: 'dms Versailles' },
  })
  expect(run).toMatchObject({ source: 'dms Versailles', mapping })
  const { notices } = await here.desk.ask(api.previewImport, previewFlow, { params: { id }, body: { mapping } })
  expect(notices).toEqual([])
  await here.start(id)
  await here.work()
  expect(await recordsOf()).toEqual([
    ['1', 'Riviere'],
    ['1', 'Simon'],
  ])
  expect(counts(await bring(second.replace('0639980103', '0639980193'), 'dms Versailles'))).toMatchObject({
    updated: 1,
  })
})
