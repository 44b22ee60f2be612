import { createHmac } from 'node:crypto'
import { XMLParser } from 'fast-xml-parser'
import { expect, test } from 'vitest'
import * as network from '../../contract/network.ts'
import * as signals from '../../contract/signals.ts'
import * as visits from '../../contract/visits.ts'
import { openTown } from '../town.ts'

/** A number at Twilio, which signs: her advisor is rung, then the deputy, then reception, then the site. */
const ORIGIN = 'http://localhost:4270'
const KEY = 'auth-token-of-the-account'
const SITE_LINE = '+33199000100'
const town = await openTown()
const { owner, advisor, deputy, reception, anne, siteId } = town
await owner.ask(network.updateSite, { params: { id: siteId }, body: { phone: SITE_LINE, ringS: 15 } })
const line = await town.camera('twilio', 'phone')
await owner.ask(signals.updateSource, { params: { id: line.id }, body: { signingKey: KEY } })

interface Answer {
  status: number
  outcome: unknown
  /** Whom it rings, for how long; the address that is called when it is over, and the one that hears it is picked up. */
  rings?: string
  seconds?: string
  action: string
  heard: string
  says: string
  hangsUp: boolean
}

/** A request of Twilio to this address, signed; what it is told, as Twilio reads it. */
async function twilio(address: string, fields: Record<string, string>, key = KEY): Promise<Answer> {
  const url = new URL(address, `${ORIGIN}${line.path}`).href
  const sent = { From: anne.phone, To: '+33199000199', Direction: 'inbound', ...fields }
  const text = Object.entries(sent)
    .sort(([a], [b]) => (a < b ? -1 : 1))
    .reduce((all, [name, value]) => all + name + value, url)
  const answer = await town.world.app.inject({
    method: 'POST',
    url: url.slice(ORIGIN.length),
    payload: new URLSearchParams(sent).toString(),
    headers: {
      'content-type': 'application/x-www-form-urlencoded',
      'x-twilio-signature': createHmac('sha1', key).update(text).digest('base64'),
    },
  })
  const xml = answer.headers['content-type']?.toString().startsWith('text/xml')
  const { Response = {} } = xml
    ? new XMLParser({ ignoreAttributes: false, parseTagValue: false }).parse(answer.body)
    : {}
  const { Dial, Say } = Response
  return {
    status: answer.statusCode,
    outcome: answer.headers['x-okaeri-outcome'],
    rings: Dial?.Number?.['#text'],
    seconds: Dial?.['@_timeout'],
    action: Dial?.['@_action'] ?? '',
    heard: Dial?.Number?.['@_statusCallback'] ?? '',
    says: Say?.['#text'] ?? '',
    hangsUp: typeof Response === 'object' && 'Hangup' in Response,
  }
}

let calls = 0
const newCall = () => `CA${String(++calls).padStart(32, '0')}`
const begins = (CallSid: string, over: Record<string, string> = {}) =>
  twilio('', { CallSid, CallStatus: 'ringing', ...over })
const notTaken = (CallSid: string, { action }: Answer, DialCallStatus = 'no-answer', CallStatus = 'ringing') =>
  twilio(action, { CallSid, CallStatus, DialCallStatus })
const shown = async (CallSid: string) =>
  (
    await town.world.pool.query(
      'select state, who_id as who, taken_by as took, card from visits.call where call = $1',
      [CallSid],
    )
  ).rows[0]
const facts = async () =>
  (await town.world.pool.query(`select kind, staff_id from timeline.fact where kind like 'call.%' order by id`)).rows

test('one telephone after the other; the card goes where it rings; the deputy takes it', async () => {
  const CallSid = newCall()
  const first = await begins(CallSid)
  expect(first).toMatchObject({ status: 200, outcome: 'sure', rings: '+33639980001', seconds: '15' })
  expect(await shown(CallSid)).toMatchObject({ state: 'ringing', who: advisor.staffId })

  const second = await notTaken(CallSid, first)
  expect(second).toMatchObject({ outcome: 'next', rings: '+33639980002' })
  const passed = await shown(CallSid)
  expect(passed.who).toBe(deputy.staffId)
  expect(passed.card.who).toMatchObject({ staffId: deputy.staffId, as: 'deputy' })
  expect(passed.card.who.because.at(-1)).toEqual({ code: 'did-not-pick-up', values: { name: 'Alice Conseil' } })

  const leg = { CallSid: 'CAleg', ParentCallSid: CallSid, Direction: 'outbound-dial', CallStatus: 'in-progress' }
  expect((await twilio(second.heard, leg)).outcome).toBe('answered')
  const { calls } = await reception.ask(visits.readFloor, { query: { site: siteId } })
  expect(calls).toMatchObject([{ state: 'answered', takenById: deputy.staffId }])
  const over = await notTaken(CallSid, second, 'completed', 'in-progress')
  expect(over, 'who has been served is not put through again').toMatchObject({ outcome: 'ended', hangsUp: true })
  expect(over.rings).toBeUndefined()
  expect(await shown(CallSid)).toMatchObject({ state: 'ended', took: deputy.staffId })
  expect(await facts()).toEqual([{ kind: 'call.answered', staff_id: deputy.staffId }])
})

test('nobody takes it: everybody once, the site last, then a word; the call is missed, and known to be', async () => {
  const before = (await facts()).length
  const CallSid = newCall()
  const rung: (string | undefined)[] = []
  let answer = await begins(CallSid)
  for (const how of ['busy', 'failed', 'no-answer', 'no-answer']) {
    rung.push(answer.rings)
    answer = await notTaken(CallSid, answer, how)
  }
  expect(rung).toEqual(['+33639980001', '+33639980002', '+33639980003', SITE_LINE])
  expect(answer).toMatchObject({ outcome: 'missed', hangsUp: true })
  expect(answer.says).toContain('Votre appel est noté')
  expect(await shown(CallSid)).toMatchObject({ state: 'missed', took: null })
  expect((await facts()).slice(before).map(({ kind }) => kind)).toEqual(['call.missed'])
})

test('heard of at the end only, a call that was taken is no missed one', async () => {
  const before = (await facts()).length
  const CallSid = newCall()
  const first = await begins(CallSid)
  const over = await notTaken(CallSid, first, 'completed', 'completed')
  expect(over.outcome).toBe('ended')
  expect((await twilio('', { CallSid, CallStatus: 'completed' })).outcome, 'its status callback').toBe('repeated')
  expect(await shown(CallSid)).toMatchObject({ state: 'ended', took: advisor.staffId })
  expect((await facts()).slice(before)).toEqual([{ kind: 'call.answered', staff_id: advisor.staffId }])
})

test('she hangs up while the second rings: missed, and nobody else is disturbed', async () => {
  const CallSid = newCall()
  const second = await notTaken(CallSid, await begins(CallSid))
  const gone = await notTaken(CallSid, second, 'no-answer', 'completed')
  expect(gone).toMatchObject({ outcome: 'missed', hangsUp: false, says: '' })
  expect(gone.rings).toBeUndefined()
  expect(await shown(CallSid)).toMatchObject({ state: 'missed' })
})

test('whoever comes or goes meanwhile, the order told first stands; who has no telephone any more is passed over', async () => {
  const CallSid = newCall()
  const first = await begins(CallSid)
  await owner.ask(network.setDuty, { params: { id: advisor.staffId }, body: { state: 'away' } })
  await owner.ask(network.updateStaff, { params: { id: deputy.staffId }, body: { phone: null } })
  expect(await notTaken(CallSid, first)).toMatchObject({ outcome: 'next', rings: '+33639980003' })
  await owner.ask(network.updateStaff, { params: { id: deputy.staffId }, body: { phone: '+33639980002' } })
  town.clock.pass(120)
  expect((await begins(newCall())).rings, 'and the next call knows that she is away').toBe('+33639980002')
})

test('a stranger rings the site, then hears that nobody came: a count, and no row', async () => {
  const CallSid = newCall()
  const first = await begins(CallSid, { From: '+33639987777' })
  expect(first).toMatchObject({ outcome: 'unknown', rings: SITE_LINE })
  const over = await twilio(first.action, {
    CallSid,
    CallStatus: 'ringing',
    DialCallStatus: 'busy',
    From: '+33639987777',
  })
  expect(over).toMatchObject({ hangsUp: true })
  expect(over.says).toContain('Merci de rappeler')
  expect(await shown(CallSid)).toBeUndefined()
})

test('the number that was called is not rung again; with nobody else, Twilio’s own fallback', async () => {
  const none = await begins(newCall(), { From: '+33639987777', To: SITE_LINE })
  expect(none).toMatchObject({ status: 200, outcome: 'unknown' })
  expect(none.rings).toBeUndefined()
})

test('the addresses of the answer are guarded like the first: signed, or refused', async () => {
  const CallSid = newCall()
  const first = await begins(CallSid)
  const fields = { CallSid, CallStatus: 'ringing', DialCallStatus: 'no-answer' }
  expect((await twilio(first.action, fields, 'another-token')).status).toBe(401)
  const elsewhere = `${line.path.split('/').slice(0, -1).join('/')}/${first.action.replace(/^[^?]*/u, 'not-the-secret')}`
  expect((await twilio(elsewhere, fields)).status).toBe(404)
  expect((await twilio(first.action, fields)).rings).toBeDefined()
})

test('other systems name who picked up by e-mail or number', async () => {
  for (const [call, agent] of [
    ['plain-1', 'DENISSUPPLANT@example.org'],
    ['plain-2', '06 39 98 00 02'],
  ] as const) {
    const plain = await town.camera('json', 'phone')
    await town.post(plain.path, { call, from: anne.phone })
    await town.post(plain.path, { call, from: anne.phone, state: 'answered', agent })
    expect(await shown(call)).toMatchObject({ state: 'answered', took: deputy.staffId })
  }
})
