import * as api from '../../contract/imports.ts'
import type { Routes } from '../kit/http.ts'
import { importRowsFlow } from './import-rows.flow.ts'

export function importsRoutes(routes: Routes): void {
  routes.on(api.importRows, importRowsFlow, { perMinute: 600, bodyLimit: 8 * 1024 * 1024 })
}
