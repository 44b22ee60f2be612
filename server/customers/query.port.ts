/** Why a query brought nothing, or nothing more. */
export type QueryProblem =
  | 'address-refused'
  | 'address-malformed'
  | 'unreachable'
  | 'sign-in-refused'
  | 'not-a-select'
  | 'query-failed'
  | 'timeout'
  | 'too-large'

/** Asks a database elsewhere. */
export interface Queries {
  /**
   * The rows of one query as JSON lines, as they come. What goes wrong, at the beginning or half way, is thrown as an error that bears
   * a `problem`.
   * @param address `postgres://` or `mysql://`, with the password in it: never logged, never in an error
   */
  read(address: string, query: string): AsyncIterable<Uint8Array>
}
