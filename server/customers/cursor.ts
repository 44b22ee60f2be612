/**
 * Where a page ended: the sort value of its last row as the database wrote it (so that no microsecond is lost) and its id,
 * which decides between rows of one instant.
 */
export interface Cursor {
  at: string
  id: string
}

const AT = /^\d{4,6}-\d\d-\d\d \d\d:\d\d:\d\d(\.\d{1,6})?[+-]\d\d(:\d\d){0,2}$/
const ID = /^[0-9a-f]{8}(-[0-9a-f]{4}){3}-[0-9a-f]{12}$/

export const writeCursor = ({ at, id }: Cursor): string => Buffer.from(`${at}|${id}`, 'utf8').toString('base64url')

/** @returns the place, or null when this is not a cursor we wrote */
export function readCursor(text: string): Cursor | null {
  const [at = '', id = ''] = Buffer.from(text, 'base64url').toString('utf8').split('|')
  return AT.test(at) && ID.test(id) ? { at, id } : null
}
