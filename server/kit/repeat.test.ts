import { expect, it } from 'vitest'
import type { House } from './house.ts'
import { repeat } from './jobs.ts'

const quiet = { log: { warn: () => undefined } } as unknown as House
const turns = async (n: number): Promise<void> => {
  for (let i = 0; i < n; i += 1) await new Promise((resolve) => setTimeout(resolve, 0))
}

it('woken, it does not wait for its hour; woken in the middle of a round, it comes once more', async () => {
  let rounds = 0
  let open: () => void = () => undefined
  const tick = repeat(quiet, 'test', 3_600_000, async () => {
    rounds += 1
    if (rounds === 1)
      await new Promise<void>((resolve) => {
        open = resolve
      })
  })
  tick.wake()
  await turns(3)
  expect(rounds).toBe(1)
  tick.wake()
  tick.wake()
  open()
  await turns(3)
  expect(rounds).toBe(2)
  await tick.stop()
})

it('a round that fails is not tried again at once', async () => {
  let rounds = 0
  const tick = repeat(quiet, 'test', 3_600_000, async () => {
    rounds += 1
    tick.wake()
    throw new Error('away')
  })
  tick.wake()
  await turns(5)
  expect(rounds).toBe(1)
  tick.wake()
  await turns(5)
  expect(rounds).toBe(1)
  await tick.stop()
})

it('is stopped once the round under way is over', async () => {
  let open: () => void = () => undefined
  let over = false
  const tick = repeat(quiet, 'test', 3_600_000, async () => {
    await new Promise<void>((resolve) => {
      open = resolve
    })
    over = true
  })
  tick.wake()
  await turns(3)
  const stopping = tick.stop()
  open()
  await stopping
  expect(over).toBe(true)
})
