import { expect, it } from 'vitest'
import { howToRing } from './how-to-ring.ts'

it.each([
  [1, 'each'],
  [3, 'each'],
  [4, 'together'],
  [5, null],
  [300, null],
])('number %i within ten minutes: %s', (nth, how) => expect(howToRing(nth)).toBe(how))
