import { type Chance, plateOfYear } from './chance.ts'
import { workingHour } from './demo-hours.ts'
import { DEMO_ZONE, type DemoAsset, type DemoCustomer, iso, plain } from './demo-town.ts'
import { CARS, COLOURS } from './demo-words.ts'

const DAY = 86_400_000
const bare = (text: string): string => text.normalize('NFD').replace(/\p{M}/gu, '')

/**
 * Customers who are on file twice, as in every real base: entered again at another counter in capitals, with a second telephone or
 * another e-mail; and some of whom only a person can say whether they are one (a name, a town, half an address).
 */
export function demoDoubles(
  chance: Chance,
  customers: readonly DemoCustomer[],
  now: Date,
  newId: () => string,
): DemoCustomer[] {
  const people = customers.filter((customer) => customer.kind === 'person')
  return Array.from({ length: DOUBLES }, (_, n): DemoCustomer => {
    const known = chance.pick(people)
    const sure = n % 3 > 0
    return {
      ...known,
      id: newId(),
      givenName: sure ? bare(known.givenName).toUpperCase() : known.givenName,
      familyName: bare(known.familyName).toUpperCase(),
      pronunciation: '',
      advisorId: null,
      deputyId: null,
      phone: sure ? known.phone : `+331990010${10 + n}`,
      email: `${plain(`${known.familyName} ${known.givenName}`)}.${n}@poste.example`,
      street: sure ? '' : known.street.replace(/^\d+ /u, ''),
      asset: formerCar(chance, n, known, newId()),
      history: [],
      createdAt: new Date(
        known.createdAt.getTime() + chance.next() * Math.min(300 * DAY, now.getTime() - known.createdAt.getTime()),
      ),
    }
  })
}
const DOUBLES = 36

/** The car they had before, of which the other counter knew. */
function formerCar(chance: Chance, n: number, { asset, createdAt }: DemoCustomer, id: string): DemoAsset {
  const [make, model, body] = chance.pick(CARS)
  const bought = workingHour(new Date(createdAt.getTime() - (3 + chance.below(5)) * 365 * DAY), DEMO_ZONE)
  return {
    ...asset,
    id,
    make,
    model,
    body,
    colour: chance.pick(COLOURS),
    year: bought.getUTCFullYear(),
    plate: plateOfYear(chance, 5000 + n, bought),
    options: [],
    keyRef: '',
    boughtOn: iso(bought),
    warrantyUntil: iso(new Date(bought.getTime() + 2 * 365 * DAY)),
  }
}
