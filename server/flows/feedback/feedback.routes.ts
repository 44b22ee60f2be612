import type { Reader } from '../../feedback/reading.ts'
import type { Routes } from '../../kit/http.ts'
import type { PlaybookInForce } from '../../moments/playbook.store.ts'
import type { Looks } from '../../network/looks.ts'
import type { PlaybookNow } from '../../work/playbook-now.port.ts'
import { askingRoutes } from './asking.routes.ts'
import { readingRoutes } from './reading.routes.ts'

/** What customers tell us: asking, reading, answering. A part of it adds its line here. */
export function feedbackRoutes(
  routes: Routes,
  playbooks: PlaybookInForce,
  reader: Reader,
  looks: Looks,
  playbook: PlaybookNow,
): void {
  askingRoutes(routes, playbooks, reader, looks)
  readingRoutes(routes, looks, reader, playbook)
}
