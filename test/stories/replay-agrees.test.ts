import { sql } from 'kysely'
import { expect, test } from 'vitest'
import * as customers from '../../contract/customers.ts'
import * as factsApi from '../../contract/facts.ts'
import { lawSettings, siteEntities } from '../../server/consent/law.store.ts'
import { takeInFacts } from '../../server/flows/loop/decide.flow.ts'
import { decideDue } from '../../server/flows/loop/due.flow.ts'
import { livesOf } from '../../server/flows/loop/lives.store.ts'
import { carriedBy } from '../../server/flows/loop/round.store.ts'
import { sweep } from '../../server/flows/loop/sweep.jobs.ts'
import { providersOf } from '../../server/messages/provider.store.ts'
import { PlaybookInForce } from '../../server/moments/playbook.store.ts'
import { clockOf, rulesOf } from '../../server/moments/replay-pages.ts'
import { type Replayed, replay } from '../../server/moments/time-machine.ts'
import { openTown } from '../town.ts'

// The time machine lives a month again and finds what the live loop did: same period, same facts, same touches. From Monday 5 October 2026.
const FROM = '2026-10-05T06:00:00.000Z'
const town = await openTown({ at: FROM })
const { owner, clock } = town
const { house } = town.world
const { db } = house
const playbooks = new PlaybookInForce()
const HOUR = 3600
const DAYS = 30

const YAML = `
playbook: 1
name: Un mois
languages: [fr]
compass: { fr: x }
registers: {}
hours: { from: '09:00', to: '19:00', days: [1, 2, 3, 4, 5, 6] }
budget: { perMonth: 3, gapDays: 3, patienceDays: 12 }
moments:
  - id: thanks
    title: { fr: Merci }
    core: true
    on: visit.greeted
    after: 2 hours
    within: 4 days
    do: [email, sms]
    subject: { fr: Merci }
    message: { fr: 'Merci de votre visite.' }
    sms: { fr: 'Merci.' }
  - id: service-soon
    title: { fr: La révision }
    core: true
    on: { date: asset.nextServiceOn }
    before: 21 days
    do: [email, sms]
    merge: workshop
    subject: { fr: La révision }
    message: { fr: 'À réviser vers le {{ asset.nextServiceOn }}.' }
    sms: { fr: 'À réviser bientôt.' }
  - id: control-due
    title: { fr: Le contrôle }
    core: true
    on: { date: asset.warrantyUntil }
    before: 20 days
    do: [email, sms]
    merge: workshop
    subject: { fr: Le contrôle }
    message: { fr: 'Contrôle à passer.' }
    sms: { fr: 'Contrôle à passer.' }
  - id: news
    title: { fr: Des nouvelles }
    on: site.news
    within: 20 days
    merge: workshop
    do: [email]
    priority: 7
    subject: { fr: Des nouvelles }
    message: { fr: 'Des nouvelles.' }
  - id: word
    title: { fr: Un mot }
    on: site.word
    do: [word]
    opening: { fr: Bonjour }
`

test('same period, same facts: same touches, told together alike, held and let go alike', async () => {
  await sql`insert into moments.playbook (version, yaml, origin, at, live_from) values (1, ${YAML}, 'test', ${house.now()}, ${house.now()})`.execute(
    db,
  )
  for (const channel of ['email', 'sms'])
    await sql`insert into messages.provider (id, channel, kind, name, created_at, changed_at) values (${house.newId()}, ${channel}, 'http', 'x', ${house.now()}, ${house.now()})`.execute(
      db,
    )
  const ids: string[] = []
  for (let n = 0; n < 6; n++) {
    const { id } = await owner.ask(customers.createCustomer, {
      body: {
        givenName: `Client${n}`,
        familyName: 'Essai',
        siteId: town.siteId,
        emails: n % 3 === 2 ? [] : [{ address: `c${n}@example.org` }],
        phones: [{ number: `+3363998020${n}` }],
      },
    })
    ids.push(id)
    const asset = house.newId()
    const on = (days: number) => new Date(Date.parse(FROM) + days * 86_400_000).toISOString().slice(0, 10)
    await sql`insert into customers.asset (id, kind, make, model, next_service_on, warranty_until, created_at, updated_at)
      values (${asset}, 'vehicle', 'Peugeot', '208', ${on(28 + n)}, ${on(30 + 3 * n)}, ${house.now()}, ${house.now()})`.execute(
      db,
    )
    await sql`insert into customers.ownership (id, customer_id, asset_id, since) values (${house.newId()}, ${id}, ${asset}, ${on(-400)})`.execute(
      db,
    )
  }
  const plan = Array.from({ length: 40 }, (_, n) => ({
    hour: (n * 37) % (DAYS * 24 - 48),
    who: ids[n % ids.length]!,
    kind: (['visit.greeted', 'site.news', 'site.word', 'site.news'] as const)[n % 4]!,
    key: `f${n}`,
  }))
  for (let hour = 0; hour < DAYS * 24; hour++) {
    const now = plan.filter((each) => each.hour === hour)
    if (now.length > 0)
      await owner.ask(factsApi.tellFacts, {
        body: {
          source: 'test',
          facts: now.map(({ key, kind, who }) => ({ key, kind, who: { id: who }, at: house.now().toISOString() })),
        },
      })
    if (hour % 24 === 0) await sweep(house, playbooks)
    while ((await takeInFacts(house, playbooks)) > 0);
    while ((await decideDue(house, playbooks)) > 0);
    clock.pass(HOUR)
  }
  const { rows } = await sql<{
    customer_id: string
    moment: string
    occasion: string
    state: string
    gesture: string | null
    along: boolean
  }>`
    select customer_id, moment, occasion, state, gesture, because @> '[{"code":"touch.told-with"}]' as along from moments.touch
    where state in ('done', 'doing', 'dropped')`.execute(db)
  const name = (id: string) => `c${ids.indexOf(id)}`
  const live = rows
    .filter(({ customer_id }) => ids.includes(customer_id))
    .map(({ customer_id, moment, state, gesture, along }) =>
      [name(customer_id), moment, state === 'dropped' ? 'dropped' : along ? 'told along' : gesture].join(' '),
    )
    .sort()

  const span = { from: Date.parse(FROM), to: house.now().getTime() }
  const of = {
    yaml: YAML,
    version: 1,
    law: await lawSettings(db),
    entities: [...(await siteEntities(db))],
    carried: [...carriedBy(await providersOf(db, { active: true }))],
    asks: [],
    placeholders: [],
    rhythm: null,
    warnings: [],
  }
  const rules = rulesOf(of)
  const again: string[] = []
  for (const life of await livesOf(db, ids, new Date(span.from), new Date(span.to)))
    replay(
      rules,
      { ...life, person: { ...life.person, attention: [] } },
      clockOf(rules, of)(life),
      span,
      (event: Replayed) => {
        if (event.outcome === 'held') return
        const how = event.outcome === 'dropped' ? 'dropped' : (event.gesture ?? 'told along')
        again.push([name(event.customerId), event.touch.moment, how].join(' '))
      },
    )
  expect(live.length).toBeGreaterThan(30)
  for (const kind of ['told along', 'dropped', ' sms', ' email', ' word'])
    expect(
      live.some((each) => each.includes(kind)),
      kind,
    ).toBe(true)
  expect(again.sort()).toEqual(live)
})
