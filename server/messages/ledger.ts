import type { AnswerOf } from '../../contract/endpoint.ts'
import type { messageCosts } from '../../contract/messages.ts'

interface CostRow {
  key: string
  name: string
  month: string
  messages: number
  segments: number
  cents: number
}

/** Ways out that nobody bills. */
const FREE: ReadonlySet<string> = new Set(['push'])

/** What so many units cost by this way out; null where no price is on file: nothing is known, and that is not nothing. */
export const priceOf = (provider: { channel: string; costCents: number } | undefined, units: number): number | null =>
  provider && (provider.costCents > 0 || FREE.has(provider.channel)) ? provider.costCents * units : null

/** Months from one to another, both told: a month in which nothing left is there too. */
export function monthsBetween(from: string, to: string): string[] {
  const months: string[] = []
  let [year = 0, month = 1] = from.split('-').map(Number)
  for (const last = to.slice(0, 7); months.length < 120; ) {
    const said = `${year}-${String(month).padStart(2, '0')}`
    if (said > last) break
    months.push(said)
    month += 1
    if (month > 12) {
      month = 1
      year += 1
    }
  }
  return months
}

/** The ledger: a row for each channel, site or moment, the dearest first. */
export function ledger(rows: readonly CostRow[], months: readonly string[]): AnswerOf<typeof messageCosts> {
  const byKey = Map.groupBy(rows, (row) => row.key)
  const sum = (of: readonly CostRow[], what: 'messages' | 'segments' | 'cents') =>
    of.reduce((total, row) => total + row[what], 0)
  return {
    months: [...months],
    rows: [...byKey]
      .map(([key, of]) => ({
        key,
        name: of.find((row) => row.name)?.name ?? '',
        messages: sum(of, 'messages'),
        segments: sum(of, 'segments'),
        cents: sum(of, 'cents'),
        byMonth: months.map((month) =>
          sum(
            of.filter((row) => row.month === month),
            'cents',
          ),
        ),
      }))
      .sort((a, b) => b.cents - a.cents || b.messages - a.messages || a.name.localeCompare(b.name)),
    messages: sum(rows, 'messages'),
    cents: sum(rows, 'cents'),
  }
}
