import type { SourceRow } from './source.store.ts'

/** What an edge that holds connections to devices needs of the sources. */
export interface StreamSources {
  /** Every source in force. */
  all(): Promise<SourceRow[]>
  /** The password a device is called with, unsealed. */
  passwordOf(source: SourceRow): string | undefined
  /** Notes how a connection stands, for the page of the source. */
  note(id: string, state: string, detail: string | null): Promise<void>
}
