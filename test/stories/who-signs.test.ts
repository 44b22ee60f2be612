import { expect, test } from 'vitest'
import * as work from '../../contract/work.ts'
import { openSending, pageOf } from '../sending.ts'

// A letter is written, its provider is away, and meanwhile its advisor hands the customer over. A Wednesday.
const street = await openSending('2026-11-25T10:24:00+01:00')
const { owner, taken, provider, leaves, someone, town } = street
const LETTER = pageOf(`
  - id: thanks
    title: { fr: Merci }
    core: true
    on: service.done
    within: 3 days
    do: email
    subject: { fr: Merci }
    message: { fr: 'Merci. {{ advisor.name | default: site.name }}' }`)

test('who looks after them when it leaves is who signs', async () => {
  await street.nextDay(LETTER)
  const [handed, kept] = [
    await someone([], ['a@example.org'], { advisorId: town.advisor.staffId }),
    await someone([], ['b@example.org'], { advisorId: town.advisor.staffId }),
  ]
  provider.away = true
  for (const id of [handed, kept]) await street.tell(id, 'service.done')
  await leaves(1)
  const before = (await street.messages(handed))[0]!.body
  await owner.ask(work.makeHandover, {
    body: {
      fromId: town.advisor.staffId,
      toId: town.reception.staffId,
      words: 'Elle préfère Rose.',
      customerIds: [handed],
    },
  })
  provider.away = false
  await leaves(30)
  const texts = Object.fromEntries(taken.map(({ to, text }) => [to, text]))
  expect(before).not.toContain('Rose Accueil')
  expect(texts['a@example.org']).toContain('Merci. Rose Accueil')
  expect(texts['b@example.org']).toContain(before)
  expect(taken).toHaveLength(2)
})
