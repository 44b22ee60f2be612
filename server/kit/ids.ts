/**
 * Ids that go up: each is greater than the one before, also within one millisecond and when the clock goes back, so that what one process
 * wrote can be read in the order it was written. A UUIDv7 alone says the order of milliseconds only.
 * @param make a new UUIDv7
 */
export function ascendingIds(make: () => string): () => string {
  let last = ''
  return () => {
    let id = make()
    if (id <= last) id = afterIt(last) ?? id
    while (id <= last) id = make()
    last = id
    return id
  }
}

/** The next id after one: its last 48 bits plus one; undefined where they are all ones. */
function afterIt(id: string): string | undefined {
  const tail = Number.parseInt(id.slice(24), 16) + 1
  return tail < 2 ** 48 ? id.slice(0, 24) + tail.toString(16).padStart(12, '0') : undefined
}
