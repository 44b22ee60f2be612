/** One cell of a CSV (RFC 4180). What a spreadsheet would run as a formula, wherever its country cuts, is kept as text by an apostrophe before it. */
function cell(value: string | number | null): string {
  if (value === null) return ''
  const text =
    typeof value === 'string'
      ? value.replace(/^(?=[=+\-@\t\r])|(?<=[,;\t\n\r])(?=[=+@]|-(?!\s))/gu, "'")
      : String(value)
  return /[",;\r\n]/u.test(text) ? `"${text.replaceAll('"', '""')}"` : text
}

/** A table as CSV with a byte order mark, so that spreadsheets read its accents. */
export const csvOf = (rows: readonly (readonly (string | number | null)[])[]): string =>
  `\uFEFF${rows.map((row) => row.map(cell).join(',')).join('\r\n')}\r\n`

/** Hands a text to the person as a file. */
export function download(name: string, text: string): void {
  const url = URL.createObjectURL(new Blob([text], { type: 'text/csv;charset=utf-8' }))
  const link = document.createElement('a')
  link.href = url
  link.download = name
  link.click()
  setTimeout(() => URL.revokeObjectURL(url), 10_000)
}
