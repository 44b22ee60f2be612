/** Someone who has a car today. */
export interface Owner {
  customerId: string
  role: 'owner' | 'driver' | 'company'
  kind: 'person' | 'company'
}

/**
 * One car, several people: whom do we greet? Whoever has an appointment today; else the driver; else the owner if a person;
 * else whoever is a person; else the company. In each group the one on file most recently comes first (as given).
 */
export function whichOwner<O extends Owner>(owners: readonly O[], withAppointment: ReadonlySet<string>): O | undefined {
  const order = (owner: O): number => {
    if (withAppointment.has(owner.customerId)) return 0
    if (owner.role === 'driver') return 1
    if (owner.role === 'owner' && owner.kind === 'person') return 2
    if (owner.kind === 'person') return 3
    return 4
  }
  return [...owners].sort((a, b) => order(a) - order(b))[0]
}
