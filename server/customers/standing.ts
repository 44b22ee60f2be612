import { type FieldGroup, groupValue, type Vouched } from './field-groups.ts'
import { type FieldValue, folded } from './survivorship.ts'

/** What is written here, by people, in the order of trust. */
export const DESK = 'desk'

/**
 * How far each source is trusted, by the order head office has set: the first most, those not named alike. What people write here comes
 * before all, unless head office has given it another place.
 */
export function trustOf(order: readonly string[]): (source: string) => number {
  const whole = order.includes(DESK) ? order : [DESK, ...order]
  const places = new Map(whole.map((source, place) => [source, whole.length - place]))
  return (source) => places.get(source) ?? 0
}

/** What one source says of a customer. */
export interface SourceLine {
  source: string
  /** ISO instant. */
  at: string
  fields: Readonly<Record<string, unknown>>
  /** The name they were born with, where the source says it beside the one they bear. */
  bornAs?: string | null
}

/** What stands behind the values of the customers that a batch may touch. */
export interface Standings {
  /** Whose rows these are. */
  source: string
  /** ISO instant of the batch. */
  now: string
  trust: (source: string) => number
  of: ReadonlyMap<string, { vouched: Vouched; lines: SourceLine[] }>
  /** What people vouched for that a source has replaced, as head office wants it. */
  replaced: { customerId: string; group: FieldGroup }[]
}

/**
 * Who stands behind a value of a group: people who vouch for it, and every source that says it. Behind whom nobody stands, somebody
 * wrote it here: before such things were noted, only people did.
 * @param id which of two equal values is kept: the one of the smaller
 */
export function behind(
  group: FieldGroup,
  value: string,
  { vouched, lines }: { vouched: Vouched | undefined; lines: readonly SourceLine[] },
  id: string,
): FieldValue[] {
  const word = vouched?.[group]
  const found: FieldValue[] = lines
    .filter(({ fields }) => folded(groupValue(group, fields)) === folded(value))
    .map(({ source, at }) => ({ value, recordId: id, source, seenAt: at }))
  if (word || found.length === 0)
    found.push({
      value,
      recordId: id,
      source: DESK,
      ...(word ? { seenAt: word.at, verified: word.how === 'confirmed' } : {}),
    })
  return group === 'name' && isBirthName(value, lines) ? found.map((one) => ({ ...one, asBorn: true })) : found
}

/** Does some source say that this is what they were born as, and bear another name now? */
export const isBirthName = (name: string, lines: readonly SourceLine[]): boolean =>
  lines.some(({ bornAs, fields }) => bornAs && folded(`${fields.givenName ?? ''} ${bornAs}`) === folded(name))
