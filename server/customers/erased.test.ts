import { expect, test } from 'vitest'
import { openDesk } from '../../test/desk.ts'
import { freshDb } from '../../test/world.ts'
import { openSealer } from '../kit/seal.ts'
import { tellOfLostMarks } from './erased.flow.ts'

const { db } = await freshDb()
const { house } = openDesk(db)
const under = (secret: string) => ({ ...house, seal: openSealer(secret.repeat(40)) })

test('a house opened under another secret says that it knows its erased people no more, until the old one is back', async () => {
  expect(await tellOfLostMarks(under('a'))).toBe(false)
  // Nobody was erased: there is nothing to lose.
  expect(await tellOfLostMarks(under('b'))).toBe(false)
  await db
    .insertInto('customers.erased')
    .values({ mark: 'made under b', erasure_id: house.newId(), why: 'request', at: house.now() } as never)
    .execute()
  expect(await tellOfLostMarks(under('b'))).toBe(false)
  expect(await tellOfLostMarks(under('c'))).toBe(true)
  expect(await tellOfLostMarks(under('c')), 'at each start').toBe(true)
  expect(await tellOfLostMarks(under('b'))).toBe(false)
})
