import { expect, test } from 'vitest'
import { Turns } from './turns.ts'

/** Work that says when it began, and ends when it is told. */
function job(said: string[], name: string) {
  const { promise, resolve, reject } = Promise.withResolvers<string>()
  const work = () => {
    said.push(name)
    return promise
  }
  return { work, end: () => resolve(name), fail: () => reject(new Error(name)) }
}

/** All that can happen by itself has happened. */
const settled = () => new Promise((done) => setImmediate(done))

test('the second of a key begins when the first has ended; another key does not wait', async () => {
  const turns = new Turns()
  const said: string[] = []
  const [one, two, other] = ['one', 'two', 'other'].map((name) => job(said, name)) as [Job, Job, Job]
  const answers = [turns.take('a', one.work), turns.take('a', two.work), turns.take('b', other.work)]
  await settled()
  expect(said).toEqual(['one', 'other'])
  one.end()
  await settled()
  expect(said).toEqual(['one', 'other', 'two'])
  two.end()
  other.end()
  expect(await Promise.all(answers)).toEqual(['one', 'two', 'other'])
})

test('a failure is told to its own asker, and the next begins', async () => {
  const turns = new Turns()
  const said: string[] = []
  const [one, two] = [job(said, 'one'), job(said, 'two')]
  const first = expect(turns.take('a', one.work)).rejects.toThrow('one')
  const second = turns.take('a', two.work)
  one.fail()
  await first
  two.end()
  expect(await second).toBe('two')
})

type Job = ReturnType<typeof job>
