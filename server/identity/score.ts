import { type Caution, cautionFor } from './caution.ts'
import { type Encoded, emptyTable } from './columns.ts'
import { addRecord } from './encode.ts'
import { dropGeneric } from './frequencies.ts'
import { comparisonsOf, WIDTH } from './levels.ts'
import type { IdentityModel } from './model.ts'
import type { PersonRecord } from './person-record.ts'
import { type Scales, scalesOf } from './scales.ts'
import { chanceOf, unheldBits } from './weigh.ts'

export type Outcome = 'same' | 'ask' | 'different'

/** One bar of the drawing: what a field says for (positive) or against (negative) one person, in bits. */
export interface Contribution {
  /** A comparison, or `prior`, `frequency`, `related`. */
  field: string
  level: string
  bits: number
  /** Key of the words on the screen: `<field>.<level>`. */
  label: string
  a: string
  b: string
}

export interface PairScore {
  bits: number
  probability: number
  outcome: Outcome
  /** How probably the two are related people: a household, a shared car. */
  related: number
  contributions: Contribution[]
}

export const outcomeOf = (model: IdentityModel, bits: number): Outcome =>
  bits >= model.thresholds.same ? 'same' : bits >= model.thresholds.ask ? 'ask' : 'different'

/** Records as a table that a model can weigh. */
export function tableFor(model: IdentityModel, records: Iterable<PersonRecord>): Encoded {
  const table = emptyTable(model.generics)
  for (const record of records) addRecord(table, record)
  dropGeneric(table, model)
  return table
}

const list = (values: readonly string[] | undefined): string => (values ?? []).join(', ')

/** What the record says in a field, as it was written. */
function shown(record: PersonRecord, field: string): string {
  switch (field) {
    case 'givenName':
      return record.givenName ?? record.fullName ?? ''
    case 'familyName':
      return [record.familyName ?? record.fullName, record.birthName].filter(Boolean).join(' / ')
    case 'otherNames':
      return [record.fullName, record.birthName].filter(Boolean).join(' / ')
    case 'email':
      return list(record.emails)
    case 'phone':
      return list(record.phones)
    case 'vehicle':
      return list([...(record.plates ?? []), ...(record.vins ?? [])])
    case 'address':
      return [record.streetNumber, record.street, record.postcode, record.city].filter(Boolean).join(' ')
    default:
      return field.startsWith('extra:')
        ? (record.extra?.[field.slice(6)] ?? '')
        : String(record[field as keyof PersonRecord] ?? '')
  }
}

/** Each field's bits, then what the rarity of the value adds; the related class last: what is shared anyway says less. */
function contributionsOf(
  scales: Scales,
  model: IdentityModel,
  a: PersonRecord,
  b: PersonRecord,
  total: number,
): Contribution[] {
  const prior = Math.log2(scales.priorSame)
  const all: Contribution[] = [{ field: 'prior', level: 'any', bits: prior, label: 'prior.any', a: '', b: '' }]
  let sum = prior
  comparisonsOf(model.generics).forEach(({ name, levels }, c) => {
    const number = scales.levels[c]!
    if (number === 0) return
    const at = c * WIDTH + number
    const level = levels[number]!
    const values = { a: shown(a, name), b: shown(b, name) }
    const bits = Math.log2(scales.m[at]! / scales.u[at]!)
    all.push({ field: name, level, bits, label: `${name.startsWith('extra:') ? 'extra' : name}.${level}`, ...values })
    sum += bits
    if (scales.valued[at] === 0) return
    const rarity = Math.log2(scales.u[at]! / chanceOf(scales, c, number, 0, scales.table.stride))
    if (rarity !== 0)
      all.push({
        field: 'frequency',
        level: name,
        bits: rarity,
        label: rarity > 0 ? 'frequency.rare' : 'frequency.common',
        ...values,
      })
    sum += rarity
  })
  const related = total - sum
  if (related < -0.05)
    all.push({ field: 'related', level: 'shared', bits: related, label: 'related.shared', a: '', b: '' })
  return all
}

/** What no sum of evidence overrules, as a bar of its own. */
const heldBack = (caution: Caution, bits: number): Contribution => ({
  field: 'caution',
  level: caution,
  bits,
  label: `caution.${caution}`,
  a: '',
  b: '',
})

/**
 * Are these two records one person, and why? The same decision as in bulk. The contributions add up to the bits: the prior, each
 * comparison (log2 m/u, Fellegi & Sunter 1969), the rarity of the value, and what is left once related people are thought of.
 */
export function scorePair(model: IdentityModel, a: PersonRecord, b: PersonRecord): PairScore {
  const scales = scalesOf(tableFor(model, [a, b]), model)
  const all = unheldBits(scales, 0, 1)
  const held = cautionFor(scales, 0, 1, all)
  const bits = held?.bits ?? all
  return {
    bits,
    probability: 1 / (1 + 2 ** -bits),
    outcome: outcomeOf(model, bits),
    related: scales.lastRelated,
    contributions: [
      ...contributionsOf(scales, model, a, b, all),
      ...(held ? [heldBack(held.caution, bits - all)] : []),
    ],
  }
}
