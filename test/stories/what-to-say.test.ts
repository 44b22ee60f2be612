import { describe, expect, test } from 'vitest'
import * as auditApi from '../../contract/audit.ts'
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

describe('a colleague left a word', () => {
  const leaves = async (text: string, hint: 'say' | 'thank' | 'mind') =>
    (await advisor.ask(timeline.addEntry, { params: { id: customerId }, body: { kind: 'note', text, hint } })).id
  const standing = async () => {
    const { entries } = await owner.ask(timeline.readTimeline, {
      params: { id: customerId },
      query: { kinds: 'note' },
    })
    return entries.filter((entry) => entry.hint && !entry.hintDoneAt).map(({ text }) => text)
  }

  test('greeting says it and thanks for it: next time the older word comes up; what is to be minded stays', async () => {
    await daysPass(1)
    await leaves('Et ce voyage ?', 'say')
    clock.pass(60)
    await leaves('Sa fille a-t-elle son permis ?', 'say')
    await leaves('Merci pour les photos.', 'thank')
    await leaves('Porte une prothèse, laissez-lui le temps.', 'mind')
    const visit = await comes({ greet: false })
    expect(visit.card).toMatchObject({
      say: { values: { text: 'Sa fille a-t-elle son permis ?' } },
      thank: { values: { text: 'Merci pour les photos.' } },
    })
    const { card } = await reception.ask(visits.greeted, { params: { id: visit.id } })
    expect(card.said).toEqual(['say', 'thank'])
    expect(await standing()).toEqual(['Porte une prothèse, laissez-lui le temps.', 'Et ce voyage ?'])
    // Tapped twice, nothing more happens.
    const again = await reception.ask(visits.greeted, { params: { id: visit.id } })
    expect(again.card.said).toEqual(['say', 'thank'])
  })

  test('taken back, it is to be said again; greeted anew, it is said', async () => {
    const { greeted } = await reception.ask(visits.readFloor, { query: { site: siteId } })
    const { id } = greeted[0]!
    const back = await reception.ask(visits.undoVisit, { params: { id } })
    expect(back.card.said).toEqual([])
    expect(await standing()).toHaveLength(4)
    await reception.ask(visits.greeted, { params: { id } })
    await daysPass(3)
    const { card } = await comes({ greet: false })
    expect([card.say?.values.text, card.thank?.values.text, card.mind?.values.text]).toEqual([
      'Et ce voyage ?',
      undefined,
      'Porte une prothèse, laissez-lui le temps.',
    ])
  })

  test('one tap says a line before greeting, or after all not; what was tapped outlives the undo of a greeting', async () => {
    const { waiting } = await reception.ask(visits.readFloor, { query: { site: siteId } })
    const { id } = waiting[0]!
    const say = (line: 'say' | 'thank' | 'mind', said = true) =>
      reception.ask(visits.sayLine, { params: { id }, body: { line, said } })
    expect((await say('mind')).card.said).toEqual(['mind'])
    expect((await say('mind', false)).card.said).toEqual([])
    expect(await standing()).toEqual(['Porte une prothèse, laissez-lui le temps.', 'Et ce voyage ?'])
    expect((await say('say')).card.said).toEqual(['say'])
    clock.pass(60)
    await reception.ask(visits.greeted, { params: { id } })
    expect((await reception.ask(visits.undoVisit, { params: { id } })).card.said).toEqual(['say'])
    expect(await standing()).toEqual(['Porte une prothèse, laissez-lui le temps.'])
  })

  test('what the facts tell has no tap, and the log says who tapped', async () => {
    const { waiting } = await reception.ask(visits.readFloor, { query: { site: siteId } })
    const { id } = waiting[0]!
    const refused = await reception.raw(visits.sayLine, { params: { id }, body: { line: 'thank' } })
    expect(refused).toMatchObject({ status: 409, body: { code: 'nothing-to-say' } })
    const { rows } = await owner.ask(auditApi.readAudit, { query: { customer: customerId, action: 'visit.said' } })
    expect(rows.length).toBe(3)
  })
})
