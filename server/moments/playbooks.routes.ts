import * as api from '../../contract/playbooks.ts'
import type { Routes } from '../kit/http.ts'
import { noted } from '../network/looks.flow.ts'
import type { Looks } from '../network/looks.ts'
import { momentPeople, readMoment } from './moment-page.flow.ts'
import type { PlaybookInForce } from './playbook.store.ts'
import {
  checkPlaybook,
  comparePlaybooks,
  editPlaybook,
  exportPlaybook,
  listPlaybooks,
  playbookStanding,
  playbookVocabulary,
  readPlaybookVersion,
  readShippedPlaybook,
  savePlaybook,
} from './playbooks.flow.ts'
import type { ShippedPlaybooks } from './shipped.port.ts'
import { listWeather, tellWeather, untellWeather } from './weather.flow.ts'

/** `putPlaybookInForce` is bound where the surveys it asks are opened: `flows/feedback/asking.routes.ts`. */
export function playbooksRoutes(
  routes: Routes,
  shipped: ShippedPlaybooks,
  inForce: PlaybookInForce,
  looks: Looks,
): void {
  routes.on(api.listPlaybooks, listPlaybooks(shipped))
  routes.on(api.playbookStanding, playbookStanding(inForce))
  routes.on(api.playbookVocabulary, playbookVocabulary)
  routes.on(api.readShippedPlaybook, readShippedPlaybook(shipped))
  routes.on(api.readPlaybookVersion, readPlaybookVersion)
  routes.on(api.exportPlaybook, exportPlaybook)
  routes.on(api.checkPlaybook, checkPlaybook)
  routes.on(api.editPlaybook, editPlaybook)
  routes.on(api.savePlaybook, savePlaybook)
  routes.on(api.comparePlaybooks, comparePlaybooks)
  routes.on(api.readMoment, readMoment(inForce))
  routes.on(
    api.momentPeople,
    noted(looks, momentPeople, ({ people }) => ({
      action: 'moment.people',
      customerIds: people.map((each) => each.customerId),
    })),
  )
  routes.on(api.listWeather, listWeather(inForce))
  routes.on(api.tellWeather, tellWeather)
  routes.on(api.untellWeather, untellWeather)
}
