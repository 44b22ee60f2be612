import type { ContractSeen, LawRule } from '../../contract/consent.ts'
import { dayAt } from '../plain/civil.ts'
import type { Asked, ContractFact, LawSettings, PersonInLaw, SaleFact, Verdict } from './judged.ts'
import { mayWe } from './may-we.ts'
import { PACKS } from './packs.ts'

/** A verdict as the API tells it. */
export const toldVerdict = ({ nextAllowed, ...verdict }: Verdict) => ({
  ...verdict,
  nextAllowed: nextAllowed === null ? null : new Date(nextAllowed).toISOString(),
})

/** What they bought last of the company that speaks: what may be offered without a consent, if anything (ELEC-2). */
export function lastBought({ sales }: PersonInLaw, { legalEntity }: LawSettings): string | null {
  let last: SaleFact | null = null
  for (const sale of sales) if (sale.entity === legalEntity && (last === null || sale.at > last.at)) last = sale
  return last?.family ?? null
}

const SHOWN = ['call', 'email', 'sms', 'voice-drop', 'post', 'push'] as const

/** What may be done at this instant, by channel: with an offer, and without. */
export const verdictsNow = (person: PersonInLaw, settings: LawSettings, at: number) =>
  SHOWN.flatMap((channel) =>
    (['commercial', 'service'] as const).map((purpose) => ({
      channel,
      purpose,
      verdict: toldVerdict(mayWe({ channel, purpose, at, family: lastBought(person, settings) }, person, settings)),
    })),
  )

/** Contracts as the judge sees them, each with whether one may call with an offer about it. Those long over are left out. */
export function contractsSeen(
  person: PersonInLaw,
  settings: LawSettings,
  at: number,
  zone: string,
  known: { id: (contract: ContractFact) => string | null; object: (contract: ContractFact) => string },
): ContractSeen[] {
  const today = dayAt(zone, at)
  return person.contracts
    .filter(({ until }) => until === null || until >= today)
    .map((contract) => {
      const { kind, since, until, assetId, orderId, family } = contract
      const asked: Asked = { channel: 'call', purpose: 'commercial', at, assetId, orderId, family: family ?? null }
      return {
        id: known.id(contract),
        kind,
        object: known.object(contract),
        since,
        until,
        assetId,
        orderId,
        call: toldVerdict(mayWe(asked, person, settings)),
      }
    })
    .toReversed()
}

/** What the articles of these verdicts say: by their own packs. */
export function rulesOf(verdicts: readonly Pick<Verdict, 'pack' | 'articles'>[]): LawRule[] {
  const wanted = new Set(verdicts.flatMap(({ pack, articles }) => articles.map((article) => `${pack} ${article}`)))
  const found = new Map<string, LawRule>()
  for (const pack of PACKS)
    for (const rule of pack.rules)
      if (wanted.has(`${pack.id} ${rule.id}`) && !found.has(rule.id)) found.set(rule.id, rule)
  return [...found.values()]
}
