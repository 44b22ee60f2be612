import { SERVICES } from '../../contract/network.ts'
import type { ReplayOf } from '../moments/replay.port.ts'
import type { DoerOf } from '../moments/time-machine.ts'
import { teamOf, whoDoes } from './who-does.ts'

/** Whose hands, in a replay: the very question the live loop asks, of the people who work there today, with the hand-overs of that time. */
export function doerOf(of: Pick<ReplayOf, 'team'>): DoerOf | undefined {
  if (!of.team) return undefined
  const present = of.team.staff.map((one) => ({ ...one, duty: { ...one.duty, state: 'on' as const, until: null } }))
  const team = teamOf(present, of.team.handovers)
  return ({ touch, fact, at, by }, { person }, open) =>
    whoDoes(
      team,
      {
        customerId: person.id,
        by,
        advisorId: person.advisorId,
        deputyId: person.deputyId,
        siteId: touch.siteId ?? person.siteId,
        service: SERVICES.find((each) => each === fact?.data.service) ?? null,
        language: person.language,
        now: at,
        expiresAt: touch.expiresAt,
      },
      open,
    ).staffId
}
