import { expect, test, vi } from 'vitest'
import type { House } from '../kit/house.ts'
import type { SourceRow } from '../signals/source.store.ts'
import { deviceStreams } from './streams.edge.ts'

const camera = {
  id: 'camera',
  kind: 'dahua',
  enabled: true,
  sealed: '',
  // Nobody listens there: "connecting" is followed by "down" at once.
  settings: { url: 'http://127.0.0.1:9', username: 'admin' },
} as unknown as SourceRow

test('how a device stands is noted in the order it happened, however slow the first note is', async () => {
  const house = { log: { warn: () => undefined }, now: () => new Date('2026-05-04T08:30:00Z') } as unknown as House
  const begun: string[] = []
  const written: string[] = []
  const { promise: slow, resolve: go } = Promise.withResolvers<void>()
  const { promise: refused, resolve: wasRefused } = Promise.withResolvers<void>()
  const streams = deviceStreams(
    house,
    { take: () => Promise.reject(new Error('no read comes')) },
    {
      all: async () => [camera],
      passwordOf: () => 'secret',
      async note(_id, state) {
        begun.push(state)
        if (state === 'connecting') await Promise.all([slow, refused])
        written.push(state)
      },
    },
  )
  streams.lead()
  await vi.waitFor(() => expect(begun).toEqual(['connecting']), { timeout: 10_000 })
  // Time enough to find nobody at the address, which is told behind the first.
  await fetch('http://127.0.0.1:9').catch(() => wasRefused())
  await new Promise((done) => setImmediate(done))
  go()
  await vi.waitFor(() => expect(written).toContain('down'), { timeout: 10_000 })
  expect(written.slice(0, 2)).toEqual(['connecting', 'down'])
  await streams.stop()
})
