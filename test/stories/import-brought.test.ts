import { expect, test } from 'vitest'
import * as identity from '../../contract/identity.ts'
import { resolveBatch } from '../../server/flows/identity.jobs.ts'
import { ModelInForce } from '../../server/identity/model.store.ts'
import { brings } from '../philo.ts'
import { openTown } from '../town.ts'

const town = await openTown()
const { owner } = town
const models = new ModelInForce()
const look = async () => {
  while ((await resolveBatch(town.world.house, models)) > 0);
}
const HEAD = 'Code client;Nom;Prénom;Date de naissance;Portable;E-mail;Code postal;Ville\n'

test('an import says whom it brought that were joined, and who waits to be asked', async () => {
  expect(await owner.ask(identity.importBrought)).toMatchObject({ import: null, joined: 0 })
  await brings(
    town,
    `${HEAD}1;Peyrol;Marius;12/04/1961;0639980201;marius.peyrol@example.org;69003;Lyon\n2;Kervella;Solène;;;;29200;Brest\n`,
  )
  await look()
  const other = await brings(
    town,
    `${HEAD}a;PEYROL;Marius;12/04/1961;0639980201;marius.peyrol@example.org;69003;LYON\nb;Kervella;Solène;;;;29200;Brest\nc;Oberlin;Gaspard;;0639980202;;21000;Dijon\n`,
    { source: 'boutique' },
  )
  expect((await owner.ask(identity.importBrought)).behind).toBeGreaterThan(0)
  await look()
  const brought = await owner.ask(identity.importBrought)
  expect(brought).toMatchObject({
    import: { id: other.id, source: 'boutique' },
    created: 3,
    joined: 1,
    undone: 0,
    waiting: 1,
    behind: 0,
  })
  const { events } = await owner.ask(identity.identityEvents, { query: { import: other.id } })
  expect(events).toMatchObject([{ kind: 'merge', by: null, otherName: 'Marius Peyrol' }])
  const { pairs, waiting } = await owner.ask(identity.reviewPairs, { query: { import: other.id } })
  expect([waiting, pairs.map(({ a }) => a.name)]).toEqual([1, ['Solène Kervella']])

  const third = await brings(town, `${HEAD}z;Zanetti;Hector;;0639980203;;06000;Nice\n`, { source: 'autre' })
  await look()
  expect(await owner.ask(identity.importBrought)).toMatchObject({ import: { id: third.id }, joined: 0, waiting: 0 })
  expect((await owner.ask(identity.identityEvents, { query: { import: third.id } })).events).toEqual([])
  await owner.ask(identity.undoIdentityEvent, { params: { id: events[0]!.id } })
  expect(await owner.ask(identity.importBrought, { query: { import: other.id } })).toMatchObject({
    joined: 0,
    undone: 1,
  })
})
