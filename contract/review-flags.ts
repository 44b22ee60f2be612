import { z } from 'zod'

const TELLS = ['phone', 'email', 'iban', 'card', 'plate', 'number', 'secret', 'address', 'intimate'] as const
/** What makes a person look before anything is published. */
const FLAGS = [...TELLS, 'person', 'link', 'staff', 'insult', 'colleague', 'same-words', 'hidden', 'long'] as const
export const reviewFlag = z.enum(FLAGS)
export type ReviewFlag = z.infer<typeof reviewFlag>
/** Flags of what tells how to reach, pay or follow somebody. */
export const PRIVATE_FLAGS: readonly ReviewFlag[] = TELLS

/** A stretch of the words (UTF-16 units) that a flag speaks of. */
export const found = z.object({ from: z.number().int(), to: z.number().int(), flag: reviewFlag })
export type Found = z.infer<typeof found>
