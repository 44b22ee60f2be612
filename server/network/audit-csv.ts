/**
 * One CSV line (RFC 4180). A cell that a spreadsheet would run as a formula (`=`, `+`, `-`, `@`, tab, return in front) gets an
 * apostrophe before it: an audit log is opened in a spreadsheet, and names are typed by strangers.
 */
export function stringify(cells: readonly string[], delimiter = ','): string {
  return `${cells
    .map((cell) => (/^[=+\-@\t\r]/u.test(cell) ? `'${cell}` : cell))
    .map((cell) => (/["\n\r]/u.test(cell) || cell.includes(delimiter) ? `"${cell.replaceAll('"', '""')}"` : cell))
    .join(delimiter)}\r\n`
}
