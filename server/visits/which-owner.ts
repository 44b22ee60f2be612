/** Someone who has a car today. */
export interface Owner {
  customerId: string
  role: 'owner' | 'driver' | 'company'
  kind: 'person' | 'company'
}

/** What today says of one of them. */
export interface Sign {
  customerId: string
  says: 'awaited-now' | 'awaited-today' | 'came-with-it' | 'here-without-it'
}

/** How many times likelier each makes it that they drive. */
const SIGNS: Record<Sign['says'], number> = {
  'awaited-now': 100,
  'awaited-today': 10,
  'came-with-it': 8,
  'here-without-it': 0.05,
}

/** Who uses a car: its driver more than its owner; a company has nobody at the wheel but those who are named. */
function uses(owner: Owner): number {
  if (owner.kind === 'company') return 0
  return owner.role === 'driver' ? 4 : owner.role === 'owner' ? 1 : 0.5
}

/**
 * One car, several people: who drives it? Whoever has an appointment today, else who came with it today, else the driver, else the owner, else
 * whoever is a person, else the company. Each has a share of the car's probability: three drivers of equal right have a third.
 * @returns those who may drive it, likeliest first; as given among equals (the one on file most recently comes first)
 */
export function whoDrives<O extends Owner>(
  owners: readonly O[],
  signs: readonly Sign[] = [],
): { owner: O; share: number }[] {
  const weigh = (owner: O) =>
    signs.reduce(
      (weight, sign) => (sign.customerId === owner.customerId ? weight * SIGNS[sign.says] : weight),
      uses(owner),
    )
  const weighed = owners.map((owner) => ({ owner, weight: weigh(owner) }))
  const total = weighed.reduce((sum, { weight }) => sum + weight, 0)
  return weighed
    .map(({ owner, weight }) => ({ owner, share: total > 0 ? weight / total : 1 / owners.length }))
    .toSorted((a, b) => b.share - a.share)
}
