import { expect, test } from 'vitest'
import { nearPlates } from './near-plates.ts'

test('one letter off, or two that changed places', () => {
  const near = nearPlates('GT102RB')
  for (const each of ['GT1O2RB', 'GT102R8', 'AT102RB', 'GT012RB', 'GT102BR']) expect(near).toContain(each)
  for (const each of ['GT102RB', 'GT103R8', 'GT102R', 'GT102RBA']) expect(near).not.toContain(each)
  expect(near.length).toBeLessThan(300)
})
test.each(['AB12', '', 'VF1RFB00O12345678'])('nothing near %s', (typed) => expect(nearPlates(typed)).toEqual([]))
