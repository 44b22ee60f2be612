import { z } from 'zod'
import { KINDS, polarity, THEMES } from '../../contract/reading.ts'

/** What a model must answer, no more and no less; anything else is a bad answer and is not used. */
export const opinion = z.strictObject({
  polarity,
  mixed: z.boolean(),
  themes: z.array(z.strictObject({ theme: z.enum(THEMES), polarity })).max(THEMES.length),
  kinds: z.array(z.enum(KINDS)).max(KINDS.length),
})
export type Opinion = z.infer<typeof opinion>
