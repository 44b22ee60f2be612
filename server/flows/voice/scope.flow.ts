import type { VoiceFigure, VoiceFilter } from '../../../contract/voice.ts'
import { type Caller, callerSites, need } from '../../kit/caller.ts'
import type { House } from '../../kit/house.ts'
import { invalid } from '../../kit/problem.ts'
import { addDays } from '../../plain/civil.ts'
import { FEWEST_TO_COMPARE } from '../../voice/change.ts'
import { type Figure, intervalOf } from '../../voice/figure.ts'
import type { Scope } from '../../voice/figures.store.ts'
import type { Period } from '../../voice/period.ts'
import type { PlaybookNow } from '../../work/playbook-now.port.ts'

/** What is shown when no days are named. */
const USUAL_DAYS = 90
/** The longest that is counted at once. */
const MOST_DAYS = 3700

/** The sites that may be seen, or the one asked for. */
export function scopeOf(caller: Caller, query: Pick<VoiceFilter, 'site' | 'moment' | 'service' | 'channel'>): Scope {
  const { site, moment, service, channel } = query
  if (site) need(caller, 'voice.read', site)
  return { sites: site ? [site] : callerSites(caller, 'voice.read'), moment, service, channel }
}

/** The days asked for; the last ninety when none are named. */
export function periodOf(house: House, { from, to }: Pick<VoiceFilter, 'from' | 'to'>): Period {
  const last = to ?? house.now().toISOString().slice(0, 10)
  const first = from ?? addDays(last, 1 - USUAL_DAYS)
  if (first > last) throw invalid('query.from', 'The first day comes after the last.', `${first} > ${last}`)
  if (addDays(first, MOST_DAYS) < last) throw invalid('query.from', 'Ten years at most are counted at once.')
  return { from: first, to: last }
}

/** What is told of a figure: nothing but how many where they are too few. */
export const toldOf = (figure: Figure): VoiceFigure => ({
  n: figure.n,
  happy: figure.happy,
  between: figure.between,
  unhappy: figure.unhappy,
  value: figure.n < FEWEST_TO_COMPARE ? null : figure.value,
  interval: figure.n < FEWEST_TO_COMPARE ? null : intervalOf(figure),
})

/** What moments are called in the reader's language; the moment's own name where the playbook has it no more. */
export const titlesOf = async (house: House, playbook: PlaybookNow, caller: Caller) => {
  const now = await playbook(house)
  return (moment: string) => now.titleOf(moment, caller.locale) ?? moment
}
