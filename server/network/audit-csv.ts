const QUOTED = /["\n\r]/u
/** What a spreadsheet runs: a formula sign, or what it takes away before one. */
const RUN = /^[=+\-@\t\r]/u
/** The same where a spreadsheet that is set to another country cuts: in France at semicolons, whatever quotes stand around. A dash before a blank is a line of a list. */
const RUN_INSIDE = /([,;\t\n\r])(?=[=+@]|-(?!\s))/gu

/**
 * One CSV line (RFC 4180), as the file it goes into is divided. A cell that a spreadsheet would run as a formula (`=`, `+`, `-`, `@`, tab, return in front) gets an
 * apostrophe before it.
 */
export function stringifyAs(cells: readonly string[], delimiter: string): string {
  return `${cells
    .map((cell) => (RUN.test(cell) ? `'${cell}` : cell))
    .map((cell) => (QUOTED.test(cell) || cell.includes(delimiter) ? `"${cell.replaceAll('"', '""')}"` : cell))
    .join(delimiter)}\r\n`
}

/** The same with commas, for a file of ours that is opened in any country’s spreadsheet: it holds what strangers wrote. */
export const stringify = (cells: readonly string[]): string =>
  stringifyAs(
    cells.map((cell) => cell.replace(RUN_INSIDE, "$1'")),
    ',',
  )
