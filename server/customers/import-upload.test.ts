import { sql } from 'kysely'
import { afterAll, expect, test } from 'vitest'
import { listImports as listEndpoint, uploadImport as uploadEndpoint } from '../../contract/imports.ts'
import { openDesk } from '../../test/desk.ts'
import { freshDb } from '../../test/world.ts'
import { openWorkbooks } from '../edges/imports/workbook.edge.ts'
import { openApp } from '../kit/app.ts'
import { routes, tellProblems } from '../kit/http.ts'
import { listImports } from './import.flow.ts'
import { forgetHalfFiles } from './import-file.store.ts'
import { uploadImport } from './import-upload.flow.ts'

const { db } = await freshDb()
const desk = openDesk(db)
const app = await openApp({ web: undefined, docs: undefined, https: false })
tellProblems(app, desk.house, () => false)
const MOST = 8 * 1024 * 1024
const bind = routes(app, desk.house, async () => desk.caller, new Set())
bind.on(uploadEndpoint, uploadImport(openWorkbooks(), MOST), { bodyLimit: MOST * 4 })
afterAll(() => app.close())

const post = (parts: Record<string, string | Blob>) => {
  const form = new FormData()
  for (const [name, value] of Object.entries(parts))
    if (typeof value === 'string') form.append(name, value)
    else form.append(name, value, 'clients.csv')
  const { headers, body } = new Request('http://localhost', { method: 'POST', body: form }) as unknown as {
    headers: Headers
    body: ReadableStream
  }
  return new Response(body).arrayBuffer().then((bytes) =>
    app.inject({
      method: 'POST',
      url: '/api/imports',
      headers: { 'content-type': headers.get('content-type')! },
      payload: Buffer.from(bytes),
    }),
  )
}
const CSV = new Blob(['Nom;Prénom\nCieille;Anne\n'])

test('a file by the form of the screen, fields before or after it', async () => {
  for (const parts of [
    { file: CSV, kind: 'customers', source: 'dms' },
    { source: 'dms', file: CSV },
  ] as Record<string, string | Blob>[]) {
    const answer = await post(parts)
    expect(answer.statusCode).toBe(200)
    expect(answer.json()).toMatchObject({
      name: 'clients.csv',
      source: 'dms',
      kind: 'customers',
      rows: 1,
      state: 'uploaded',
      mapping: { Nom: 'familyName', Prénom: 'givenName' },
    })
  }
})

test.each([
  ['no file', { kind: 'customers' }, 'file'],
  ['another kind', { file: CSV, kind: 'dogs' }, 'kind'],
  ['a diary of no site', { file: CSV, kind: 'appointments' }, 'site'],
  ['an empty file', { file: new Blob(['']) }, 'file'],
])('%s: refused, naming the field', async (_, parts, path) => {
  const answer = await post(parts as unknown as Record<string, string | Blob>)
  expect(answer.statusCode).toBe(422)
  expect(answer.json()).toMatchObject({ code: 'invalid', faults: [{ path }] })
})

test('no form at all', async () =>
  expect((await app.inject({ method: 'POST', url: '/api/imports', payload: { a: 1 } })).json()).toMatchObject({
    status: 415,
    code: 'not-multipart',
  }))

const imports = () => db.selectFrom('customers.import').select('id').execute()
const pieces = () => db.selectFrom('customers.import_piece').select('import_id').execute()

test('more than may be sent is refused, and nothing of it is kept', async () => {
  const [before, kept] = [await imports(), await pieces()]
  const answer = await post({ file: new Blob(['Nom\n', 'x;'.repeat(MOST)]) })
  expect(answer.statusCode).toBe(413)
  expect([await imports(), await pieces()]).toEqual([before, kept])
})

test('a file of one endless line is no table; a long line among others is set aside', async () => {
  expect((await post({ file: new Blob(['x;'.repeat(MOST / 4)]) })).json()).toMatchObject({
    faults: [{ path: 'file', because: 'not-text' }],
  })
  const answer = await post({
    file: new Blob(['Nom;Prénom\nCieille;Anne\n', 'x'.repeat(1_100_000), '\nMartin;Paul\n']),
  })
  expect(answer.json()).toMatchObject({ rows: 3 })
})

test.each([
  ['before its first byte', () => async () => 500 * 1024 * 1024],
  [
    'before its second piece',
    () => {
      let asked = 0
      return async () => (++asked < 3 ? 1e12 : 1e6)
    },
  ],
])('a disk that is nearly full takes no file, so that the database goes on: %s', async (_, room) => {
  const [before, kept] = [await imports(), await pieces()]
  desk.house.room = room()
  try {
    expect((await post({ file: LONG })).json()).toMatchObject({ status: 507, code: 'disk-full' })
  } finally {
    delete desk.house.room
  }
  expect([await imports(), await pieces()]).toEqual([before, kept])
})

/** Two pieces of a file, the second of which has no room. */
const LONG = new Blob(['Nom;Prénom\n', 'Cieille;Anne\n'.repeat(350_000)])
const noRoomFor = (what: string) =>
  sql`create trigger full_disk before ${sql.raw(what)} execute function customers.full_disk()`.execute(db)

test.each([
  ['what was kept is taken back', [], 0],
  ['no room even to take it back: unseen, and swept away at night', ['delete on customers.import for each row'], 1],
])('the disk is full in the middle of a file: %s; sent again, it comes in', async (_, also, left) => {
  const [before, kept] = [await imports(), await pieces()]
  await sql`create function customers.full_disk() returns trigger language plpgsql as
    $$ begin raise exception 'could not extend file' using errcode = '53100'; end $$`.execute(db)
  await noRoomFor('insert on customers.import_piece for each row when (new.n = 1)')
  for (const what of also) await noRoomFor(what)
  const answer = await post({ file: LONG })
  expect(answer.json()).toMatchObject({ status: 507, code: 'disk-full', hint: expect.stringContaining('Make room') })
  await sql`drop function customers.full_disk cascade`.execute(db)
  expect([(await imports()).length, (await pieces()).length]).toEqual([before.length + left, kept.length + left])
  const listed = await desk.ask(listEndpoint, listImports)
  expect(listed.imports.map(({ id }) => id).sort()).toEqual(before.map(({ id }) => id).sort())

  expect((await post({ file: LONG })).json()).toMatchObject({ state: 'uploaded', rows: 350_000 })
  expect(await forgetHalfFiles(db, new Date(desk.clock.now.getTime() + 21 * 60_000))).toBe(left)
  expect((await imports()).length).toBe(before.length + 1)
})
