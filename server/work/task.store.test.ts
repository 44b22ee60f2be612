import { expect, test } from 'vitest'
import { freshDb } from '../../test/world.ts'
import { insertTasks, openByStaff } from './task.store.ts'
import type { NewTask } from './task.ts'

const { db } = await freshDb()
const NOW = new Date('2026-11-26T10:00:00Z')
const id = (n: number) => `00000000-0000-7000-8000-${String(n).padStart(12, '0')}`
const task = (n: number, more: Partial<NewTask> = {}): NewTask => ({
  id: id(n),
  touchId: id(1000 + n),
  customerId: id(1),
  staffId: id(2),
  siteId: null,
  assetId: null,
  orderId: null,
  kind: 'call',
  purpose: 'service',
  moment: 'after-delivery',
  title: 'Dix jours après',
  because: [{ code: 'quote', values: { text: '« It’s "here" »' } }],
  opening: 'Bonjour',
  message: '',
  thank: '',
  avoid: '',
  priority: 2,
  core: true,
  minutes: 5,
  notBefore: NOW.getTime(),
  dueOn: '2026-11-26',
  expiresAt: null,
  ...more,
})

test('a thousand at once; told again, a touch keeps the task it has', async () => {
  const many = Array.from({ length: 1000 }, (_, n) => task(n))
  expect((await insertTasks(db, many, NOW)).size).toBe(1000)
  expect((await insertTasks(db, [task(5, { id: id(5000), opening: 'Autre chose' }), task(1001)], NOW)).size).toBe(1)
  const kept = await db.selectFrom('work.task').selectAll().where('touch_id', '=', id(1005)).executeTakeFirstOrThrow()
  expect([kept.id, kept.opening, kept.state, kept.due_on, kept.because]).toEqual([
    id(5),
    'Bonjour',
    'open',
    '2026-11-26',
    task(5).because,
  ])
  expect(await openByStaff(db)).toEqual(new Map([[id(2), 1001]]))
})

test('tasks of no touch are as many as they are', async () => {
  const own = [task(2001, { touchId: null, staffId: null }), task(2002, { touchId: null, staffId: null })]
  expect((await insertTasks(db, own, NOW)).size).toBe(2)
  expect(await insertTasks(db, [], NOW)).toEqual(new Set())
})
