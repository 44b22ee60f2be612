import * as api from '../../../contract/reader.ts'
import type { ReaderInForce } from '../../feedback/reader-in-force.store.ts'
import { backToShipped, learnAgain, learnNow, readReader } from '../../feedback/reader-page.flow.ts'
import type { Routes } from '../../kit/http.ts'

/** How well they are read, and by which reader. */
export function readerRoutes(routes: Routes, reader: ReaderInForce): void {
  routes.on(api.readReader, readReader(reader))
  routes.on(api.backToShipped, backToShipped(reader))
  routes.on(api.learnAgain, learnAgain)
  routes.on(api.learnNow, learnNow, { perMinute: 6 })
}
