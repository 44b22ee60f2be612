import { afterEach, describe, expect, it } from 'vitest'
import { openPbx, type PbxSettings } from '../../../test/pbx.ts'
import type { Payload } from '../../signals/device.port.ts'
import { connectThreeCx, type ThreeCxOptions } from './threecx.edge.ts'

/** Waits for it, on a busy machine too. */
const soon = <T>(what: () => T) => expect.poll(what, { timeout: 10_000 })
const NOW = new Date('2026-05-04T08:30:00Z')
const open: { close(): unknown }[] = []
const fakePbx = async (settings?: PbxSettings) => {
  const pbx = await openPbx(settings)
  open.push(pbx)
  return pbx
}
afterEach(async () => {
  for (const each of open.splice(0).reverse()) await each.close()
})

interface Told {
  event: string
  agent?: string
  participant: { party_caller_id: string; callid: number }
}

function router(url: string, over: Partial<ThreeCxOptions> = {}, ring: string[] | 'nobody' | 'fault' = ['101', '102']) {
  const told: Told[] = []
  const states: string[] = []
  const warned: string[] = []
  const connection = connectThreeCx(
    {
      url,
      username: '800',
      password: 'right',
      routePoint: '800',
      fallback: '900',
      now: () => NOW,
      log: { warn: (...said: unknown[]) => void warned.push(JSON.stringify(said)) } as ThreeCxOptions['log'],
      retryMs: () => 10,
      ringSeconds: 1,
      ...over,
    },
    async (payload: Payload) => {
      told.push(JSON.parse(payload.body.toString()) as Told)
      if (ring === 'fault') throw new Error('away')
      return ring === 'nobody' ? '{"outcome":"unknown"}' : JSON.stringify({ ring })
    },
    (state, detail) => void states.push(detail ? `${state}:${detail}` : state),
  )
  open.push({ close: () => connection.stop() })
  return {
    told,
    states,
    warned,
    connection,
    events: () => told.map(({ event, agent }) => (agent ? `${event} ${agent}` : event)),
  }
}

describe("3CX's route point", () => {
  it('the advisor does not answer, the deputy does: the caller hears that it rings, and the card is told', async () => {
    const pbx = await fakePbx({ telephones: { '102': 'picks-up' } })
    const { told, states, events, warned } = router(pbx.url)
    await soon(() => states.at(-1)).toBe('ok')
    pbx.arrives('7')
    await soon(events).toEqual(['ringing', 'answered 102'])
    expect(told[0]?.participant).toMatchObject({ party_caller_id: '+33612345678', callid: 60 })
    expect(pbx.done).toEqual(['7→101', '7→102'])
    expect(pbx.heard()).toBeGreaterThan(0)
    expect(warned).toEqual([])
  })

  it('nobody answers: the fallback does', async () => {
    const pbx = await fakePbx({ telephones: { '900': 'picks-up' } })
    const { events } = router(pbx.url)
    pbx.arrives('7', undefined, { told: false })
    await soon(events).toEqual(['ringing', 'answered 900'])
    expect(pbx.done).toEqual(['7→101', '7→102', '7→900'])
  })

  it.each(['nobody', 'fault'] as const)('%s to ring: the fallback at once', async (ring) => {
    const pbx = await fakePbx({ telephones: { '900': 'picks-up' } })
    const { states } = router(pbx.url, {}, ring)
    await soon(() => states.at(-1)).toBe('ok')
    pbx.arrives('7')
    await soon(() => pbx.done).toEqual(['7→900'])
  })

  it('a caller whom we do not know in time is not kept waiting', async () => {
    const pbx = await fakePbx({ telephones: { '900': 'picks-up' } })
    const connection = connectThreeCx(
      {
        url: pbx.url,
        username: '800',
        password: 'right',
        routePoint: '800',
        fallback: '900',
        now: () => NOW,
        log: { warn: () => undefined } as unknown as ThreeCxOptions['log'],
        decideMs: 20,
      },
      () => new Promise(() => undefined),
      () => undefined,
    )
    open.push({ close: () => connection.stop() })
    pbx.arrives('7', undefined, { told: false })
    await soon(() => pbx.done).toEqual(['7→900'])
  })

  it('not even the fallback: it is said, without a number', async () => {
    const pbx = await fakePbx()
    const { warned } = router(pbx.url)
    pbx.arrives('7', undefined, { told: false })
    await soon(() => warned).toHaveLength(1)
    expect(warned[0]).toContain('fallback')
    expect(warned[0]).not.toContain('612345678')
  })

  it('where 3CX lets us look at the telephone that took it, the end of the call is known', async () => {
    const pbx = await fakePbx({ telephones: { '101': 'picks-up' }, monitored: ['101'] })
    const { events } = router(pbx.url, { checkMs: 20 })
    pbx.arrives('7', undefined, { told: false })
    await soon(events).toEqual(['ringing', 'answered 101'])
    await new Promise((resolve) => setTimeout(resolve, 100))
    pbx.hangsUp('101')
    await soon(events).toEqual(['ringing', 'answered 101', 'ended'])
  })

  it('hangs up while the first telephone rings: missed, and nobody else is rung', async () => {
    const pbx = await fakePbx({ telephones: { '101': 'hangs-up' } })
    const { events } = router(pbx.url)
    pbx.arrives('7', undefined, { told: false })
    await soon(events).toEqual(['ringing', 'missed'])
    expect(pbx.done).toEqual(['7→101'])
  })

  it('hung up before we looked, or a call that goes out: nothing is done', async () => {
    const pbx = await fakePbx()
    const { told, states } = router(pbx.url)
    await soon(() => states.at(-1)).toBe('ok')
    pbx.arrives('7')
    pbx.leaves('7')
    pbx.arrives('8', undefined, { status: 'Dialing' })
    pbx.arrives('9', '102')
    await soon(() => pbx.done.length).toBeGreaterThan(0)
    expect(told.map(({ participant }) => participant.party_caller_id)).not.toContain('+33612345678')
    expect(pbx.done.every((each) => each.startsWith('9'))).toBe(true)
  })

  it('an action only taken note of: picked up when the caller leaves, else the next rings', async () => {
    const pbx = await fakePbx({ telephones: { '101': 'noted', '102': 'noted' } })
    const { events } = router(pbx.url, { ringSeconds: 0.2 })
    pbx.arrives('7', undefined, { told: false })
    await soon(() => pbx.done).toEqual(['7→101', '7→102'])
    pbx.leaves('7')
    await soon(events).toEqual(['ringing', 'answered 102'])
  })

  it('comes back when it was cut, and finds who came meanwhile; a token that ended is renewed', async () => {
    const pbx = await fakePbx({ telephones: { '101': 'picks-up' } })
    const { states, events } = router(pbx.url)
    await soon(() => states).toEqual(['connecting', 'ok'])
    pbx.arrives('7', undefined, { told: false })
    pbx.sockets[0]?.destroy()
    await soon(() => states).toEqual(['connecting', 'ok', 'down:closed', 'connecting', 'ok'])
    await soon(events).toEqual(['ringing', 'answered 101'])
    pbx.forgetsToken()
    pbx.arrives('8')
    await soon(events).toEqual(['ringing', 'answered 101', 'ringing', 'answered 101'])
    expect(pbx.refused.length).toBeGreaterThan(0)
  })

  it('an event that was lost is made up for', async () => {
    const pbx = await fakePbx({ telephones: { '101': 'picks-up' } })
    const { states, events } = router(pbx.url, { checkMs: 30 })
    await soon(() => states.at(-1)).toBe('ok')
    pbx.arrives('7', undefined, { told: false })
    await soon(events).toEqual(['ringing', 'answered 101'])
  })

  it('says when the key is refused, and when there is no such route point', async () => {
    const pbx = await fakePbx({ password: 'other' })
    expect(await lastOf(router(pbx.url, { retryMs: () => 60_000 }).states)).toBe('down:wrong-password')
    const other = await fakePbx()
    expect(await lastOf(router(other.url, { routePoint: '801', retryMs: () => 60_000 }).states)).toBe(
      'down:no-route-point',
    )
  })

  it('stops in the middle of a call, and leaves it to whoever comes after', async () => {
    const pbx = await fakePbx({ telephones: { '101': 'noted' } })
    const { events, connection } = router(pbx.url, { ringSeconds: 30 })
    pbx.arrives('7', undefined, { told: false })
    await soon(() => pbx.done).toEqual(['7→101'])
    await connection.stop()
    expect(events()).toEqual(['ringing'])
  })

  it.each([
    ['ftp://pbx', '800', '900'],
    ['https://user:word@pbx', '800', '900'],
    ['https://pbx', '../admin', '900'],
    ['https://pbx', '800', ''],
  ])('refuses %s with %j and %j', (url, routePoint, fallback) => {
    expect(router(url, { routePoint, fallback }).states).toEqual(['down:bad-address'])
  })
})

async function lastOf(states: string[]): Promise<string | undefined> {
  await soon(() => states.length).toBe(2)
  return states.at(-1)
}
