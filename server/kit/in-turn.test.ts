import { sql } from 'kysely'
import { expect, test } from 'vitest'
import { freshDb } from '../../test/world.ts'
import { inTurn } from './in-turn.ts'

const { db } = await freshDb()
await sql`create table said (n integer primary key, word text)`.execute(db)
const say = (n: number, word = 'yes') => sql`insert into said values (${n}, ${word})`
const said = async () => (await sql<{ n: number }>`select n from said order by n`.execute(db)).rows.map(({ n }) => n)

test('one after the other on one connection; the values of the next are made while one runs', async () => {
  const steps: string[] = []
  await db.transaction().execute(async (open) => {
    const turn = inTurn(open)
    const slow = sql`select pg_sleep(0.2)`
    const execute = slow.execute.bind(slow)
    slow.execute = async (on) => {
      const answer = await execute(on)
      steps.push('slow ended')
      return answer as never
    }
    await turn.add(slow)
    steps.push('next made')
    await turn.add(say(1))
    // It sees what those before it wrote.
    await turn.add(sql`insert into said select n + 1, word from said`)
    await turn.end()
  })
  expect(steps).toEqual(['next made', 'slow ended'])
  expect(await said()).toEqual([1, 2])
})

test.each([
  ['the next statement', async (turn: ReturnType<typeof inTurn>) => turn.add(say(4))],
  ['the end', async (turn: ReturnType<typeof inTurn>) => turn.end()],
])('a statement that fails is told by %s, and nothing of the transaction stays', async (_, next) => {
  const work = db.transaction().execute(async (open) => {
    const turn = inTurn(open)
    await turn.add(say(3))
    await turn.add(say(3))
    // Long enough that it has failed with nobody waiting for it.
    await new Promise((resolve) => setTimeout(resolve, 50))
    await next(turn)
  })
  await expect(work).rejects.toMatchObject({ code: '23505' })
  expect(await said()).toEqual([1, 2])
})
