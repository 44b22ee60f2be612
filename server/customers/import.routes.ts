import * as api from '../../contract/imports.ts'
import type { Routes } from '../kit/http.ts'
import {
  cancelImport,
  listImports,
  previewImport,
  readImport,
  refusedRows,
  runImport,
  uploadImport,
} from './import.flow.ts'

export function importRoutes(routes: Routes): void {
  routes.on(api.listImports, listImports)
  routes.on(api.uploadImport, uploadImport, { perMinute: 30, bodyLimit: 105 * 1024 * 1024 })
  routes.on(api.readImport, readImport)
  routes.on(api.previewImport, previewImport, { perMinute: 60 })
  routes.on(api.runImport, runImport)
  routes.on(api.cancelImport, cancelImport)
  routes.on(api.refusedRows, refusedRows)
}
