import type { AddressInfo } from 'node:net'
// @ts-expect-error: the package ships no types.
import untyped from 'smpp'
import { afterEach, describe, expect, it, vi } from 'vitest'
import type { CarrierNews, OpenProvider, Outcome, Parcel } from '../../messages/channel.port.ts'
import { openSmpp } from './smpp.edge.ts'

interface Pdu {
  command: string
  system_id: string
  password: string
  destination_addr: string
  source_addr: string
  source_addr_ton: number
  data_coding: number
  esm_class: number
  registered_delivery: number
  command_status: number
  short_message: { message: string; udh?: Buffer[] }
  response(fields?: object): Pdu
}
interface Session {
  on(event: string, heard: (pdu: Pdu) => void): void
  send(pdu: Pdu): void
  deliver_sm(fields: object, answered: (pdu: Pdu) => void): void
  destroy(): void
}
const smpp = untyped as {
  createServer(heard: (session: Session) => void): {
    listen(port: number, host: string, ready: () => void): void
    close(done: () => void): void
    address(): AddressInfo
  }
}

const ends: (() => Promise<unknown>)[] = []
afterEach(async () => {
  for (const end of ends.splice(0).reverse()) await end()
})

/** A message centre on this machine. */
async function centre(answer: (pdu: Pdu, session: Session, n: number) => object | 'silence' = () => ({})) {
  const taken: Pdu[] = []
  const sessions = new Set<Session>()
  const server = smpp.createServer((session) => {
    sessions.add(session)
    session.on('error', () => undefined)
    session.on('close', () => sessions.delete(session))
    session.on('bind_transceiver', (pdu) =>
      session.send(pdu.response(pdu.password === 'juste' ? {} : { command_status: 14 })),
    )
    session.on('enquire_link', (pdu) => session.send(pdu.response()))
    session.on('submit_sm', (pdu) => {
      taken.push(pdu)
      const said = answer(pdu, session, taken.length)
      if (said !== 'silence') session.send(pdu.response({ message_id: `m${taken.length}`, ...said }))
    })
  })
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve))
  ends.push(
    () =>
      new Promise<void>((resolve) => {
        for (const session of sessions) session.destroy()
        server.close(resolve)
      }),
  )
  return { taken, sessions, port: server.address().port }
}

function line(
  port: number,
  news: (told: CarrierNews) => Promise<void> = async () => undefined,
  password = 'juste',
  patience?: number,
) {
  const provider: OpenProvider = {
    id: 'p',
    channel: 'sms',
    kind: 'smpp',
    settings: { host: '127.0.0.1', port, user: 'val', from: 'GarageVal' },
    secrets: { password },
    idempotent: false,
    version: '1',
  }
  const made = openSmpp(provider, news, patience)
  ends.push(() => made.close())
  return made
}

const parcel = (id: string, text: string): Parcel => ({ id, to: '+33639980101', language: 'fr', text, values: {} })

async function carry(made: ReturnType<typeof openSmpp>, parcels: Parcel[]): Promise<Outcome[]> {
  const outcomes: Outcome[] = []
  await made.carry(parcels, (outcome) => void outcomes.push(outcome))
  return outcomes.sort((a, b) => a.id.localeCompare(b.id))
}

describe('a message centre', () => {
  it('takes a short text as one, a long one joined by a header, another script in UCS-2', async () => {
    const { taken, port } = await centre()
    const made = line(port)
    const long = `${'Votre véhicule est prêt. '.repeat(8)}À demain.`
    expect(await carry(made, [parcel('a', 'C’est prêt')])).toEqual([{ id: 'a', came: 'left', ref: 'm1', segments: 1 }])
    expect(await carry(made, [parcel('b', long)])).toEqual([{ id: 'b', came: 'left', ref: 'm2', segments: 2 }])
    expect(await carry(made, [parcel('c', 'Машина готова')])).toMatchObject([{ came: 'left', segments: 1 }])
    const [a, b1, b2, c] = taken
    expect(a).toMatchObject({
      destination_addr: '33639980101',
      source_addr: 'GarageVal',
      source_addr_ton: 5,
      data_coding: 0,
      registered_delivery: 1,
    })
    expect(a?.short_message.message).toBe("C'est pret")
    expect((b1?.short_message.message ?? '') + (b2?.short_message.message ?? '')).toBe(
      long.replaceAll('ê', 'e').replaceAll('À', 'A'),
    )
    const headers = [b1, b2].map((pdu) => [...(pdu?.short_message.udh?.[0] ?? [])])
    expect(headers.map((header) => header.slice(-2))).toEqual([
      [2, 1],
      [2, 2],
    ])
    expect([b1?.registered_delivery, b2?.registered_delivery]).toEqual([1, 0])
    expect([c?.data_coding, c?.short_message.message]).toEqual([8, 'Машина готова'])
  })
  it('tells what was delivered, what was not, who answers and who says STOP; what we could not keep it tells again', async () => {
    const { port, sessions } = await centre()
    const heard: CarrierNews[] = []
    let full = true
    const made = line(port, async (told) => {
      if (told.kind === 'reply' && full) throw new Error('the database is away')
      heard.push(told)
    })
    await carry(made, [parcel('a', 'Bonjour')])
    const [session] = sessions
    const deliver = (fields: object) =>
      new Promise<number>((resolve) => session!.deliver_sm(fields, (pdu) => resolve(pdu.command_status)))
    const receipt = (stat: string) => ({
      esm_class: 4,
      source_addr: '33639980101',
      short_message: {
        message: `id:m1 sub:001 dlvrd:001 submit date:2611241024 done date:2611241025 stat:${stat} err:000 text:Bonjour`,
      },
    })
    expect(await deliver(receipt('ACCEPTD'))).toBe(0)
    expect(await deliver(receipt('DELIVRD'))).toBe(0)
    expect(await deliver(receipt('UNDELIV'))).toBe(0)
    const reply = { source_addr: '33639980101', short_message: { message: 'Merci, à demain' } }
    expect(await deliver(reply)).toBe(0x64)
    full = false
    expect(await deliver(reply)).toBe(0)
    expect(await deliver({ source_addr: '33639980101', short_message: { message: 'Stop' } })).toBe(0)
    expect(heard.map(({ kind, ref, address, text }) => [kind, ref ?? address, text])).toEqual([
      ['delivered', 'm1', undefined],
      ['bounced', 'm1', undefined],
      ['reply', '+33639980101', 'Merci, à demain'],
      ['stop', '+33639980101', 'Stop'],
    ])
  })
  it('refuses a number, asks us to slow down, or dies with a text in its hands', async () => {
    const { port } = await centre((_pdu, session, n) => {
      if (n === 1) return { command_status: 11 }
      if (n === 2) return { command_status: 0x58 }
      session.destroy()
      return 'silence'
    })
    const made = line(port)
    expect(await carry(made, [parcel('a', 'x')])).toEqual([
      { id: 'a', came: 'refused', code: 'no-such-address', dead: true },
    ])
    expect(await carry(made, [parcel('b', 'x')])).toEqual([{ id: 'b', came: 'later', code: 'throttled' }])
    expect(await carry(made, [parcel('c', 'x')])).toEqual([{ id: 'c', came: 'doubt', code: 'timed-out' }])
  })
  it('that took a part and not the next leaves a doubt', async () => {
    const { port } = await centre((_pdu, _session, n) => (n === 2 ? { command_status: 0x58 } : {}))
    expect(await carry(line(port), [parcel('a', 'x'.repeat(200))])).toEqual([
      { id: 'a', came: 'doubt', code: 'part-left' },
    ])
  })
  it('is called again by itself when the line breaks', async () => {
    const { port, sessions, taken } = await centre()
    const made = line(port)
    await carry(made, [parcel('a', 'x')])
    for (const session of sessions) session.destroy()
    await vi.waitUntil(() => sessions.size === 0, 20_000)
    const outcome = async () => (await carry(made, [parcel('b', 'x')]))[0]
    expect(await outcome()).toMatchObject({ came: 'left' })
    expect(taken).toHaveLength(2)
  })
  it('that answers late lifts the doubt where it speaks for the whole text', async () => {
    const held: [Pdu, Session][] = []
    const { port } = await centre((pdu, session) => {
      held.push([pdu, session])
      return 'silence'
    })
    const made = line(port, undefined, 'juste', 150)
    const outcomes: Outcome[] = []
    await made.carry(
      [parcel('a', 'x'), parcel('b', 'y'), parcel('c', 'z'.repeat(200))],
      (one) => void outcomes.push(one),
    )
    expect(outcomes.map(({ came }) => came)).toEqual(['doubt', 'doubt', 'doubt'])
    const answer = (text: string, fields: object) => {
      const [pdu, session] = held.find(([{ short_message }]) => short_message.message.startsWith(text))!
      session.send(pdu.response(fields))
    }
    answer('z', { message_id: 'late-c' })
    answer('x', { message_id: 'late-a' })
    answer('y', { command_status: 0x58 })
    await vi.waitUntil(() => outcomes.length === 5, 10_000)
    expect(outcomes.slice(3)).toEqual([
      { id: 'a', came: 'left', ref: 'late-a', segments: 1 },
      { id: 'b', came: 'later', code: 'throttled' },
    ])
  })
  it('that does not know us says so, and nothing is lost', async () => {
    const { port } = await centre()
    expect(await carry(line(port, undefined, 'faux'), [parcel('a', 'x')])).toEqual([
      { id: 'a', came: 'later', code: 'wrong-password' },
    ])
  })
})
