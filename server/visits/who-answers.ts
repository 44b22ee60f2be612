import type { Staff } from '../../contract/network.ts'
import { may } from '../../contract/rights.ts'

/**
 * Whose telephone says that a short list waits? First whoever is on duty at reception here. After them, and at once when nobody is
 * there: the manager of the site on duty; without one, whoever else on duty may answer. Who is away is left in peace.
 */
export function whoAnswers(staff: readonly Staff[], siteId: string): { reception: string[]; after: string[] } {
  const able = staff.filter((person) => person.duty.state === 'on' && may(person.roles, 'perhaps.answer', siteId))
  const withRole = (role: string) =>
    able.filter((person) => person.roles.some((held) => held.role === role && held.siteId === siteId))
  const reception = withRole('reception')
  const managers = withRole('site-manager').filter((person) => !reception.includes(person))
  const after = managers.length > 0 ? managers : able.filter((person) => !reception.includes(person))
  const ids = (people: readonly Staff[]) => people.map((person) => person.id)
  return { reception: ids(reception), after: ids(after) }
}
