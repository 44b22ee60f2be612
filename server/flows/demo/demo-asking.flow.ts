import { insertDoor } from '../../feedback/door.store.ts'
import { STARTERS } from '../../feedback/starters.ts'
import { surveysBySlug } from '../../feedback/survey.store.ts'
import type { House } from '../../kit/house.ts'
import { openStarters } from '../feedback/playbook-asks.flow.ts'
import type { DemoSite } from './demo-town.ts'
import type { DemoDoor } from './demo-voice.ts'

/** What the demo asks: the surveys of its playbook, a QR on each counter, a tablet in the first lounge. They have stood there for two years. */
export async function demoAsking(house: House, sites: readonly DemoSite[], now: Date): Promise<DemoDoor[]> {
  await openStarters(
    house,
    STARTERS.map(({ slug }) => slug),
    null,
  )
  const [workshop] = await surveysBySlug(house.db, ['after-service'])
  if (!workshop) return []
  const since = new Date(now.getTime() - 730 * 86_400_000)
  const doors: DemoDoor[] = []
  const door = async (siteId: string, kind: DemoDoor['kind'], name: string) => {
    const id = house.newId()
    await insertDoor(house.db, { id, surveyId: workshop.id, siteId, kind, name, service: 'service' }, since)
    doors.push({ id, siteId, kind, service: 'service' })
  }
  for (const site of sites) await door(site.id, 'qr', 'Comptoir atelier')
  if (sites[0]) await door(sites[0].id, 'tablet', 'Salon d’attente')
  return doors
}
