import { expect, test } from 'vitest'
import { groupsOf } from './what-goes.ts'

test('tables are told as what they are to a person, in a fixed order', () => {
  expect(
    groupsOf({
      'visits.visit': 2,
      'signals.signal': 1,
      'customers.customer': 1,
      'customers.phone': 2,
      'customers.needle': 9,
      'customers.import_piece': 1,
      'messages.message': 4,
      'work.task': 1,
      'timeline.order': 0,
    }),
  ).toEqual([
    { group: 'person', n: 3 },
    { group: 'files', n: 1 },
    { group: 'visits', n: 3 },
    { group: 'contact', n: 5 },
  ])
})
