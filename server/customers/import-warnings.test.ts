import { expect, test } from 'vitest'
import { readImport, runImport } from '../../contract/imports.ts'
import { openDesk } from '../../test/desk.ts'
import { previewed } from '../../test/importing.ts'
import { freshDb } from '../../test/world.ts'
import { readImport as readImportFlow, runImport as runImportFlow } from './import.flow.ts'
import { customerBatch } from './import-batch.flow.ts'
import { runImports } from './import-run.flow.ts'
import { keepUpload } from './import-upload.flow.ts'
import { addWarnings, warningList } from './import-warnings.ts'

test('parts of a file add up; the first line is that of the first part; the most frequent comes first', () => {
  const before = { 'phone-unreadable': { n: 1, firstLine: 4 } }
  const after = { 'phone-unreadable': { n: 2, firstLine: 900 }, 'vin-unreadable': { n: 5, firstLine: 700 } }
  expect(warningList(addWarnings(before, after))).toEqual([
    { because: 'vin-unreadable', n: 5, firstLine: 700 },
    { because: 'phone-unreadable', n: 3, firstLine: 4 },
  ])
})

const { db } = await freshDb()

test('a run counts what it left empty as the preview said it would, over all its batches, and says when it began', async () => {
  const desk = openDesk(db)
  const row = (n: number) =>
    `${n};Nom${n};${n % 300 === 0 ? 'abc' : `06 39 98 ${String(n).padStart(4, '0')}`};${n % 400 === 0 ? 'nobody@example.org' : ''}`
  const file = ['N° client;Nom;Portable;Conseiller', ...Array.from({ length: 1200 }, (_, n) => row(n + 1)), ';;x;']
  const bytes = Buffer.from(file.join('\n'))
  const { id } = await keepUpload(desk.house, desk.caller, { name: 'c.csv', bytes, source: 'w' })
  const mapping = { 'N° client': 'key', Nom: 'familyName', Portable: 'phone', Conseiller: 'advisorEmail' }
  const params = { id }
  const preview = await previewed(desk.house, { params, query: {}, body: { mapping } }, desk.caller)
  expect(await desk.ask(readImport, readImportFlow, { params })).toMatchObject({ warnings: [], startedAt: null })
  const at = desk.house.now().toISOString()
  const run = async () => {
    await desk.ask(runImport, runImportFlow, { params, body: { mapping } })
    await runImports(desk.house, 'customers', customerBatch)
    return desk.ask(readImport, readImportFlow, { params })
  }
  const done = await run()
  expect(done).toMatchObject({ state: 'done', created: 1200, refused: 1, startedAt: at })
  expect(done.warnings).toEqual([
    { because: 'phone-unreadable', n: 4, firstLine: 301 },
    { because: 'advisor-unknown', n: 3, firstLine: 401 },
  ])
  expect(preview.problems.filter(({ because }) => because !== 'name-missing')).toEqual(done.warnings)
  // From the first row again: counted anew, not twice.
  expect((await run()).warnings).toEqual(done.warnings)
})
