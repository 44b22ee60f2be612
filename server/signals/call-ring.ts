import { z } from 'zod'

/** One step of a call, whatever the telephone system. */
export const callRing = z.object({
  /** Idempotency key within this telephone system: the same when the same payload is sent again. */
  key: z.string().min(1),
  /** Id of the call across its legs. */
  call: z.string().min(1),
  /** As sent (made international where the vendor leaves the plus out); undefined when withheld. */
  from: z.string().optional(),
  to: z.string().exactOptional(),
  direction: z.enum(['in', 'out']),
  state: z.enum(['ringing', 'answered', 'ended', 'missed']),
  /** ISO instant, from the telephone system when believable. */
  at: z.string().exactOptional(),
  /** E-mail or extension of who is rung. */
  agent: z.string().exactOptional(),
  /** The system waits for our answer: who this is (`contact`), or whom to ring (`routing`). */
  asks: z.enum(['contact', 'routing']).exactOptional(),
  /**
   * The system comes back for each of those we told it to ring: whom of them it speaks of, then those still to ring. A
   * colleague's id, or empty for the site's own line.
   */
  line: z.array(z.string()).min(1).exactOptional(),
  /** With `line`: the first of it picked up, and the call is over. */
  taken: z.literal(true).exactOptional(),
  /** The system has no id that all its questions about one call share: a call of this customer that rings already is this one. */
  loose: z.literal(true).exactOptional(),
})
export type CallRing = z.infer<typeof callRing>

/** What a payload of a telephone system says; `because` is a code, never a text of the payload. */
export type CallMessage =
  | { kind: 'ring'; ring: CallRing }
  | { kind: 'nothing'; because: string }
  | { kind: 'malformed'; because: string }
