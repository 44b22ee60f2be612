import { createHmac } from 'node:crypto'
import { expect, test } from 'vitest'
import * as signals from '../../contract/signals.ts'
import { callKind } from '../../server/edges/calls/kinds.ts'
import { flushTallies } from '../../server/flows/tallies.flow.ts'
import { openTown } from '../town.ts'

/** A telephone system that signs what it sends, and somebody who found out the address and does not have the key. */
const ORIGIN = 'http://localhost:4270'
const town = await openTown()
const { owner, anne } = town
const KEY = 'the-key-of-this-hook'

interface Request {
  body: Buffer
  headers: Record<string, string>
}
type Vendor = (url: string, sample: { contentType: string; body: Buffer }, key: string, at: Date) => Request

const hmac = (hash: string, key: string, text: string | Buffer) => createHmac(hash, key).update(text).digest('base64')
const VENDORS: Record<string, Vendor> = {
  twilio(url, { body }, key) {
    const fields = [...new URLSearchParams(body.toString())].sort(([a], [b]) => (a < b ? -1 : 1))
    return { body, headers: { 'x-twilio-signature': hmac('sha1', key, url + fields.flat().join('')) } }
  },
  ringover(url, { body }, key, at) {
    const stamp = String(Math.floor(at.getTime() / 1000))
    return {
      body,
      headers: {
        'x-ringover-webhook-signature-v3': hmac('sha256', key, `POST${url}${body}${stamp}`),
        'x-ringover-request-signature-v3-timestamp': stamp,
      },
    }
  },
  aircall: (_url, { body }, token) => ({
    body: Buffer.from(JSON.stringify({ ...(JSON.parse(body.toString()) as object), token })),
    headers: {},
  }),
}

const setKey = (id: string, signingKey: string) =>
  owner.ask(signals.updateSource, { params: { id }, body: { signingKey } })

/** Posts as from behind a proxy, which tells neither host nor scheme rightly: the address of the house is the one that was told. */
async function post(path: string, contentType: string, { body, headers }: Request) {
  town.clock.pass(120)
  const answer = await town.world.app.inject({
    method: 'POST',
    url: path,
    payload: body,
    headers: { host: 'okaeri.internal:4270', 'content-type': contentType, ...headers },
  })
  return { status: answer.statusCode, type: answer.headers['content-type'], text: answer.body }
}

test.each(Object.keys(VENDORS))('%s: signed it is taken, unsigned or badly signed it is refused', async (kind) => {
  const sign = VENDORS[kind]!
  const line = await town.camera(kind, 'phone')
  const send = (with_: string | null, over: { url?: string; change?: string } = {}) => {
    const at = new Date(town.clock.now().getTime() + 120_000)
    const sample = callKind(kind)!.sample(anne.phone, '+33199000100', at)
    const signed =
      with_ === null ? { body: sample.body, headers: {} } : sign(over.url ?? ORIGIN + line.path, sample, with_, at)
    const body = over.change ? Buffer.from(signed.body.toString().replaceAll('639980101', over.change)) : signed.body
    return post(line.path, sample.contentType, { ...signed, body })
  }
  expect((await send(null)).status, 'without a key the address guards').toBe(200)

  expect((await setKey(line.id, KEY)).signed).toBe(true)
  expect((await send(KEY)).status).toBe(200)
  expect((await send('another-key')).status).toBe(401)
  const unsigned = await send(null)
  expect(unsigned.status).toBe(401)
  expect(unsigned.type).toContain('application/problem+json')
  expect(JSON.parse(unsigned.text)).toMatchObject({ code: 'bad-signature' })
  if (kind !== 'aircall') {
    expect((await send(KEY, { url: `https://elsewhere.example.org${line.path}` })).status).toBe(401)
    expect((await send(KEY, { change: '639980199' })).status).toBe(401)
  }
  const sample = await owner.ask(signals.sendSample, { params: { id: line.id }, body: { from: anne.phone } })
  expect(sample, 'our own test call is signed as the system does').toMatchObject({ status: 200 })

  expect((await setKey(line.id, `old-key ${KEY}`)).signed).toBe(true)
  expect((await send(KEY)).status, 'one of several keys').toBe(200)
  expect((await setKey(line.id, '')).signed).toBe(false)
  expect((await send(null)).status, 'the key is gone').toBe(200)

  await flushTallies(town.world.house, town.world.watch)
  const { totals } = await owner.ask(signals.sourceHealth, { params: { id: line.id }, query: { hours: 24 } })
  expect(totals.refused).toBe(kind === 'aircall' ? 2 : 4)
  expect(town.log.join('')).not.toMatch(/639980101|the-key-of/u)
})

test('no address was told: the one the proxy was called by is what was signed', async () => {
  const house = await openTown({ origin: null })
  const line = await house.camera('twilio', 'phone')
  await house.owner.ask(signals.updateSource, { params: { id: line.id }, body: { signingKey: KEY } })
  const sample = callKind('twilio')!.sample(anne.phone, '', house.clock.now())
  const send = (called: string) =>
    house.world.app.inject({
      method: 'POST',
      url: line.path,
      payload: sample.body,
      headers: {
        'content-type': sample.contentType,
        'x-forwarded-proto': 'https',
        'x-forwarded-host': 'phones.example.org',
        ...VENDORS.twilio!(called + line.path, sample, KEY, house.clock.now()).headers,
      },
    })
  expect((await send('http://localhost:4270')).statusCode).toBe(401)
  expect((await send('https://phones.example.org')).statusCode).toBe(200)
  expect((await send('https://phones.example.org:443')).statusCode).toBe(200)
})

test('a key is for systems that sign; cameras and the others are as before', async () => {
  const camera = await town.camera('json')
  for (const kind of ['json', '3cx'])
    expect(
      (
        await owner.raw(signals.updateSource, {
          params: { id: (await town.camera(kind, 'phone')).id },
          body: { signingKey: KEY },
        })
      ).status,
    ).toBe(422)
  expect((await owner.raw(signals.updateSource, { params: { id: camera.id }, body: { signingKey: KEY } })).status).toBe(
    422,
  )
  expect((await town.post(camera.path, { plate: 'ZZ-999-ZZ' })).status).toBe(200)
})

test('3CX is told how to be reached whole, or not at all', async () => {
  const line = await town.camera('3cx', 'phone')
  const change = (connection: object) =>
    owner.raw(signals.updateSource, { params: { id: line.id }, body: { connection } })
  const whole = { url: 'https://pbx.example.org', username: '800', password: 'k', routePoint: '800', fallback: '900' }
  expect((await change({ ...whole, fallback: '' })).status).toBe(422)
  const kept = await change(whole)
  expect(kept.body).toMatchObject({ connection: { routePoint: '800', fallback: '900' }, connects: 'webhook' })
  expect(JSON.stringify(kept.body)).not.toContain('password')
  expect((await change({})).body).toMatchObject({ connection: {} })
})
