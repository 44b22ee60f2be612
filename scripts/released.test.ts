import { expect, it } from 'vitest'
import { checksumOf, orderOf, pendingOf, readMigrations } from '../server/kit/migrate.ts'
import { migrations } from '../test/global-setup.ts'
import { readReleased, released } from './released.ts'

it('a database of the last release opens under this code: nothing it ran was changed, nothing new comes before it', async () => {
  const files = await readMigrations(migrations)
  const then = released()
  expect(then.length).toBeGreaterThan(50)
  expect(pendingOf(files, then)).toEqual(files.filter(({ number }) => number > then.at(-1)!.number))
})

const files = orderOf([
  { name: '0001_a.sql', sql: 'select 1' },
  { name: '0003_b.sql', sql: 'select 2' },
])
const listed = files.map(({ checksum, name }) => `${checksum}  ${name}\n`).join('')

it('a list is read as sha256sum writes it', () => {
  expect(readReleased(listed)).toEqual(files.map(({ number, name, checksum }) => ({ number, name, checksum })))
  expect(() => readReleased('0001_a.sql')).toThrow(/sha256sum/u)
})

it.each([
  ['a released file that was changed', '0001_a.sql', 'select 3', /0001_a\.sql was changed/u],
  ['a new file below the last released', '0002_late.sql', 'select 3', /0002_late\.sql comes before/u],
])('%s is told', (_story, name, text, told) => {
  const kept = files.filter((file) => file.name !== name)
  const number = Number(name.slice(0, 4))
  const tree = [...kept, { number, name, sql: text, checksum: checksumOf(text) }]
  expect(() => pendingOf(tree, readReleased(listed))).toThrow(told)
})
