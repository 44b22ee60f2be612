import * as api from '../../../contract/replay.ts'
import type { Routes } from '../../kit/http.ts'
import { fastForward, listReplays, readReplay, startReplay, stopReplay } from './replay.flow.ts'

export function replayRoutes(routes: Routes): void {
  routes.on(api.startReplay, startReplay)
  routes.on(api.listReplays, listReplays)
  routes.on(api.readReplay, readReplay)
  routes.on(api.stopReplay, stopReplay)
  routes.on(api.fastForward, fastForward)
}
