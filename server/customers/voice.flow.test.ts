import { describe, expect, it } from 'vitest'
import { createCustomer, deleteVoice, getVoice, putVoice, readCustomer } from '../../contract/customers.ts'
import { loggedAbout, openDesk } from '../../test/desk.ts'
import { freshDb } from '../../test/world.ts'
import { createCustomerFlow, readCustomerFlow } from './customers.flow.ts'
import { deleteVoiceFlow, getVoiceFlow, putVoiceFlow } from './voice.flow.ts'

const { db } = await freshDb()
const desk = openDesk(db)
const anne = await desk.ask(createCustomer, createCustomerFlow, { body: { familyName: 'Cieille' } })
const params = { id: anne.id }
const put = (contentType: string, body: Buffer) =>
  desk.ask(putVoice, putVoiceFlow, { params, body: new Uint8Array(body) }, { headers: { 'content-type': contentType } })

const webm = Buffer.concat([Buffer.from([0x1a, 0x45, 0xdf, 0xa3]), Buffer.alloc(600, 7)])
const wav = Buffer.concat([Buffer.from('RIFF'), Buffer.from([1, 0, 0, 0]), Buffer.from('WAVEfmt ')])
const ogg = Buffer.from('OggS\0\0')
const mp4 = Buffer.concat([Buffer.from([0, 0, 0, 24]), Buffer.from('ftypM4A ')])

describe('the name as they say it', () => {
  it.each([
    ['audio/webm;codecs=opus', webm, 'audio/webm'],
    ['audio/ogg; codecs=opus', ogg, 'audio/ogg'],
    ['audio/mp4', mp4, 'audio/mp4'],
    ['audio/x-wav', wav, 'audio/wav'],
  ])('is kept as %s, and heard as it was said', async (sent, bytes, mime) => {
    await put(sent, bytes)
    const raw = await getVoiceFlow(desk.house, { params, query: {}, body: undefined }, desk.caller)
    expect(raw.contentType).toBe(mime)
    expect(raw.headers['cache-control']).toMatch(/^private/)
    expect(Buffer.compare(raw.body as Buffer, bytes)).toBe(0)
    expect((await desk.ask(readCustomer, readCustomerFlow, { params })).hasVoice).toBe(true)
  })

  it.each([
    ['bytes of another kind', 'audio/webm', ogg, 422],
    ['a page that pretends', 'audio/ogg', Buffer.from('<script>alert(1)</script>'), 422],
    ['a kind no browser records', 'audio/midi', Buffer.from('MThd'), 422],
    ['nothing', 'audio/webm', Buffer.alloc(0), 422],
    ['more than a megabyte', 'audio/webm', Buffer.concat([webm, Buffer.alloc(1_048_576)]), 413],
  ])('is refused with why: %s', async (_, type, bytes, status) => {
    await expect(put(type, bytes)).rejects.toMatchObject({ status })
  })

  it('goes when asked to, and each time is in the log', async () => {
    await desk.ask(deleteVoice, deleteVoiceFlow, { params })
    await expect(desk.ask(getVoice, getVoiceFlow, { params })).rejects.toMatchObject({ status: 404 })
    await expect(desk.ask(deleteVoice, deleteVoiceFlow, { params })).rejects.toMatchObject({ status: 404 })
    const log = await loggedAbout(db, anne.id)
    expect(log.filter((action) => action === 'customer.voice-record')).toHaveLength(4)
    expect(log.filter((action) => action === 'customer.voice-listen')).toHaveLength(4)
    expect(log.at(-1)).toBe('customer.voice-remove')
  })
})
