import { z } from 'zod'

/**
 * A reason, as a code with its values: the screen puts words on it (`web/words`, keys `because.<code>`).
 * `quote` holds words a person wrote: `{ code: 'quote', values: { text } }`.
 */
export const because = z.object({
  code: z.string(),
  values: z.record(z.string(), z.union([z.string(), z.number()])).default({}),
})
export type Because = z.infer<typeof because>

export const say = (code: string, values: Record<string, string | number> = {}): Because => ({ code, values })
