import { z } from 'zod'

/** What makes a person look before anything is published. */
export const FLAGS = [
  'phone',
  'email',
  'iban',
  'card',
  'plate',
  'number',
  'secret',
  'address',
  'intimate',
  'person',
  'link',
  'staff',
  'insult',
  'colleague',
  'same-words',
  'hidden',
  'long',
] as const
/** Flags of what tells how to reach, pay or follow somebody. */
export const PRIVATE_FLAGS: readonly (typeof FLAGS)[number][] = [
  'phone',
  'email',
  'iban',
  'card',
  'plate',
  'number',
  'secret',
  'address',
  'intimate',
]
export const reviewFlag = z.enum(FLAGS)
export type ReviewFlag = z.infer<typeof reviewFlag>

/** A stretch of the words (UTF-16 units) that a flag speaks of. */
export const found = z.object({ from: z.number().int(), to: z.number().int(), flag: reviewFlag })
export type Found = z.infer<typeof found>
