/** The digits that Excel keeps of a number. */
const KEPT = 1e15

/**
 * One cell of a sheet as text: a day as YYYY-MM-DD, with its time when it has one; a number as one writes it, without exponent. Where Excel cut a
 * long number (1.04567890123457E+18) the exponent stays: zeros in place of the lost digits would look like a number that was written.
 */
export function cellText(value: unknown): string {
  if (value === null || value === undefined) return ''
  if (value instanceof Date) return dateText(value)
  const text = String(value)
  if (!/^-?\d+(\.\d+)?e[+-]?\d+$/iu.test(text)) return text
  return Math.abs(Number(text)) < KEPT ? plainNumber(Number(text)) : text.toUpperCase().replace(/E(?=\d)/u, 'E+')
}

const plainNumber = (value: number): string =>
  Number.isInteger(value) ? String(value) : String(Number(value.toPrecision(15)))

function dateText(date: Date): string {
  if (Number.isNaN(date.getTime())) return ''
  const [day, time] = date.toISOString().split('T') as [string, string]
  const clock = time.slice(0, 5)
  // Excel keeps a time without a day on the day before its first one.
  if (day <= '1900-01-01') return clock
  return clock === '00:00' ? day : `${day} ${clock}`
}

/** The rows of a sheet as CSV with commas: what the rest of the house reads. Empty rows stay, so that lines are rows. */
export function csvOfRows(rows: readonly (readonly unknown[])[]): Uint8Array {
  const lines: string[] = []
  for (const row of rows) lines.push(row.map((value) => quoted(cellText(value))).join(','))
  return new TextEncoder().encode(lines.length > 0 ? `${lines.join('\n')}\n` : '')
}

const quoted = (text: string): string => (/[",\n\r]/u.test(text) ? `"${text.replaceAll('"', '""')}"` : text)
