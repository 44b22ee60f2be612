import { z } from 'zod'
import { because } from './because.ts'

/** What is wrong with a playbook, where, and what to write instead. */
export const playbookFault = z.object({
  line: z.number().int(),
  column: z.number().int(),
  /** `moments[3].message.fr` */
  path: z.string(),
  because,
  cure: because,
})
export type PlaybookFault = z.infer<typeof playbookFault>
