import { sql } from 'kysely'
import { expect, test, vi } from 'vitest'
import * as answersApi from '../../contract/answers.ts'
import * as pushApi from '../../contract/push.ts'
import { openCaringTown } from '../caring.ts'

/** A file of answers comes in at once: each is a case in the list of whoever has it, and their telephone stays in their pocket. */
const town = await openCaringTown()
const { owner, advisor, siteId, clock, another, cases, world, house } = town
const KEYS = { p256dh: 'p', auth: 'a' }
const told = () => town.pushed.map(({ message }) => message.title).toSorted((a, b) => a.localeCompare(b, 'fr'))
const idle = async () =>
  vi.waitFor(
    async () => {
      const { rows } = await sql<{ n: number }>`select count(*)::int as n from jobs.job
        where name in ('case-push', 'compliment-push') and state in ('created', 'retry', 'active')`.execute(house.db)
      expect(rows[0]!.n).toBe(0)
    },
    { timeout: 60_000, interval: 200 },
  )
let sent = 0
const tell = async (n: number, text: string, score: number) => {
  sent += 1
  const people = await Promise.all(Array.from({ length: n }, (_, nth) => another(`Foule${sent}x${nth}`)))
  return owner.ask(answersApi.tellAnswers, {
    body: {
      source: 'file',
      answers: people.map((id) => ({
        key: id,
        who: { id },
        at: clock.now().toISOString(),
        metric: 'nps' as const,
        score,
        text,
        siteId,
      })) as never,
    },
  })
}

test('forty complaints within a minute are forty cases and four rings; danger rings beside them', async () => {
  await advisor.ask(pushApi.subscribePush, { body: { endpoint: 'https://push.example.org/a', keys: KEYS } })
  await world.startJobs()
  expect(await tell(40, 'Deux heures d’attente et personne pour me répondre', 1)).toMatchObject({ kept: 40 })
  await idle()
  expect(await cases({ limit: 200 })).toHaveLength(40)
  expect(told()).toEqual([
    'D’autres dossiers vous attendent',
    ...Array.from({ length: 3 }, () => 'Un dossier vous est confié'),
  ])
  town.pushed.length = 0
  await tell(1, 'Les freins ont lâché sur l’autoroute en sortant de chez vous', 0)
  await idle()
  expect(told()).toEqual(['Un dossier vous est confié'])
})

test('so are thanks; and after ten minutes each rings again', async () => {
  town.pushed.length = 0
  await tell(12, 'Merci à Alice Conseil, parfaite', 10)
  await idle()
  expect(told()).toEqual([
    'D’autres clients vous remercient',
    ...Array.from({ length: 3 }, () => 'Un client vous remercie'),
  ])
  town.pushed.length = 0
  clock.pass(11 * 60)
  await tell(1, 'Deux heures d’attente et personne pour me répondre', 1)
  await idle()
  expect(told()).toContain('Un dossier vous est confié')
})
