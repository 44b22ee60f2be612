import { digest } from '../customers/row-key.ts'

/** A row of an order, a visit, an appointment: its number in the source, whose it is, and by which key the source names them. */
export interface NumberedRow {
  key: string
  customerId: string
  customerKey: string | null
}

/** Which of several of one number a row is, by whom the source says it is of. */
export const besideOf = ({ customerId, customerKey }: NumberedRow): string =>
  digest(customerKey ?? customerId).slice(0, 10)
export const besideKey = (row: NumberedRow): string => `${row.key}~${besideOf(row)}`

/**
 * A number means one customer: where it stands for another one already, the row is a record of its own beside it, and is found again there. Two
 * sites that count from one must not write over each other, nor a clerk's slip over what somebody else ordered.
 * @param holders whose are the numbers that stand, each by its key or `besideKey`: of one that a person gave to somebody else, both
 * @returns for each row whether it stands beside; and whether it does so for the first time
 */
export function standBeside(
  rows: readonly NumberedRow[],
  holders: ReadonlyMap<string, readonly (string | undefined)[]>,
): { beside: boolean; isNew: boolean }[] {
  const held = new Map<string, { customers: readonly (string | undefined)[]; customerKey: string | null }>()
  for (const [key, customers] of holders) held.set(key, { customers, customerKey: null })
  return rows.map((row) => {
    if (held.has(besideKey(row))) return { beside: true, isNew: false }
    const holder = held.get(row.key)
    // Two keys of a source that are one customer by now are still two of its numbers.
    const isAnother =
      holder &&
      (!holder.customers.includes(row.customerId) ||
        (holder.customerKey !== null && row.customerKey !== null && holder.customerKey !== row.customerKey))
    held.set(isAnother ? besideKey(row) : row.key, {
      customers: holder && !isAnother ? holder.customers : [row.customerId],
      customerKey: row.customerKey,
    })
    return { beside: Boolean(isAnother), isNew: Boolean(isAnother) }
  })
}
