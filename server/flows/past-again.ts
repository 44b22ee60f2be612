import { digest } from '../customers/row-key.ts'

/** A visit or a call as a source says it, and as it stands. */
export interface SaidEntry {
  id: string
  key: string
  at: Date
  text: string
  data: Record<string, unknown>
}
type Held = SaidEntry & { bySameFile: boolean }

/** Under which key an entry stands that shares its number with another one of the same customer. */
export const contentKey = ({ key, at, text }: Pick<SaidEntry, 'key' | 'at' | 'text'>): string =>
  `${key}~${digest(`${at.getTime()}|${text}`)}`

/**
 * What becomes of each entry: new, brought to what the source says of it now, or as it was. A number said again with another day, or with other words, is
 * a correction; with both, or twice in one file, it is another visit, which must not write over the first. An empty cell takes nothing away.
 * @param run what it brought itself is of the same file
 * @param late its rows are tried again: what another file said since stands
 * @returns for each its outcome, and the entry to be written
 */
export function followed<T extends SaidEntry>(
  entries: readonly T[],
  standing: readonly SaidEntry[],
  run: string,
  late = false,
): { outcome: 'created' | 'updated' | 'unchanged'; entry: T }[] {
  const held = new Map<string, Held>(
    standing.map((entry) => [entry.key, { ...entry, bySameFile: entry.data.import === run }]),
  )
  const hold = (entry: T): T => {
    held.set(entry.key, { ...entry, bySameFile: true })
    return entry
  }
  return entries.map((said) => {
    const own = contentKey(said)
    const known = held.get(own) ?? held.get(said.key)
    if (!known) return { outcome: 'created', entry: hold(said) }
    // Ids are in the order of time: a later file said it since.
    if (late && typeof known.data.import === 'string' && known.data.import > run)
      return { outcome: 'unchanged', entry: said }
    const [sameDay, sameWords] = [known.at.getTime() === said.at.getTime(), known.text === said.text]
    if (!(sameDay && sameWords) && (known.bySameFile || !(sameDay || sameWords)))
      return { outcome: 'created', entry: hold({ ...said, key: own }) }
    const data = added(known.data, said.data)
    const isSame = sameDay && sameWords && saying(data) === saying(known.data)
    const entry = hold({ ...said, id: known.id, key: known.key, data })
    return { outcome: isSame ? 'unchanged' : 'updated', entry }
  })
}

function added(before: Record<string, unknown>, now: Record<string, unknown>): Record<string, unknown> {
  const attributes = { ...(before.attributes as object | undefined), ...(now.attributes as object | undefined) }
  return { ...before, ...now, ...(Object.keys(attributes).length > 0 ? { attributes } : {}) }
}

/** What is said, whichever run said it; jsonb gives its keys back in an order of its own. */
const saying = (value: unknown): string =>
  JSON.stringify(value, (key, inner: unknown) =>
    key === 'import'
      ? undefined
      : inner && typeof inner === 'object' && !Array.isArray(inner)
        ? Object.fromEntries(Object.entries(inner).sort(([a], [b]) => (a < b ? -1 : 1)))
        : inner,
  )
