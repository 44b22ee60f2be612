import { expect } from 'vitest'
import * as customers from '../contract/customers.ts'
import * as identity from '../contract/identity.ts'
import type * as importFields from '../contract/import-fields.ts'
import * as imports from '../contract/imports.ts'
import * as privacy from '../contract/privacy.ts'
import * as timeline from '../contract/timeline.ts'
import * as visits from '../contract/visits.ts'
import { runImports } from '../server/customers/import-run.flow.ts'
import { keepUpload } from '../server/customers/import-upload.flow.ts'
import { callKind } from '../server/edges/calls/kinds.ts'
import { resolveBatch } from '../server/flows/identity.jobs.ts'
import { WORKS } from '../server/flows/import-works.flow.ts'
import { ModelInForce } from '../server/identity/model.store.ts'
import { loopTraces } from './philo-loop.ts'
import type { Town } from './town.ts'

export const HEADER = 'N° client;Nom;Prénom;Portable;E-mail;Ville;Date de naissance;Immatriculation;VIN;Marque;Modèle'
export const ROW =
  'K-77;QUÉVREMONT;Philomène;06 39 98 55 01;philo.quevremont@example.org;Arras;12/04/1961;GH-551-KL;VF1RFA00067895501;Renault;Mégane'
/** What must be nowhere afterwards, in any writing that a table may hold. */
export const SECRETS = [
  'quévremont',
  'quevremont',
  '39985501',
  '39985502',
  'gh551kl',
  'gh-551-kl',
  'vf1rfa00067895501',
  'philo',
]

/** Whatever the house does by itself is done now: who is who. */
export async function look({ world }: Town): Promise<void> {
  const models = new ModelInForce()
  while ((await resolveBatch(world.house, models)) > 0);
}

/** A file through the whole of an import. */
export async function brings(
  { world: { house }, owner, siteId, clock }: Town,
  text: string,
  { source = 'dms', kind = 'customers' }: { source?: string; kind?: importFields.ImportKind } = {},
) {
  const boss = {
    staffId: owner.staffId,
    userId: null,
    name: 'Odile',
    roles: [{ role: 'owner' as const, siteId: null }],
    locale: 'fr' as const,
  }
  const site = kind === 'appointments' ? { site: siteId } : {}
  const run = await keepUpload(house, boss, { name: 'fichier.csv', bytes: Buffer.from(text), source, kind, ...site })
  clock.pass(1)
  await owner.ask(imports.runImport, { params: { id: run.id }, body: { mapping: run.mapping } })
  await runImports(house, kind, WORKS[kind])
  return owner.ask(imports.readImport, { params: { id: run.id } })
}
/**
 * Somebody of whom there is something in every table: imported, set aside, entered at the counter and found to be one, at the gate and on the
 * telephone, with orders, a husband, and what the loop would have left of her.
 */
export async function openPhilo(town: Town): Promise<{ philo: string; paul: string }> {
  const { owner, reception, siteId, world, clock } = town
  const { house } = world
  const paul = await owner.ask(customers.createCustomer, {
    body: { givenName: 'Paul', familyName: 'Andrieux', phones: [{ number: '06 39 98 66 01' }] },
  })
  const gate = await town.camera()
  const line = await town.camera('json', 'phone')

  const run = await brings(town, `${HEADER}\n${ROW}\nK-78;ANDRIEUX;Paul;06 39 98 66 01;;Arras;;;;;\n`)
  expect(run).toMatchObject({ state: 'done', refused: 0 })
  // A row that was set aside names her too.
  expect(
    await brings(town, 'Nom;Prénom;Portable\nQuévremont;Philomène;06 39 98 55 01;de trop\n', { source: 'autre' }),
  ).toMatchObject({ refused: 1 })
  const philo = (await owner.ask(customers.search, { query: { q: 'quevremont' } })).hits[0]!.id
  // She was entered at the counter too, with another number, and is found to be one.
  await owner.ask(customers.createCustomer, {
    body: {
      givenName: 'Philomene',
      familyName: 'Quevremont',
      birthDate: '1961-04-12',
      phones: [{ number: '+33639985501' }, { number: '+33639985502' }],
      emails: [{ address: 'philo.quevremont@example.org' }],
      city: 'Arras',
    },
  })
  await look(town)
  const page = await owner.ask(customers.readCustomer, { params: { id: philo } })
  expect(page.phones.map((phone) => phone.e164)).toEqual(['+33639985501', '+33639985502'])
  const carId = page.assets[0]!.id
  await owner.ask(customers.relate, {
    params: { id: philo },
    body: { otherId: paul.id, kind: 'household', role: 'mari' },
  })
  await owner.ask(timeline.addEntry, { params: { id: philo }, body: { kind: 'note', text: 'Philo préfère le matin' } })
  await owner.ask(timeline.createOrder, {
    params: { id: philo },
    body: {
      number: 'F-2026-9',
      kind: 'repair',
      title: 'Freins de Mme Quévremont',
      assetId: carId,
      siteId,
      amountCents: 48_000,
    },
  })
  await owner.ask(timeline.createOrder, {
    params: { id: philo },
    body: { number: 'D-1', kind: 'product', title: 'Tapis', siteId },
  })
  await owner.ask(visits.createAppointment, {
    body: {
      customerId: philo,
      assetId: carId,
      siteId,
      service: 'service',
      at: '2026-11-24T11:00:00+01:00',
      reason: 'Pour Philo',
    },
  })
  // She drives in, and calls.
  expect(
    (await town.post(gate.path, { plate: 'GH-551-KL', confidence: 0.99, at: clock.now().toISOString(), track: 'c1' }))
      .outcome,
  ).toBe('sure')
  const sample = callKind('json')!.sample('+33639985502', '+33199000100', clock.now())
  expect((await town.post(line.path, sample.body, sample.contentType)).outcome).toBe('sure')
  await world.app.inject({
    method: 'PUT',
    url: `/api/customers/${philo}/voice`,
    headers: { cookie: owner.cookie, 'content-type': 'audio/webm' },
    payload: Buffer.concat([Buffer.from([0x1a, 0x45, 0xdf, 0xa3]), Buffer.alloc(200, 7)]),
  })
  await owner.ask(privacy.objectTo, { params: { id: philo }, body: { to: 'marketing', objects: true, door: 'phone' } })
  await owner.ask(privacy.registerRequest, {
    body: { kind: 'access', customerId: philo, door: 'email', receivedOn: '2026-11-20', note: 'par courriel de Philo' },
  })
  const { records } = await owner.ask(identity.customerRecords, { params: { id: philo } })
  await owner.ask(identity.judgePair, {
    body: { a: records[0]!.id, b: records[1]!.id, verdict: 'same', reason: 'Philo le dit' },
  })
  await loopTraces({ house, philo, other: paul.id, from: owner.staffId, to: reception.staffId })
  return { philo, paul: paul.id }
}
