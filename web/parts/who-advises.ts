import type { Staff } from '../../contract/network.ts'
import { RIGHTS_OF, type Role } from '../../contract/rights.ts'

export type Offered = Pick<Staff, 'id' | 'name' | 'duty' | 'roles'>

/** Where somebody works, seen from one place: there, elsewhere, or everywhere. */
export type Nearness = 'here' | 'elsewhere' | 'everywhere'

const ADVISORS: readonly Role[] = ['sales-advisor', 'service-advisor']
const mayWork = ({ roles }: Offered): boolean => roles.some(({ role }) => RIGHTS_OF[role].includes('work.act'))
const isAdvisor = ({ roles }: Offered): boolean => roles.some(({ role }) => ADVISORS.includes(role))

/**
 * Who may be somebody's advisor, from one place: whoever is given work about customers, so neither workshop nor auditors. Those of the place first,
 * advisors by trade before the others, who is on duty before who is not. Whoever is the advisor today is offered whatever they do.
 */
export function whoAdvises(
  staff: readonly Offered[],
  siteId: string | null,
  today: string | null,
): { near: Nearness; people: Offered[] }[] {
  const nearOf = ({ roles }: Offered): Nearness =>
    siteId !== null && roles.some((held) => held.siteId === siteId)
      ? 'here'
      : roles.some((held) => held.siteId !== null)
        ? 'elsewhere'
        : 'everywhere'
  const offered = staff.filter((person) => mayWork(person) || person.id === today)
  const order = (a: Offered, b: Offered): number =>
    Number(isAdvisor(b)) - Number(isAdvisor(a)) ||
    Number(b.duty.state === 'on') - Number(a.duty.state === 'on') ||
    a.name.localeCompare(b.name)
  return (['here', 'elsewhere', 'everywhere'] as const)
    .map((near) => ({ near, people: offered.filter((person) => nearOf(person) === near).sort(order) }))
    .filter(({ people }) => people.length > 0)
}
