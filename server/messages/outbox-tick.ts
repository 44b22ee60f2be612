/** The tick that empties the outbox; woken as soon as there is something in it. */
export const OUTBOX = 'outbox'
