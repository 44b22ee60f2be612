import type { AnswerOf, InputOf } from '../../contract/endpoint.ts'
import type { LiveEvent, listAppointments, readDesk, readFloor } from '../../contract/visits.ts'
import type { Shown } from '../network/looks.ts'

type Desk = AnswerOf<typeof readDesk>
type Floor = AnswerOf<typeof readFloor>

const whom = (...lists: readonly (readonly { customerId: string }[])[]): string[] =>
  lists.flatMap((list) => list.map((each) => each.customerId))
const candidates = (perhaps: Floor['perhaps']) => perhaps.flatMap((each) => each.candidates)

export const floorShows = (floor: Floor, { query }: InputOf<typeof readFloor>): Shown => ({
  action: 'floor.view',
  siteId: query.site,
  standing: true,
  customerIds: whom(floor.waiting, floor.greeted, floor.expected, floor.calls, candidates(floor.perhaps)),
})

export const deskShows = (desk: Desk, { query }: InputOf<typeof readDesk>): Shown => ({
  action: 'desk.view',
  siteId: query.site,
  standing: true,
  customerIds: whom(desk.forMe, desk.others, desk.calls, desk.expected, desk.open, candidates(desk.perhaps)),
})

/** What is told to an open screen counts as seen on the floor: once, however many steps the visit takes. */
export const liveShows = (event: LiveEvent, siteId: string): Shown => ({
  action: 'floor.view',
  siteId,
  standing: true,
  customerIds: event.type === 'visit' ? [event.visit.customerId] : event.type === 'call' ? [event.call.customerId] : [],
})

/** The appointments of one customer are a line of their own. */
export const appointmentsShow = (
  { appointments }: AnswerOf<typeof listAppointments>,
  { query }: InputOf<typeof listAppointments>,
): Shown => ({
  action: 'appointment.list',
  siteId: query.site ?? null,
  customerIds: query.customer ? [] : whom(appointments),
})
