import pg from 'pg'
import { vi } from 'vitest'

type Asked = string | { text?: string; cursor?: { text?: string } }

/** What some work asks of the database, statement by statement, those around transactions left aside. Of this process as a whole: nothing else may be at work meanwhile. */
export async function statementsOf(work: () => Promise<unknown>): Promise<string[]> {
  const spy = vi.spyOn(pg.Client.prototype, 'query')
  try {
    await work()
    return spy.mock.calls
      .map(([asked]) => asked as unknown as Asked)
      .map((asked) => (typeof asked === 'string' ? asked : (asked.text ?? asked.cursor?.text ?? '')))
      .filter((text) => !/^\s*(?:begin|commit|rollback|savepoint|release|set )/iu.test(text))
  } finally {
    spy.mockRestore()
  }
}
