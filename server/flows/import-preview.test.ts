import { expect, test } from 'vitest'
import type { ImportKind } from '../../contract/import-fields.ts'
import * as api from '../../contract/imports.ts'
import { counts, importing, previewed } from '../../test/importing.ts'
import { freshDb } from '../../test/world.ts'

const { db } = await freshDb()
const here = importing(db)

/** What the preview of a file says, and what its run then does. */
async function both(text: string, kind: ImportKind, source = 'dms') {
  const { id, mapping } = await here.upload(text, source, kind)
  const preview = await here.desk.ask(api.previewImport, previewed, { params: { id }, body: { mapping } })
  return { preview, run: counts(await here.bring(text, source, kind)) }
}
const ORDERS = 'N° commande;Code client;Nom;Portable;Objet;Date\n'

test('the preview sets aside whom the run sets aside: unknown, or two', async () => {
  await here.bring(
    'Code client;Nom;Prénom;Portable\n1;Cieille;Anne;0639980101\n2;Martin;Paul;0639980102\n3;Martin;Luc;0639980102\n',
  )
  const { preview, run } = await both(
    `${ORDERS}A;1;;;Pneus;02/01/2026\nB;77;;;Pneus;02/01/2026\nC;;Martin;0639980102;Pneus;02/01/2026\nD;78;;;Pneus;02/01/2026\n`,
    'orders',
  )
  expect(preview).toMatchObject({ total: 4, good: 1 })
  expect(preview.problems).toEqual([
    { because: 'customer-unknown', n: 2, firstLine: 3 },
    { because: 'customer-ambiguous', n: 1, firstLine: 4 },
  ])
  expect(preview.rows.map(({ problem }) => problem)).toEqual([
    null,
    'customer-unknown',
    'customer-ambiguous',
    'customer-unknown',
  ])
  expect(run).toMatchObject({ created: 1, refused: 3 })
})

test('and who was erased: nothing of the row is shown', async () => {
  const mark = here.desk.house.seal.mark
  await db
    .insertInto('customers.erased')
    .values({
      mark: mark.call(here.desk.house.seal, 'key|dms|9'),
      erasure_id: here.desk.house.newId(),
      why: 'request',
      at: here.desk.clock.now,
    })
    .execute()
  const { preview, run } = await both('Code client;Nom;Prénom\n9;Xaintrailles;Ondine\n10;Cieille;Anne\n', 'customers')
  expect(preview).toMatchObject({ total: 2, good: 1, would: { create: 1, change: 0, same: 0 } })
  expect(preview.problems).toEqual([{ because: 'erased-on-request', n: 1, firstLine: 2 }])
  expect(preview.rows[0]).toEqual({ line: 2, fields: {}, problem: 'erased-on-request' })
  expect(run).toMatchObject({ created: 1, refused: 1 })
  const orders = await both(`${ORDERS}A;9;;;Pneus;02/01/2026\n`, 'orders')
  expect(orders.preview.problems).toEqual([{ because: 'erased-on-request', n: 1, firstLine: 2 }])
  await db.deleteFrom('customers.erased').execute()
})

test('the preview says of orders and consents what the run says, and nothing of it is written', async () => {
  await here.bring('Code client;Nom;Prénom\n1;Cieille;Anne\n')
  const orders = await both(
    'N° commande;Code client;Date\nX1;1;02/01/2026\nX2;1;45/01/2026\nX3;1;02/01/2099\n',
    'orders',
  )
  expect(orders.preview).toMatchObject({ total: 3, good: 1 })
  expect(orders.preview.problems).toEqual([{ because: 'date-unreadable', n: 2, firstLine: 3 }])
  expect(orders.run).toMatchObject({ created: 1, refused: 2 })
  const ran = await db
    .selectFrom('customers.import')
    .select('warnings')
    .where('kind', '=', 'orders')
    .where('state', '=', 'done')
    .execute()
  expect(ran).toEqual([{ warnings: {} }])
  const HEAD = 'Code client;Canal;Consentement;Date;Mention;Preuve\n'
  await here.bring(`${HEAD}1;;opposition;10/01/2026;;\n`, 'dms', 'consents')
  const consents = await both(`${HEAD}1;tous;oui;05/01/2026;J’accepte les SMS;papier 7\n`, 'consents')
  expect(consents.preview).toMatchObject({
    total: 1,
    good: 0,
    problems: [{ because: 'later-word-stands', n: 1, firstLine: 2 }],
  })
  expect(consents.run).toMatchObject({ created: 0, refused: 1 })
  await db.deleteFrom('timeline.order').execute()
  await db.deleteFrom('timeline.entry').execute()
  await db.deleteFrom('timeline.fact').execute()
})
