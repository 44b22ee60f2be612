import { sql } from 'kysely'
import { describe, expect, test } from 'vitest'
import * as consent from '../../contract/consent.ts'
import * as customers from '../../contract/customers.ts'
import * as identity from '../../contract/identity.ts'
import * as peopleApi from '../../contract/import-people.ts'
import * as privacy from '../../contract/privacy.ts'
import * as timeline from '../../contract/timeline.ts'
import { proveReceiptChain } from '../../server/consent/receipts.store.ts'
import { resolveBatch } from '../../server/flows/identity.jobs.ts'
import { eraseAll, subjectOf } from '../../server/flows/person-data.flow.ts'
import { ModelInForce } from '../../server/identity/model.store.ts'
import { inTransaction } from '../../server/kit/house.ts'
import { brings } from '../philo.ts'
import { openTown } from '../town.ts'

const town = await openTown()
const { owner, world, clock } = town
const { house } = world
const models = new ModelInForce()
const look = async () => {
  while ((await resolveBatch(house, models)) > 0);
}
const HEAD =
  'Code client;Nom;Prénom;Date de naissance;Portable;Courriel;Rue;Code postal;Ville;Immatriculation;Marque;Modèle\n'
const says = async (source: string, ...rows: string[]) => {
  clock.pass(86_400)
  const run = await brings(town, `${HEAD}${rows.join('\n')}\n`, { source })
  await look()
  return run
}
const idOf = async (source: string, key: string): Promise<string> => {
  const { rows } = await sql<{ id: string }>`
    select customer_id as id from customers.source_record where source = ${source} and key = ${key}`.execute(house.db)
  return rows[0]!.id
}
const read = (id: string) => owner.ask(customers.readCustomer, { params: { id } })
const joins = async (keep: string, other: string): Promise<string> => {
  clock.pass(3600)
  return (await owner.ask(identity.mergeCustomers, { params: { id: keep }, body: { other } })).eventId
}
const undo = async (id: string) => {
  clock.pass(86_400)
  await owner.ask(identity.undoIdentityEvent, { params: { id } })
  await look()
}
const writes = async (id: string, change: object) => {
  clock.pass(3600)
  const { version } = await read(id)
  await owner.ask(customers.updateCustomer, { params: { id }, body: { version, ...change } })
  await look()
}
/** A customer in one line: what somebody at a desk sees. */
const page = async (id: string): Promise<string> => {
  const { givenName, familyName, street, postcode, city, phones, emails, assets, archivedAt } = await read(id)
  const cars = assets.flatMap(({ plates }) => plates.map(({ plate }) => plate)).join(' ')
  const lines = [...phones.map(({ e164 }) => e164), ...emails.map(({ address }) => address)].join(' ')
  return [`${givenName} ${familyName}`, `${street}, ${postcode} ${city}`, lines, cars, archivedAt ? 'away' : ''].join(
    ' | ',
  )
}

describe('two are one page by mistake, and the source of the other writes before anybody notices', async () => {
  await says('CRM', 'x1;Kerbrat;Ivan;;0639980401;ivan@example.org;1 quai Nord;29200;Brest;GA-401-AA;Renault;Clio')
  await says('SHOP', 'z1;Delattre;Paulette;;0639980402;;7 rue du Port;56000;Vannes;;;')
  const [ivan, paulette] = [await idOf('CRM', 'x1'), await idOf('SHOP', 'z1')]
  const before = await page(ivan)
  const event = await joins(ivan, paulette)
  const run = await says(
    'SHOP',
    'z1;Obry;Paulette;;0639980402;obry@example.org;8 rue Neuve;35000;Rennes;KB-722-AA;Dacia;Spring',
  )
  await undo(event)

  test('each has whole what is theirs, to the car that came since', async () => {
    expect(await page(ivan)).toBe(before)
    expect(await page(paulette)).toBe(
      'Paulette Obry | 8 rue Neuve, 35000 Rennes | +33639980402 obry@example.org | KB722AA | ',
    )
    expect(await idOf('SHOP', 'z1#KB722AA')).toBe(paulette)
    await says('SHOP', 'z1;Obry;Paulette;;0639980402;obry@example.org;8 rue Neuve;35000;Rennes;KB-722-AA;Dacia;Spring')
    expect(await page(ivan)).toBe(before)
  })

  test('what the import changed is told of whom it was said', async () => {
    const { people } = await owner.ask(peopleApi.importPeople, { params: { id: run.id }, query: { which: 'changed' } })
    expect(people.map(({ customerId }) => customerId)).toEqual([paulette])
  })

  test('the other is erased: nothing of them stands on the page that stayed, nor anywhere else', async () => {
    await inTransaction(house, async (house) =>
      eraseAll(house, house.newId(), await subjectOf(house, paulette), 'request'),
    )
    await look()
    const { rows: tables } = await sql<{ name: string }>`
      select format('%I.%I', table_schema, table_name) as name from information_schema.tables
      where table_schema not in ('pg_catalog', 'information_schema', 'jobs') and table_type = 'BASE TABLE'`.execute(
      house.db,
    )
    const found: string[] = []
    for (const { name } of tables)
      for (const word of ['Obry', 'Delattre', 'rue Neuve', '639980402', 'KB722AA']) {
        const { rows } = await sql<{ n: number }>`
          select count(*) as n from ${sql.raw(name)} x where x::text ilike ${`%${word}%`}`.execute(house.db)
        if (rows[0]!.n > 0) found.push(`${word} in ${name}`)
      }
    expect(found).toEqual([])
    expect(await page(ivan)).toBe(before)
  })
})

const PEOPLE: readonly (readonly [string, string])[] = [
  ['', ''],
  ['Peyrol;Marius', 'Tardivel;Clémence'],
  ['Oberlin;Gaspard', 'Fauque;Ludivine'],
  ['Widmer;Ulysse', 'Lacaze;Berthe'],
  ['Jourdan;Anselme', 'Dumortier;Ysaline'],
  ['Sarlat;Victor', 'Roux;Philippine'],
  ['', ''],
  ['', ''],
  ['Vaugrante;Odette', 'Guermeur;Apolline'],
  ['Kerisit;Léonie', 'Bonamy;Fernand'],
]

describe('what was written since goes back with whom it is about', () => {
  /** Two whom nobody would take for one another, nor for anybody before. */
  const two = async (n: number) => {
    const [a, b] = PEOPLE[n]!
    await says('CRM', `c${n};${a};;06399805${n}1;;1 quai Nord;2920${n};Brest;;;`)
    await says('SHOP', `s${n};${b};1961-04-1${n};06399805${n}2;;7 rue du Port;5600${n};Vannes;;;`)
    return [await idOf('CRM', `c${n}`), await idOf('SHOP', `s${n}`)] as const
  }

  test('who asked to be forgotten while they were one: nobody can tell, each page has the request until a person answers it', async () => {
    const [a, b] = await two(9)
    const event = await joins(a, b)
    clock.pass(3600)
    const asked = {
      receivedOn: house.now().toISOString().slice(0, 10),
      door: 'phone',
      note: 'Ne veut plus être au fichier',
    }
    const ask = (kind: 'erasure' | 'access') =>
      owner.ask(privacy.registerRequest, { body: { ...asked, kind, customerId: a } as never })
    const answered = await ask('access')
    await owner.ask(privacy.answerRequest, { params: { id: answered.id }, body: { state: 'done', answer: 'Envoyé' } })
    await ask('erasure')
    await undo(event)
    const { requests } = await owner.ask(privacy.listRequests, { query: { open: 'true' } })
    const open = requests.filter(({ customerId }) => customerId === a || customerId === b)
    expect(open.map(({ customerId, kind }) => `${kind} ${customerId}`).toSorted()).toEqual(
      [a, b].toSorted().map((id) => `erasure ${id}`),
    )
    expect(new Set(open.map(({ dueOn, note }) => `${dueOn} ${note}`)).size).toBe(1)
  })

  test('by their own source of who stays', async () => {
    const [kept, other] = await two(1)
    const event = await joins(kept, other)
    await says('CRM', 'c1;Peyrol;Marius Jean;;0639980511;;2 quai Sud;29201;Brest;;;')
    expect(await page(kept)).toContain('Marius Jean Peyrol | 2 quai Sud')
    await undo(event)
    expect(await page(kept)).toBe('Marius Jean Peyrol | 2 quai Sud, 29201 Brest | +33639980511 |  | ')
    expect(await page(other)).toContain('Clémence Tardivel | 7 rue du Port, 56001 Vannes | +33639980512')
  })

  test('by hand, mending what the other brought: it is the other’s, with who vouches for it', async () => {
    const [kept, other] = await two(2)
    const event = await joins(kept, other)
    expect((await read(kept)).familyName).toBe('Fauque')
    await writes(kept, { familyName: 'Nollet', note: 'Passe le lundi' })
    await undo(event)
    expect(await page(kept)).toContain('Gaspard Oberlin | 1 quai Nord')
    expect(await page(other)).toContain('Ludivine Nollet | 7 rue du Port')
    expect((await read(kept)).note).toBe('Passe le lundi')
    await says('SHOP', 's2;Fauque;Ludivine;1961-04-12;0639980522;x2@example.org;7 rue du Port;56002;Vannes;;;')
    expect((await read(other)).familyName).toBe('Nollet')
  })

  test('by hand, something else altogether: it stays on the page it was written on', async () => {
    const [kept, other] = await two(3)
    const event = await joins(kept, other)
    await writes(kept, { street: '5 place du Lices', postcode: '35000', city: 'Rennes' })
    await undo(event)
    expect(await page(kept)).toContain('Ulysse Widmer | 5 place du Lices, 35000 Rennes')
    expect(await page(other)).toContain('Berthe Lacaze | 7 rue du Port, 56003 Vannes')
  })

  test('two joined after one another: undone in any order, each has their own', async () => {
    for (const first of [0, 1] as const) {
      const [kept, one] = await two(4 + first)
      const third = first === 0 ? 'Zanetti;Hector' : 'Quillévéré;Bastien'
      await says('DMS', `d${first};${third};;06399806${first}3;;9 cours Mirabeau;1310${first};Aix;;;`)
      const another = await idOf('DMS', `d${first}`)
      const before = [await page(kept), await page(one), await page(another)]
      const events = [await joins(kept, one), await joins(kept, another)] as const
      await undo(events[first])
      await undo(events[1 - first]!)
      expect([await page(kept), await page(one), await page(another)]).toEqual(before)
    }
  })

  test('a number that both had, and that a source of the other took away', async () => {
    await says('CRM', 'c7;Saulnier;Perrette;;0639980571;;;;;;;')
    await says('SHOP', 's7;Charbit;Fulbert;;0639980571;;;;;;;')
    const [kept, other] = [await idOf('CRM', 'c7'), await idOf('SHOP', 's7')]
    const event = await joins(kept, other)
    await says('SHOP', 's7;Charbit;Fulbert;;0639980572;;;;;;;')
    await undo(event)
    expect((await read(kept)).phones.map(({ e164 }) => e164)).toEqual(['+33639980571'])
    expect((await read(other)).phones.map(({ e164 }) => e164)).toEqual(['+33639980572'])
  })

  test('orders, calls and consents that a source of the other brought since', async () => {
    const [kept, other] = await two(8)
    const event = await joins(kept, other)
    await brings(town, 'Code client;Commande;Date;Libellé;Montant\ns8;A-77;02/11/2025;Pneus;120\n', {
      source: 'SHOP',
      kind: 'orders',
    })
    await brings(
      town,
      "Code client;Canal;Consentement;Date;Mention;Preuve\ns8;sms;oui;02/11/2025;J'accepte;papier 1\n",
      { source: 'SHOP', kind: 'consents' },
    )
    await undo(event)
    const ordersOf = async (id: string) =>
      (await owner.ask(timeline.listOrders, { params: { id } })).orders.map(({ number }) => number)
    expect([await ordersOf(kept), await ordersOf(other)]).toEqual([[], ['A-77']])
    const said = async (id: string) =>
      (await owner.ask(consent.customerConsents, { params: { id } })).receipts.map(({ action }) => action)
    expect(await said(other)).toEqual(['given'])
    expect((await said(kept))[0]).toBe('withdrawn')
  })
})

describe('a no said while two were one page', () => {
  test('holds for both: nobody can tell who said it', async () => {
    const enter = (givenName: string, familyName: string, number: string) =>
      owner.ask(customers.createCustomer, { body: { givenName, familyName, phones: [{ number }] } })
    const one = (await enter('Hector', 'Quenneville', '+33639980611')).id
    const other = (await enter('Isolde', 'Vandamme', '+33639980612')).id
    await look()
    const event = await joins(one, other)
    for (const to of ['marketing', 'recognition'] as const)
      await owner.ask(privacy.objectTo, { params: { id: one }, body: { to, objects: true } })
    await undo(event)
    for (const id of [one, other]) {
      const { marketingObjection } = await owner.ask(privacy.customerRights, { params: { id } })
      expect(marketingObjection).not.toBeNull()
      expect((await read(id)).recognition).toBe('objected')
    }
    expect(await proveReceiptChain(house.db)).toMatchObject({ sound: true })
  })
})

describe('joined before the base has looked at either', () => {
  test('undone, they stay two, whatever is looked at or written afterwards', async () => {
    for (const [n, lookedFirst] of [
      [1, false],
      [2, true],
    ] as const) {
      clock.pass(86_400)
      const enter = (givenName: string, familyName: string) =>
        owner.ask(customers.createCustomer, {
          body: { givenName, familyName, phones: [{ number: `+3363998071${n}` }], city: 'Brest' },
        })
      const one = (await (n === 1 ? enter('Solène', 'Kervella') : enter('Armande', 'Ginoux'))).id
      if (lookedFirst) await look()
      const other = (await (n === 1 ? enter('Maïwenn', 'Guivarch') : enter('Cyprien', 'Delvaux'))).id
      const event = await joins(one, other)
      await look()
      await undo(event)
      expect((await read(other)).archivedAt).toBeNull()
      const pair = await owner.ask(identity.comparePair, { query: { a: one, b: other } })
      expect(pair.judged).toBe('different')
      await writes(other, { note: 'Repasse jeudi' })
      expect((await read(other)).archivedAt).toBeNull()
    }
  })
})
