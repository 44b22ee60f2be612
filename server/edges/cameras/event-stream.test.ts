import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { readDahua, sampleDahua } from './dahua.ts'
import { flushEvents, MAX_BLOCK, openSplit, splitEvents } from './event-stream.ts'

const NOW = new Date('2026-05-04T08:30:00Z')
const event = (plate: string) =>
  `--myboundary\r\nContent-Type: text/plain\r\nContent-Length:0\r\n\r\n${sampleDahua(plate, NOW)}\r\n`
const beat = '--myboundary\r\nContent-Type: text/plain\r\nContent-Length: 9\r\n\r\nHeartbeat\r\n'
const lines =
  '--myboundary\r\nContent-Type: text/plain\r\n\r\nEvents[0].EventBaseInfo.Code=TrafficJunction\r\nEvents[0].TrafficCar.PlateNumber=KV1\r\n'

/** All blocks of a stream that arrives in these pieces, and what is left at its end. */
function all(pieces: readonly Uint8Array[], contentType = 'multipart/x-mixed-replace; boundary=myboundary') {
  let split = openSplit(contentType)
  const blocks: string[] = []
  let dropped = 0
  for (const piece of pieces) {
    const step = splitEvents(split, piece)
    split = step.split
    blocks.push(...step.blocks.map((block) => block.toString('utf8')))
    dropped += step.dropped
  }
  return { blocks, dropped, split }
}
const plates = (blocks: readonly string[]) =>
  blocks.map((block) => {
    const message = readDahua(Buffer.from(block), NOW)
    return message.kind === 'reads' ? message.reads[0]?.plate : message.kind
  })

describe('an endless event stream', () => {
  it('is cut into the same blocks wherever the network cuts it', () => {
    const stream = Buffer.from(event('AB-123-CD') + beat + lines + event('é1"{}\\é') + beat + event('ZZ9'))
    const whole = all([stream])
    expect(plates(whole.blocks)).toEqual(['AB-123-CD', 'heartbeat', 'KV1', 'é1"{}\\é', 'heartbeat', 'ZZ9'])
    fc.assert(
      fc.property(fc.uniqueArray(fc.integer({ min: 1, max: stream.length - 1 }), { maxLength: 60 }), (cuts) => {
        const at = [0, ...cuts.sort((a, b) => a - b), stream.length]
        const pieces = at.slice(1).map((end, n) => stream.subarray(at[n], end))
        expect(all(pieces)).toEqual(whole)
      }),
    )
    expect(all(Array.from(stream, (byte) => Uint8Array.of(byte)))).toEqual(whole)
  })

  it('never throws on any bytes, and keeps no more than one block', () => {
    const noise = fc.oneof(
      fc.uint8Array({ maxLength: 80 }),
      fc
        .constantFrom(event('A1'), beat, lines, '--myboundary', 'Code=', 'data={', '}', '\n')
        .map((text) => Buffer.from(text)),
    )
    fc.assert(
      fc.property(fc.array(noise, { maxLength: 20 }), (pieces) => {
        const { blocks, split } = all(pieces)
        for (const block of [...blocks, ...flushEvents(split).blocks.map(String)]) readDahua(Buffer.from(block), NOW)
      }),
    )
  })

  it('hands a car over at its last brace, not at the next boundary', () => {
    expect(plates(all([Buffer.from(event('AB123CD'))]).blocks)).toEqual(['AB123CD'])
  })

  it('reads events without headers between them, and a boundary declared with its dashes', () => {
    const bare = event('A1')
      .replace(/Content[^\n]*\n/gu, '')
      .replace('\r\n\r\n', '\r\n')
    expect(
      plates(all([Buffer.from(bare + bare)], 'multipart/x-mixed-replace; boundary="--myboundary"').blocks),
    ).toEqual(['A1', 'A1'])
  })

  it('a block over a megabyte is dropped and counted, and the next one is read', () => {
    const huge = `--myboundary\r\n\r\nCode=X;data={\n"a":"${'x'.repeat(MAX_BLOCK + 10)}"\n}\r\n`
    const manyLines = `--myboundary\r\n\r\nCode=X;data={\n${'"a":1,\n'.repeat(MAX_BLOCK / 6)}\n`
    const pieces = Buffer.from(huge + event('A1') + manyLines + event('B2'))
    const { blocks, dropped } = all(
      Array.from({ length: Math.ceil(pieces.length / 1400) }, (_, n) => pieces.subarray(n * 1400, (n + 1) * 1400)),
    )
    expect(plates(blocks)).toEqual(['A1', 'B2'])
    expect(dropped).toBe(2)
  })

  it('an event cut off by the next one is dropped and counted', () => {
    const half = '--myboundary\r\n\r\nCode=TrafficJunction;data={\n"TrafficCar":{\n'
    expect(all([Buffer.from(half + event('A1'))])).toMatchObject({
      dropped: 1,
      blocks: [expect.stringContaining('A1')],
    })
    const { blocks, dropped } = all([Buffer.from(half + event('A1').replace(/^[\s\S]*?\r\n\r\n/u, ''))])
    expect({ plates: plates(blocks), dropped }).toEqual({ plates: ['A1'], dropped: 1 })
  })

  it('pictures pass without being kept', () => {
    const picture = Buffer.concat([
      Buffer.from('--myboundary\r\nContent-Type: image/jpeg\r\nContent-Length: 9000\r\n\r\n'),
      Buffer.alloc(9000, 'Code=X\n'),
      Buffer.from('\r\n'),
    ])
    const { blocks } = all([Buffer.concat([picture, Buffer.from(event('A1'))])])
    expect(plates(blocks)).toEqual(['A1'])
  })

  it('after a silence: whole key=value lines and a last brace are taken, half a line is not', () => {
    const heldBack = (text: string) => plates(flushEvents(all([Buffer.from(text)]).split).blocks.map(String))
    expect(heldBack(lines)).toEqual(['KV1'])
    expect(heldBack(lines.trimEnd())).toEqual([])
    expect(heldBack(event('A1').trimEnd())).toEqual(['A1'])
    expect(heldBack(event('A1').trimEnd().slice(0, -1))).toEqual([])
    expect(heldBack(beat.trimEnd())).toEqual(['heartbeat'])
    expect(heldBack(beat.trimEnd().slice(0, -2))).toEqual([])
  })

  it("Hikvision's alert stream: one block for each event", () => {
    const xml =
      '--boundary\r\nContent-Type: application/xml; charset="UTF-8"\r\nContent-Length: 5\r\n\r\n<EventNotificationAlert>\r\n<eventType>ANPR</eventType>\r\n\r\n</EventNotificationAlert>\r\n'
    expect(all([Buffer.from(xml + xml)], 'multipart/mixed; boundary=boundary').blocks).toHaveLength(2)
  })
})
