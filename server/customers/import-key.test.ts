import { expect, test } from 'vitest'
import * as api from '../../contract/imports.ts'
import { counts, importing } from '../../test/importing.ts'
import { freshDb } from '../../test/world.ts'
import { previewImport } from './import.flow.ts'

const { db } = await freshDb()
const here = importing(db)
const { upload, read, bring, people } = here

const previewed = async (text: string, source?: string) => {
  const { id } = await upload(text, source)
  return here.desk.ask(api.previewImport, previewImport, {
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
