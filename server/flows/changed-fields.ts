import type { BroughtPerson } from '../../contract/import-people.ts'
import { displayPhone } from '../customers/phone.ts'
import { displayPlate } from '../customers/plate.ts'

/** Fields whose value is an id of a colleague or a site. */
const BY_ID = new Set(['advisorId', 'deputyId', 'siteId', 'boughtSiteId'])

/** What ids stand for. */
export interface Called {
  vehicles: ReadonlyMap<string, string>
  house: ReadonlyMap<string, string>
}

type Pairs = Readonly<Record<string, [unknown, unknown] | null>>

const parts = (key: string): { asset: string | null; field: string } => {
  const at = key.indexOf('.')
  return at < 0 ? { asset: null, field: key } : { asset: key.slice(0, at), field: key.slice(at + 1) }
}

/** The vehicles some changes speak of. */
export const vehiclesIn = (changes: Pairs): string[] => Object.keys(changes).flatMap((key) => parts(key).asset ?? [])

/** What changed, in words a person reads: the customer’s own fields first, then vehicle by vehicle. */
export const changedFields = (changes: Pairs, called: Called): BroughtPerson['changes'] =>
  Object.entries(changes)
    .map(([key, pair]) => {
      const { asset, field } = parts(key)
      return {
        field,
        vehicle: asset === null ? null : (called.vehicles.get(asset) ?? ''),
        before: said(field, pair?.[0], called),
        after: said(field, pair?.[1], called),
        kept: pair !== null,
      }
    })
    .filter(({ kept, before, after }) => !kept || before !== after)
    .sort((a, b) => order(a).localeCompare(order(b)))

/** As a page shows them: who they are, how to reach them, the rest. */
const FIRST = 'added title givenName familyName companyName birthDate phones emails street postcode city'.split(' ')
const order = ({ vehicle, field }: { vehicle: string | null; field: string }): string => {
  const at = FIRST.indexOf(field)
  return `${vehicle === null ? 0 : 1}|${vehicle ?? ''}|${String(at < 0 ? FIRST.length : at).padStart(2, '0')}|${field}`
}

function said(field: string, value: unknown, { house }: Called): string {
  if (value === null || value === undefined) return ''
  if (Array.isArray(value)) return value.map((one) => said(field, one, { house, vehicles: new Map() })).join(', ')
  const text = String(value)
  if (field === 'phones') return displayPhone(text)
  if (field === 'plate') return displayPlate(text)
  return BY_ID.has(field) ? (house.get(text) ?? '') : text
}
