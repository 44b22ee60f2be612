import * as people from '../../contract/import-people.ts'
import * as api from '../../contract/imports.ts'
import { previewImport, previewShows } from '../customers/import.flow.ts'
import type { ModelInForce } from '../identity/model.store.ts'
import type { Routes } from '../kit/http.ts'
import { noted } from '../network/looks.flow.ts'
import type { Looks } from '../network/looks.ts'
import { compareFirst } from './compare-first.flow.ts'
import { tryAllAgain, tryImportAgain } from './import-again.flow.ts'
import { importPeople, importPeopleFile, peopleShow } from './import-people.flow.ts'
import { importRowsFlow } from './import-rows.flow.ts'
import { wouldRefuse } from './import-would.flow.ts'

export function importsRoutes(routes: Routes, models: ModelInForce, looks: Looks): void {
  const compare = compareFirst(models)
  routes.on(api.previewImport, noted(looks, previewImport(wouldRefuse(compare)), previewShows), { perMinute: 60 })
  routes.on(api.importRows, importRowsFlow(compare), {
    perMinute: 600,
    bodyLimit: 8 * 1024 * 1024,
  })
  routes.on(api.tryImportAgain, tryImportAgain, { perMinute: 30 })
  routes.on(api.tryAllAgain, tryAllAgain, { perMinute: 30 })
  routes.on(
    people.importPeople,
    noted(looks, importPeople, (shown) => peopleShow(shown.people)),
  )
  routes.on(people.importPeopleFile, importPeopleFile(looks), { perMinute: 30 })
}
