/** What a person understands by the tables of an erasure. `files` are said apart: they are deleted whole. */
const GROUPS = [
  'person',
  'vehicles',
  'sources',
  'files',
  'records',
  'timeline',
  'orders',
  'visits',
  'consent',
  'contact',
] as const
export type Group = (typeof GROUPS)[number]

const OF_TABLE: Record<string, Group | null> = {
  'customers.asset': 'vehicles',
  'customers.plate': 'vehicles',
  'customers.ownership': 'vehicles',
  'customers.source_record': 'sources',
  'customers.import_refused': 'sources',
  'customers.import_person': 'sources',
  'customers.import': 'sources',
  'customers.import_piece': 'files',
  'timeline.order': 'orders',
  'signals.signal': 'visits',
  // Made from the rest for the search and the comparison: nothing of its own.
  'customers.needle': null,
  'customers.word': null,
  'customers.changed': null,
  'identity.key': null,
}
const OF_SCHEMA: Record<string, Group> = {
  customers: 'person',
  identity: 'records',
  timeline: 'timeline',
  visits: 'visits',
  consent: 'consent',
}

/** Counts by table as counts by what they are to a person, in a fixed order; what is nothing is left out. */
export function groupsOf(gone: Readonly<Record<string, number>>): { group: Group; n: number }[] {
  const counts = new Map<Group, number>()
  for (const [table, n] of Object.entries(gone)) {
    const group = table in OF_TABLE ? OF_TABLE[table] : (OF_SCHEMA[table.split('.')[0] ?? ''] ?? 'contact')
    if (group) counts.set(group, (counts.get(group) ?? 0) + n)
  }
  return GROUPS.flatMap((group) => {
    const n = counts.get(group) ?? 0
    return n > 0 ? [{ group, n }] : []
  })
}
