import { insertDoor } from '../../feedback/door.store.ts'
import { STARTERS } from '../../feedback/starters.ts'
import { surveysBySlug } from '../../feedback/survey.store.ts'
import type { House } from '../../kit/house.ts'
import { openStarters } from '../feedback/playbook-asks.flow.ts'
import type { DemoSite } from './demo-town.ts'

/** What the demo asks: the surveys of its playbook, a QR on each counter, a tablet in the first lounge. */
export async function demoAsking(house: House, sites: readonly DemoSite[]): Promise<void> {
  await openStarters(
    house,
    STARTERS.map(({ slug }) => slug),
    null,
  )
  const [workshop] = await surveysBySlug(house.db, ['after-service'])
  if (!workshop) return
  const door = (siteId: string, kind: 'qr' | 'tablet', name: string) =>
    insertDoor(
      house.db,
      { id: house.newId(), surveyId: workshop.id, siteId, kind, name, service: 'service' },
      house.now(),
    )
  for (const site of sites) await door(site.id, 'qr', 'Comptoir atelier')
  if (sites[0]) await door(sites[0].id, 'tablet', 'Salon d’attente')
}
