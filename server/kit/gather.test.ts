import { describe, expect, it } from 'vitest'
import { gather } from './gather.ts'

describe('what comes together is done together', () => {
  it('one round for all that came in the same turn, each with its own result', async () => {
    const rounds: number[][] = []
    const double = gather(async (all: number[]) => {
      rounds.push(all)
      return all.map((each) => each * 2)
    })
    expect(await Promise.all([1, 2, 3].map(double))).toEqual([2, 4, 6])
    expect(rounds).toEqual([[1, 2, 3]])
  })

  it('what comes while a round is under way waits for the next', async () => {
    const rounds: number[][] = []
    let open: () => void = () => undefined
    const gate = new Promise<void>((resolve) => {
      open = resolve
    })
    const through = gather(async (all: number[]) => {
      rounds.push(all)
      await gate
      return all
    })
    const first = through(1)
    await new Promise((resolve) => setImmediate(() => setImmediate(resolve)))
    const others = [through(2), through(3)]
    open()
    expect(await Promise.all([first, ...others])).toEqual([1, 2, 3])
    expect(rounds).toEqual([[1], [2, 3]])
  })

  it('a part that is wrong fails its caller and nobody else', async () => {
    const through = gather(async (all: number[]) => {
      if (all.includes(13)) throw new Error('unlucky')
      return all
    })
    const results = await Promise.allSettled([1, 13, 2].map(through))
    expect(results.map((each) => each.status)).toEqual(['fulfilled', 'rejected', 'fulfilled'])
  })

  it('never more than the most in one round, and none is forgotten', async () => {
    const sizes: number[] = []
    const through = gather(async (all: number[]) => {
      sizes.push(all.length)
      return all
    }, 4)
    const brought = Array.from({ length: 11 }, (_, at) => at)
    expect(await Promise.all(brought.map(through))).toEqual(brought)
    expect(Math.max(...sizes)).toBeLessThanOrEqual(4)
  })
})
