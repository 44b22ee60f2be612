import { afterEach, describe, expect, it } from 'vitest'
import { openRelay, saysNo } from '../../../test/relay.ts'
import type { OpenProvider, Outcome, Parcel } from '../../messages/channel.port.ts'
import { openSmtp } from './smtp.edge.ts'

const ends: (() => Promise<unknown>)[] = []
afterEach(async () => {
  for (const end of ends.splice(0).reverse()) await end()
})

/** A relay that ends with the test. */
async function relay(options: Parameters<typeof openRelay>[0] = {}) {
  const made = await openRelay(options)
  ends.push(made.close)
  return made
}

function carrier(port: number, over: Record<string, unknown> = {}, secrets: Record<string, string> = {}) {
  const provider: OpenProvider = {
    id: 'p',
    channel: 'email',
    kind: 'smtp',
    settings: { host: '127.0.0.1', port, security: 'none', connections: 3, ...over },
    secrets,
    idempotent: false,
    version: '1',
  }
  const made = openSmtp(provider)
  ends.push(() => made.close())
  return made
}

const parcel = (id: string, to = `${id}@example.org`): Parcel => ({
  id,
  to,
  language: 'fr',
  text: '',
  envelopeFrom: 'contact@val.example',
  raw: `From: <contact@val.example>\r\nTo: <${to}>\r\nSubject: ${id}\r\n\r\n.Un point au début\r\n`,
  values: {},
})

async function carry(made: ReturnType<typeof openSmtp>, parcels: Parcel[]): Promise<Outcome[]> {
  const outcomes: Outcome[] = []
  await made.carry(parcels, (outcome) => void outcomes.push(outcome))
  return outcomes.sort((a, b) => a.id.localeCompare(b.id))
}

describe('a relay', () => {
  it('takes each message once, as it was written', async () => {
    const { taken, port } = await relay()
    const made = carrier(port)
    const outcomes = await carry(
      made,
      ['a', 'b', 'c', 'd', 'e'].map((id) => parcel(id)),
    )
    expect(outcomes).toEqual(['a', 'b', 'c', 'd', 'e'].map((id) => ({ id, came: 'left', ref: '4XYZ' })))
    expect(taken.map(({ to }) => to).sort()).toEqual(['a', 'b', 'c', 'd', 'e'].map((id) => `${id}@example.org`))
    expect(taken[0]?.raw).toContain('\r\n.Un point au début')
    // The lines are kept for the next batch.
    expect(await carry(made, [parcel('f')])).toEqual([{ id: 'f', came: 'left', ref: '4XYZ' }])
  })
  it('says who does not exist, who is full, and who it will not carry for', async () => {
    const { port } = await relay({
      onRcptTo({ address }, _session, done) {
        if (address.startsWith('nobody')) return done(saysNo(550, '5.1.1 No such user'))
        if (address.startsWith('full')) return done(saysNo(452, '4.2.2 Mailbox full'))
        if (address.startsWith('spam')) return done(saysNo(550, '5.7.1 We do not like you'))
        done()
      },
    })
    expect(
      await carry(carrier(port), [
        parcel('a', 'nobody@example.org'),
        parcel('b', 'full@example.org'),
        parcel('c', 'spam@example.org'),
        parcel('d'),
      ]),
    ).toEqual([
      { id: 'a', came: 'refused', code: 'no-such-address', dead: true },
      { id: 'b', came: 'later', code: 'busy' },
      { id: 'c', came: 'refused', code: 'smtp-550', dead: false },
      { id: 'd', came: 'left', ref: '4XYZ' },
    ])
  })
  it('that dies after the text was handed over and before it answers leaves a doubt', async () => {
    const cutting = await relay({
      onData(stream) {
        stream.resume()
        stream.on('end', () => cutting.cut())
      },
    })
    expect(await carry(carrier(cutting.port), [parcel('a')])).toEqual([{ id: 'a', came: 'doubt', code: 'cut-off' }])
  })
  it('that is away takes nothing, and all of it waits', async () => {
    const { port } = await relay()
    await ends.pop()?.()
    expect(await carry(carrier(port), [parcel('a'), parcel('b')])).toEqual([
      { id: 'a', came: 'later', code: 'refused' },
      { id: 'b', came: 'later', code: 'refused' },
    ])
  })
  it('that knows us by a password is told it, and says when it is wrong', async () => {
    const { port } = await relay({
      authOptional: false,
      allowInsecureAuth: true,
      onAuth: ({ username, password }, _session, done) =>
        username === 'val' && password === 'juste' ? done(null, { user: 'val' }) : done(saysNo(535, '5.7.8 No')),
    })
    expect(await carry(carrier(port, { user: 'val' }, { password: 'juste' }), [parcel('a')])).toMatchObject([
      { came: 'left' },
    ])
    expect(await carry(carrier(port, { user: 'val' }, { password: 'faux' }), [parcel('a')])).toEqual([
      { id: 'a', came: 'later', code: 'wrong-password' },
    ])
  })
  it('that closed a line at rest is called again, and nothing is said twice', async () => {
    const { taken, port, cut } = await relay()
    const made = carrier(port)
    await carry(made, [parcel('a')])
    cut()
    expect(await carry(made, [parcel('b')])).toEqual([{ id: 'b', came: 'left', ref: '4XYZ' }])
    expect(taken.map(({ to }) => to)).toEqual(['a@example.org', 'b@example.org'])
  })
})
