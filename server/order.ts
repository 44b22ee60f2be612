/** The river: a slice imports only from slices before it. Read by people, and by the guard in `test/house.test.ts`. */
export const RIVER = [
  'plain',
  'network',
  'signals',
  'customers',
  'identity',
  'timeline',
  'visits',
  'value',
  'consent',
  'budget',
  'moments',
  'work',
  'messages',
  'feedback',
  'reviews',
  'recovery',
  'quality',
  'ideas',
  'voice',
] as const

export type Slice = (typeof RIVER)[number]
