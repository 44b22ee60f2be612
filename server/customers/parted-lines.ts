/** A telephone number or an e-mail address of one of two who are parted. */
export interface Line {
  id: string
  customerId: string
  value: string
  label: string
}

/** Two who are parted: who stays and who goes back, and what the sources of each say today. */
export interface PartedBy {
  from: string
  to: string
  /** The merge: what is younger came since, for ids carry their time. */
  event: string
  /** Rows that came with the other, and are theirs again. */
  moved: ReadonlySet<string>
  fromSays: ReadonlySet<string>
  toSays: ReadonlySet<string>
  /** A source of the other has spoken since they were joined. */
  toSpoke: boolean
}

/**
 * What came since by way of a source of the other alone is the other's; what the sources of both say, both have. What both had when they
 * were joined, and a source of the other took from their one page since, who stays has again.
 * @returns rows that change hands, and rows that the other of the two gets as well
 */
export function partedLines(lines: readonly Line[], by: PartedBy) {
  const { from, to, event, moved, fromSays, toSays, toSpoke } = by
  const had = Map.groupBy(lines, ({ customerId }) => customerId)
  const has = (id: string, value: string): boolean => (had.get(id) ?? []).some((line) => line.value === value)
  const move: { id: string; customerId: string }[] = []
  const copy: { id: string; customerId: string }[] = []
  for (const { id, value } of had.get(from) ?? []) {
    if (!toSays.has(value) || has(to, value)) continue
    const list = id > event && !fromSays.has(value) ? move : copy
    list.push({ id, customerId: to })
  }
  for (const { id, value, label } of had.get(to) ?? []) {
    if (has(from, value)) continue
    if (moved.has(id) && fromSays.has(value)) copy.push({ id, customerId: from })
    else if (!moved.has(id) && id < event && label === '' && toSpoke && !toSays.has(value))
      move.push({ id, customerId: from })
  }
  return { move, copy }
}
