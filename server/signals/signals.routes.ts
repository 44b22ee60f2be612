import * as api from '../../contract/signals.ts'
import type { Routes } from '../kit/http.ts'
import type { Devices } from './device.port.ts'
import { createSource, listSources, sourceHealth, updateSource } from './source.flow.ts'

export function signalsRoutes(routes: Routes, devices: Devices): void {
  routes.on(api.listSources, listSources(devices))
  routes.on(api.createSource, createSource(devices))
  routes.on(api.updateSource, updateSource(devices))
  routes.on(api.sourceHealth, sourceHealth(devices))
}
