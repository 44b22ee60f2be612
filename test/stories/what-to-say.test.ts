import { describe, expect, test } from 'vitest'
import * as timeline from '../../contract/timeline.ts'
import * as visits from '../../contract/visits.ts'
import { openTown } from '../town.ts'

/** What the card has them say when she comes again and again: what is new, and nothing twice. */
const town = await openTown()
const { owner, advisor, reception, anne, siteId, clock } = town
const { customerId } = anne
const gate = await town.camera()
const DAY = 86_400

let car = 0
/** She drives in, and is received; `greet: false` leaves her waiting. */
const comes = async ({ greet = true } = {}) => {
  car += 1
  const answer = await town.post(gate.path, { plate: 'FM046SC', id: `car-${car}` })
  expect(answer.body).toMatchObject({ outcome: 'sure' })
  const { waiting } = await reception.ask(visits.readFloor, { query: { site: siteId } })
  const [visit] = waiting
  if (greet) await reception.ask(visits.greeted, { params: { id: visit!.id } })
  return visit!
}
/** She goes home; some days later she is on the road again. */
const daysPass = async (days: number) => {
  const { greeted } = await reception.ask(visits.readFloor, { query: { site: siteId } })
  for (const { id } of greeted) await reception.ask(visits.left, { params: { id } })
  clock.pass(days * DAY)
}

describe('nobody left a word', () => {
  test('the case that was closed is asked after, in its own words, with the same look at the gate', async () => {
    const { id } = await advisor.ask(timeline.addEntry, {
      params: { id: customerId },
      body: { kind: 'case', text: 'Bruit à l’arrière. Revient à froid.' },
    })
    expect((await comes()).card).toMatchObject({ say: null, mind: { code: 'mind-case' } })
    await advisor.ask(timeline.changeEntry, { params: { id }, body: { closed: true } })
    await daysPass(12)
    expect((await comes()).card).toMatchObject({
      say: { code: 'ask-case', values: { text: 'Bruit à l’arrière' } },
      mind: null,
    })
  })

  test('then the repair she had since', async () => {
    await daysPass(20)
    const { id } = await owner.ask(timeline.createOrder, {
      params: { id: customerId },
      body: { number: 'R-1', kind: 'repair', title: 'Plaquettes de frein', siteId },
    })
    await owner.ask(timeline.updateOrder, { params: { id }, body: { state: 'delivered' } })
    await daysPass(30)
    expect((await comes()).card.say).toMatchObject({ code: 'ask-repair', values: { text: 'Plaquettes de frein' } })
  })

  test('after nine months neither is brought up', async () => {
    await daysPass(300)
    expect((await comes()).card.say).toBeNull()
  })
})
