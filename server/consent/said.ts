import type { ConsentChannel } from '../../contract/consent.ts'
import type { ConsentFact } from './judged.ts'

/** The last word of a person on one channel, as known at an instant. */
export interface Said {
  /** On offers: the yes or the no that stands. */
  offers: ConsentFact | null
  /** On contact in service of what they have with us. */
  service: ConsentFact | null
  /** May we outside the hours of the law? */
  outside: boolean
  /** Were they told, when the address was collected, that they may object? */
  noticed: boolean
  /** On the public list of opposition. */
  listed: boolean
}

export const isNo = (fact: ConsentFact | null): boolean => fact !== null && fact.action !== 'given'

/**
 * The last word counts. A no to everything closes each channel. A yes to everything opens none, for a consent is specific: it takes
 * back a no, and where only a no would have closed, that is enough. What was said after `known` is not known.
 */
export function saidOn(consents: readonly ConsentFact[], channel: ConsentChannel, known: number): Said {
  const said: Said = { offers: null, service: null, outside: false, noticed: false, listed: false }
  for (const fact of consents) {
    if (fact.at > known) continue
    const toAll = fact.channel === 'all'
    if (!toAll && fact.channel !== channel) continue
    if (fact.action === 'notice') said.noticed = true
    else if (fact.listed) said.listed = fact.action === 'refused'
    else if (fact.purpose === 'commercial') {
      said.offers = lastWord(said.offers, fact, toAll)
      // A no to offers is a no to offers at any hour.
      if (fact.action !== 'given') said.outside = false
    } else if (fact.purpose === 'service') said.service = lastWord(said.service, fact, toAll)
    else if (fact.purpose === 'outside-hours') said.outside = fact.action === 'given' && !toAll
  }
  return said
}

function lastWord(before: ConsentFact | null, fact: ConsentFact, toAll: boolean): ConsentFact | null {
  if (!toAll || fact.action !== 'given') return fact
  return isNo(before) ? null : before
}
