import * as api from '../../contract/work.ts'
import type { Routes } from '../kit/http.ts'
import { noted } from '../network/looks.flow.ts'
import type { Looks } from '../network/looks.ts'
import { endHandover, listHandovers, listLeavers, makeHandover, myAllowance, setAllowance } from './handover.flow.ts'
import { sayOutcome, undoOutcome } from './outcome.flow.ts'
import type { PlaybookNow } from './playbook-now.port.ts'
import { dayShows, myDay, readTask } from './short-list.flow.ts'
import type { StillToDo } from './still-to-do.port.ts'

export function workRoutes(routes: Routes, playbook: PlaybookNow, stillToDo: StillToDo, looks: Looks): void {
  routes.on(api.myDay, noted(looks, myDay(playbook, stillToDo), dayShows))
  routes.on(api.readTask, readTask(playbook, stillToDo))
  routes.on(api.sayOutcome, sayOutcome(playbook))
  routes.on(api.undoOutcome, undoOutcome(playbook))
  routes.on(api.myAllowance, myAllowance)
  routes.on(api.setAllowance, setAllowance)
  routes.on(api.listHandovers, listHandovers)
  routes.on(api.listLeavers, listLeavers)
  routes.on(api.makeHandover, makeHandover)
  routes.on(api.endHandover, endHandover)
}
