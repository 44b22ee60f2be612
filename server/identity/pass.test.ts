import { expect, test } from 'vitest'
import { beginPass } from './pass.ts'

test('of values that stand for nobody only those are told that several hold: one person’s own would outlive their erasure', () => {
  const pass = beginPass([])
  pass.take(
    Array.from({ length: 40 }, (_, n) => ({
      id: `r${n}`,
      customerId: `c${n}`,
      keys: [],
      person: {
        id: `r${n}`,
        source: 'customer',
        givenName: 'Anne',
        familyName: `Cieille ${n}`,
        emails: [n < 6 ? 'noreply@example.com' : n === 6 ? 'contact@cieille-anne.example' : `anne.${n}@free.example`],
      },
    })) as never,
  )
  const { learned } = pass.resolve({ model: null, answers: [], never: [], always: [], bars: {} } as never)
  expect(learned?.generic).toEqual([{ field: 'shape', value: 'noreply@example.com', count: 6 }])
})
