import type { Counts } from '../plain/held.ts'

/** Why something of a person stays after an erasure. */
export interface Stays {
  /** The reason: the screens have words for it. */
  because: 'accounts' | 'contract' | 'shared-vehicle' | 'suppression' | 'audit' | 'others-words'
  n: number
  /** The last day it is kept; null: as long as the reason holds. */
  until: string | null
}

/** What an erasure did, in numbers: nothing in it tells who it was. */
export interface ErasureReceipt {
  gone: Counts
  stays: Stays[]
}
