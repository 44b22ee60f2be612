/** What a rule keeps an eye on, and what it does when the time is over. */
export interface RetentionRule {
  id: RuleId
  /** Months, unless head office chose fewer. */
  months: number
  /** What the law lets it be at most, and what it must be at least. */
  most: number
  least: number
  /** `erase` a person, `archive` a customer, `strip` what was written of them, `delete` rows. */
  does: 'erase' | 'archive' | 'strip' | 'delete'
  /** The article or the rule of the pack it stands on, as shown. */
  source: string
}

export const RULES = [
  'prospects',
  'customers',
  'contracts',
  'cards',
  'signals',
  'refused-rows',
  'audit',
  'requests',
  'orders',
  'left-numbers',
  'anonymous-answers',
] as const
export type RuleId = (typeof RULES)[number]

export interface RetentionPack {
  id: string
  country: string
  /** Since when it holds. */
  from: string
  rules: readonly RetentionRule[]
}

/**
 * France. A pack is data: when the law changes, another with its own date is added, and this one stays for what was decided under it.
 * RET-1 and RET-2 are the CNIL's (commercial management of customers, 2022): three years after the last contact coming from the person.
 */
export const FRANCE_2022: RetentionPack = {
  id: 'fr-2022',
  country: 'FR',
  from: '2022-02-03',
  rules: [
    { id: 'prospects', months: 36, most: 36, least: 1, does: 'erase', source: 'RET-1, CNIL' },
    { id: 'customers', months: 36, most: 36, least: 1, does: 'archive', source: 'RET-2, CNIL' },
    { id: 'contracts', months: 60, most: 60, least: 36, does: 'erase', source: 'RET-2, C. civ. art. 2224' },
    { id: 'cards', months: 36, most: 36, least: 1, does: 'strip', source: 'RGPD art. 5(1)(e)' },
    { id: 'signals', months: 12, most: 36, least: 1, does: 'delete', source: 'RGPD art. 5(1)(e)' },
    { id: 'refused-rows', months: 3, most: 12, least: 1, does: 'delete', source: 'RGPD art. 5(1)(e)' },
    { id: 'audit', months: 12, most: 36, least: 12, does: 'delete', source: 'CNIL, délibération 2021-122' },
    { id: 'requests', months: 60, most: 60, least: 12, does: 'delete', source: 'C. civ. art. 2224' },
    // No months of its own: each order kept of somebody erased bears its last day.
    { id: 'orders', months: 120, most: 120, least: 120, does: 'delete', source: 'C. com. art. L123-22' },
    // Said so under every QR, so it is done whether or not the rest is switched on.
    { id: 'left-numbers', months: 3, most: 12, least: 1, does: 'strip', source: 'RGPD art. 5(1)(e), 13' },
    { id: 'anonymous-answers', months: 36, most: 60, least: 1, does: 'delete', source: 'RGPD art. 5(1)(e)' },
  ],
}
/** What was promised to people whom nobody knows, and can hold us to nothing else: no switch keeps it from being done. */
export const ALWAYS: ReadonlySet<string> = new Set<RuleId>(['left-numbers'])
const PACKS: readonly RetentionPack[] = [FRANCE_2022]

/** The pack in force on a day: the newest that had begun; before any, the first. */
export const packOn = (day: string): RetentionPack =>
  PACKS.filter((pack) => pack.from <= day).sort((a, b) => (a.from < b.from ? 1 : -1))[0] ?? PACKS[0]!

/** The rules as they are applied: shorter where head office chose so, never past the pack's bounds. */
export const rulesInForce = (pack: RetentionPack, chosen: ReadonlyMap<string, number>): RetentionRule[] =>
  pack.rules.map((rule) => ({
    ...rule,
    months: Math.min(rule.most, Math.max(rule.least, chosen.get(rule.id) ?? rule.months)),
  }))

/** Why a number of months cannot be chosen, or null. */
export function monthsFault(
  pack: RetentionPack,
  id: string,
  months: number,
): 'unknown-rule' | 'too-long' | 'too-short' | null {
  const rule = pack.rules.find((each) => each.id === id)
  if (!rule) return 'unknown-rule'
  if (months > rule.most) return 'too-long'
  return months < rule.least ? 'too-short' : null
}

/** The instant so many months before; what is older is over its time. */
export const monthsBefore = (now: Date, months: number): Date =>
  new Date(
    Temporal.Instant.fromEpochMilliseconds(now.getTime()).toZonedDateTimeISO('UTC').subtract({ months })
      .epochMilliseconds,
  )

/** The instant from which a time of so many months is over. */
export const monthsAfter = (then: Date, months: number): Date =>
  new Date(
    Temporal.Instant.fromEpochMilliseconds(then.getTime()).toZonedDateTimeISO('UTC').add({ months }).epochMilliseconds,
  )
