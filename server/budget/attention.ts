/** One contact a person received, or made. Instants are epoch milliseconds. */
export interface Attention {
  at: number
  channel: string
  /** In contacts: an e-mail is one. */
  weight: number
  /** What they ask for themselves weighs nothing. */
  fromThem: boolean
  core: boolean
  moment: string | null
}
