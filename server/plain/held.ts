/** A row as the database gives it. */
export type Row = Record<string, unknown>

/** What a slice holds of some people in one table: rows in a fixed order, a page at a time, so that nobody is too large. */
export interface Held {
  /** `schema.table` */
  table: string
  page(from: number, most: number): Promise<Row[]>
}

/** How many rows of each table. */
export type Counts = Record<string, number>

/** Counts that say nothing are left out. */
export const told = (counts: Counts): Counts => Object.fromEntries(Object.entries(counts).filter(([, n]) => n > 0))
