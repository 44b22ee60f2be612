import { expect, test } from 'vitest'
import { readAudit } from '../../contract/audit.ts'
import * as loop from '../../contract/loop.ts'
import { writeAttention } from '../../server/budget/attention.store.ts'
import { type NewTouch, saveTouches } from '../../server/moments/touch.store.ts'
import { openTown } from '../town.ts'

const town = await openTown()
const { owner, advisor, anne, siteId, world, clock } = town
const { house } = world
const DAY = 86_400_000
const now = house.now().getTime()

let made = 0
const touch = (more: Partial<NewTouch>): NewTouch => ({
  id: house.newId(),
  customerId: anne.customerId,
  moment: 'after-service',
  occasion: `o${++made}`,
  core: true,
  priority: 3,
  purpose: 'service',
  factId: null,
  assetId: null,
  orderId: null,
  siteId,
  dueAt: now - DAY,
  expiresAt: now + DAY,
  playbookVersion: 1,
  state: 'done',
  gesture: 'sms',
  staffId: null,
  because: [],
  judged: null,
  arm: null,
  ...more,
})
await saveTouches(
  house.db,
  [
    touch({}),
    touch({ state: 'dropped', gesture: null, because: [{ code: 'budget.gap', values: { days: 4 } }] }),
    touch({ state: 'held', gesture: null, because: [{ code: 'budget.gap', values: { days: 4 } }] }),
    touch({ moment: 'silence', core: false, siteId: null, state: 'planned', dueAt: now + DAY }),
  ],
  house.now(),
)
const asked = (query: object = {}) => owner.ask(loop.ledger, { query: query as never })

test('by moment and by reason, with one reason whole', async () => {
  const { moments, reasons } = await owner.ask(loop.ledgerSummary)
  expect(moments).toEqual([
    { moment: 'after-service', title: 'after-service', core: true, planned: 0, held: 1, doing: 0, done: 1, dropped: 1 },
    { moment: 'silence', title: 'silence', core: false, planned: 1, held: 0, doing: 0, done: 0, dropped: 0 },
  ])
  expect(
    reasons.map(({ code, state, n }) => [code, state, n]).sort((a, b) => String(a[1]).localeCompare(String(b[1]))),
  ).toEqual([
    ['budget.gap', 'dropped', 1],
    ['budget.gap', 'held', 1],
  ])
  expect(reasons[0]!.sample).toEqual({ code: 'budget.gap', values: { days: 4 } })
})

test('filtered, and page by page without a line lost or told twice', async () => {
  expect((await asked({ state: 'dropped' })).touches).toHaveLength(1)
  expect((await asked({ because: 'budget.gap' })).touches).toHaveLength(2)
  expect((await asked({ moment: 'silence' })).touches[0]).toMatchObject({
    customerName: 'Anne Cieille',
    state: 'planned',
  })
  expect((await asked({ from: '2026-11-25' })).touches).toEqual([])
  const seen: string[] = []
  for (let after: string | undefined; ; ) {
    const page = await asked({ limit: 1, ...(after ? { after } : {}) })
    seen.push(...page.touches.map(({ id }) => id))
    if (!page.next) break
    after = page.next
  }
  expect([seen.length, new Set(seen).size]).toEqual([4, 4])
  expect((await owner.raw(loop.ledger, { query: { after: 'nonsense' } as never })).status).toBe(422)
})

test('as CSV, with the reason in it, and the export is in the audit log', async () => {
  const answer = await world.app.inject({
    method: 'GET',
    url: '/api/loop/touches.csv?state=dropped',
    headers: { cookie: owner.cookie },
  })
  const [head, line, ...rest] = answer.body.replace('\uFEFF', '').trim().split('\r\n')
  expect(head!.split(',').slice(0, 4)).toEqual(['changed', 'due', 'customer', 'name'])
  expect(line).toContain('budget.gap 4')
  expect(rest).toEqual([])
  expect((await owner.ask(readAudit, { query: { action: 'ledger.export' } as never })).rows).toHaveLength(1)
})

test('an advisor has no ledger, a site manager theirs alone', async () => {
  expect((await advisor.raw(loop.ledger)).status).toBe(403)
  const manager = await town.join('Max Chef', 'site-manager', [])
  expect((await manager.ask(loop.ledger)).touches).toHaveLength(3)
  expect((await manager.raw(loop.ledger, { query: { site: house.newId() } as never })).status).toBe(403)
})

test('attention: what weighs counts, what they ask for does not; who bought nothing stands apart', async () => {
  const contact = (weight: number, daysAgo: number) => ({
    id: house.newId(),
    customerId: anne.customerId,
    at: new Date(now - daysAgo * DAY),
    channel: 'sms',
    weight,
    moment: 'after-service',
    core: true,
    touchId: null,
    staffId: null,
    siteId,
  })
  await writeAttention(house.db, [contact(1, 2), contact(0.25, 3), contact(1, 200), contact(5, 400)])
  await house.db.updateTable('budget.attention').set({ from_them: true }).where('weight', '=', 5).execute()
  const { people, pressure, equity } = await owner.ask(loop.attention)
  expect(people).toBe(1)
  expect(pressure.filter(({ people }) => people > 0)).toEqual([{ contacts: 2, people: 1 }])
  expect(equity.deciles).toMatchObject([{ decile: 0, people: 1, mean: 2.25, core: { people: 1 } }])
})

test('hold-outs: only those whose days are over, on the side they were drawn on, whatever came of it', async () => {
  expect((await owner.ask(loop.holdOuts)).moments).toEqual([])
  const extra = { moment: 'two-years', core: false }
  await saveTouches(
    house.db,
    [
      touch({ ...extra, arm: 'treated', dueAt: now - 100 * DAY }),
      touch({ ...extra, arm: 'held-out', state: 'dropped', dueAt: now - 100 * DAY }),
      touch({ ...extra, arm: 'treated', dueAt: now - 10 * DAY }),
      touch({ ...extra, arm: 'treated', state: 'dropped', dueAt: now - 100 * DAY }),
    ],
    house.now(),
  )
  clock.pass(1)
  expect((await owner.ask(loop.holdOuts)).moments).toMatchObject([
    { moment: 'two-years', treated: { n: 2, came: 0 }, heldOut: { n: 1, came: 0 }, few: true, waiting: 1 },
  ])
})
